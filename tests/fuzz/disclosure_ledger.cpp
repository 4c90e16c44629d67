// SPDX-License-Identifier: MIT
// Bytes as a ledger's file, and as the text of its entries: an error that names the file, or a ledger that is whole and
// reads the same again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <unistd.h>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/detail/ledger_text.hpp"
#include "libprofile/disclosure/ledger.hpp"

using namespace libprofile;
using disclosure::Ledger;
namespace fs = std::filesystem;

namespace {

void require_same(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void read_file(std::string_view bytes) {
  static const fs::path path = fs::temp_directory_path() / ("libprofile-fuzz-" + std::to_string(getpid()) + ".ledger");
  for (const char* const beside : {"-wal", "-shm", "-journal"}) {
    fs::remove(path.string() + beside);
  }
  std::ofstream(path, std::ios::binary) << bytes;
  try {
    const Ledger ledger(path, {.wait_s = 0.01});
    const auto summary = ledger.check();
    require_same(ledger.list().size() == summary.releases && ledger.check(summary.head).head == summary.head);
  } catch (const InputError& error) {
    require_same(std::string_view(error.what()).find(path.string()) == 0);
  }
}

// The text of an entry: head and values, with a line end between them.
void read_text(std::string_view text) {
  const std::size_t cut = text.find('\n');
  try {
    static_cast<void>(disclosure::detail::parse_head(text.substr(0, cut)));
    disclosure::Release release = disclosure::detail::parse_terms(text.substr(0, cut));
    disclosure::detail::parse_values(cut == std::string_view::npos ? std::string_view() : text.substr(cut + 1),
                                     release);
    const auto head = disclosure::detail::parse_head(text.substr(0, cut));
    auto back = disclosure::detail::parse_terms(disclosure::detail::head_text(head, &release));
    disclosure::detail::parse_values(disclosure::detail::values_text(release), back);
    require_same(back == release);
  } catch (const std::invalid_argument&) {
    return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.substr(0, 6) == "SQLite") {
    read_file(bytes);
  } else {
    read_text(bytes);
  }
  return 0;
}
