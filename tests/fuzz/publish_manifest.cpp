// SPDX-License-Identifier: MIT
// Bytes as the manifest of a folder: an error that names it, or a list of artefacts that never leaves the folder; and
// what it says of a ledger, if anything.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <unistd.h>

#include "libprofile/core/error.hpp"
#include "libprofile/publish/manifest.hpp"
#include "libprofile/publish/verify.hpp"

using namespace libprofile;
namespace fs = std::filesystem;

namespace {

void require_that(bool holds) {
  if (!holds) {
    std::abort();
  }
}

/// One folder a process, with a file that no manifest may reach beside it.
const fs::path& folder() {
  static const fs::path made = [] {
    const fs::path outside = fs::temp_directory_path() / ("libprofile-fuzz-" + std::to_string(getpid()));
    fs::create_directories(outside / "profile");
    std::ofstream(outside / "outside.txt") << "x";
    std::ofstream(outside / "profile" / "a.csv") << "a";
    return outside / "profile";
  }();
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::ofstream(folder() / publish::kManifestFile, std::ios::binary) << text;
  try {
    const publish::Verification found = publish::verify(folder());
    for (const auto* list : {&found.matching, &found.missing, &found.changed}) {
      for (const std::string& path : *list) {
        require_that(path.find("..") == std::string::npos || !fs::exists(folder() / path));
      }
    }
  } catch (const InputError& error) {
    require_that(std::string_view(error.what()).starts_with(folder().string()));
  }
  if (const auto place = publish::ledger_place_of(text)) {
    require_that(!place->since || place->since->window.start_day >= -719'528);
  }
  return 0;
}
