// SPDX-License-Identifier: MIT
// Bytes as a configuration with a policy, for each tier: an error, or a policy that is nowhere below the floor of its
// tier.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/profile/read_policy.hpp"

using namespace libprofile;

namespace {

void require_that(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void read(std::string_view text, const char* tier) {
  try {
    auto file = profile::TomlTable::from_text(text, "fuzzed.toml");
    const disclosure::Policy policy = profile::read_policy(file, tier);
    const disclosure::PolicyFields& fields = policy.fields();
    const disclosure::PolicyFields floor = disclosure::tier_floor(fields.tier);
    require_that(disclosure::to_string(fields.tier) == std::string_view(tier));
    require_that(fields.threshold >= floor.threshold && fields.premises_threshold >= floor.premises_threshold);
    require_that(fields.base >= floor.base && fields.minimum_residents >= floor.minimum_residents);
    require_that(fields.dominance > 0.0 && fields.dominance <= floor.dominance);
    require_that(fields.minimum_window >= floor.minimum_window);
    require_that(policy.rounding_base() >= fields.threshold && policy.rounding_base() % fields.base == 0);
    require_that(policy.hash() == disclosure::Policy(fields).hash());
  } catch (const Error&) {
    return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const char* const tier : {"internal", "partner", "public"}) {
    read(text, tier);
  }
  return 0;
}
