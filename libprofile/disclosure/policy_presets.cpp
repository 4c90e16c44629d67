// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/policy.hpp"

namespace libprofile::disclosure {
namespace {

/// What a body says that it withholds, on the floor of a tier.
struct Published {
  std::string_view name;
  Tier tier;
  std::int64_t threshold;
  std::int64_t base;
  std::int64_t total_base;
  Zeros zeros;
  double pair_dominance;
  double p_ratio;
};

// dfe_cin and acro show exact counts, which no tier but the internal one may; ons_10_5 has the threshold of the public
// tier, and half its base.
constexpr std::array kPublished{
    Published{"dfe_cin", Tier::internal, 6, 1, 10, Zeros::shown, 1.0, 0.0},
    Published{"nhs_hes", Tier::partner, 8, 5, 0, Zeros::shown, 1.0, 0.0},
    Published{"opensafely", Tier::partner, 8, 5, 0, Zeros::withheld, 1.0, 0.0},
    Published{"ons_10_5", Tier::partner, 10, 5, 0, Zeros::withheld, 1.0, 0.0},
    Published{"acro", Tier::internal, 10, 1, 0, Zeros::withheld, 0.9, 0.1},
};

}  // namespace

PolicyFields preset_fields(std::string_view name) {
  for (const Tier tier : {Tier::internal, Tier::partner, Tier::open}) {
    if (to_string(tier) == name) {
      return tier_floor(tier);
    }
  }
  const auto* found = std::find_if(kPublished.begin(), kPublished.end(), [&](const auto& p) { return p.name == name; });
  require(found != kPublished.end(), "preset", name,
          "one of internal, partner, public, dfe_cin, nhs_hes, opensafely, ons_10_5, acro");
  PolicyFields fields = tier_floor(found->tier);
  fields.threshold = found->threshold;
  fields.base = found->base;
  fields.method = Method::suppression;
  fields.zeros = found->zeros;
  fields.total_base = found->total_base;
  fields.pair_dominance = found->pair_dominance;
  fields.p_ratio = found->p_ratio;
  return fields;
}

}  // namespace libprofile::disclosure
