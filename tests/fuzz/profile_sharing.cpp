// SPDX-License-Identifier: MIT
// Bytes as an agreement on sharing: an error that names the file, or an agreement that answers for every use and is the
// same again when it is read from what it says.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/profile/sharing.hpp"

using namespace libprofile;

namespace {

void require_that(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void ask(const profile::SharingPolicy& policy) {
  for (const std::string& agency : policy.agencies()) {
    for (const std::string& purpose : policy.purposes()) {
      for (const char handling : {records::kNoHandling, '4', 'P'}) {
        const auto why = profile::why_not_covered(policy, "incidents", {agency, "start", handling}, purpose,
                                                  disclosure::Tier::partner, "2025-01-01");
        require_that(!why || !why->empty());
        // What may not leave the agency that it comes from never does.
        require_that(handling != '4' || why);
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const auto policy = profile::SharingPolicy::from_text(text, "fuzzed.toml");
    require_that(!policy.agencies().empty() && !policy.purposes().empty() && !policy.rules().empty());
    require_that(policy.canonical_text() ==
                 profile::SharingPolicy::from_text("# again\n" + std::string(text), "again.toml").canonical_text());
    ask(policy);
  } catch (const InputError& error) {
    require_that(std::string_view(error.what()).starts_with("fuzzed.toml"));
  }
  return 0;
}
