// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/tier_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "libprofile/publish/detail/ranks.hpp"
#include "libprofile/publish/detail/summary.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

/// Least probability of each tier, as `likelihood_word` has it.
constexpr std::array<std::string_view, 3> kLikely{"probably", "more likely than not", "possibly"};

bool is_hot(const View& view, std::uint32_t unit) {
  return view.document.hotspots[unit].label == "hot";
}

std::string in_tiers(const View& view) {
  std::vector<std::string> parts;
  for (std::size_t tier = 0; tier < kLikely.size(); ++tier) {
    if (!view.tier_units[tier].empty()) {
      parts.push_back(grouped(static_cast<std::int64_t>(view.tier_units[tier].size())) + " in tier " +
                      static_cast<char>('A' + tier) + " (" + std::string(kLikely[tier]) + ")");
    }
  }
  return capitalised(how_many(view.tiered(), "area is in a tier", "areas are in tiers")) + ", by how likely " +
         (view.tiered() == 1 ? "it" : "each") + " is " + among_the_top(view) + ": " + enumerated(parts) + ".";
}

/// Areas that have, with those around them, more than expected.
std::string more_with_neighbours(const View& view) {
  const std::string than_expected = std::string(more_counted(view.document)) + " than expected";
  std::size_t hot = 0;
  for (std::uint32_t unit = 0; unit < view.document.hotspots.size(); ++unit) {
    hot += is_hot(view, unit) ? 1 : 0;
  }
  if (hot == 0) {
    return "No area had clearly " + than_expected + " together with the areas around it.";
  }
  std::size_t both = 0;
  for (const auto& units : view.tier_units) {
    both += static_cast<std::size_t>(
        std::count_if(units.begin(), units.end(), [&](std::uint32_t unit) { return is_hot(view, unit); }));
  }
  const std::string tiers = view.tiered() == 0 ? ""
                            : hot == 1         ? std::string(both == 1 ? "; it is in a tier" : "; it is in no tier")
                            : both == 0        ? "; none of them is in a tier"
                                               : "; " + how_many(both, "of them is in a tier", "of them are in tiers");
  return capitalised(how_many(hot, "area")) + " had " + than_expected + ", together with the areas around " +
         (hot == 1 ? "it" : "them") + tiers + ".";
}

/// "2.4 times the rate of all areas (1.8 to 3.1)". Empty where one of the rates is not known.
std::string times(const Estimate& rate, double reference, const std::string& of_what) {
  if (!std::isfinite(rate.value) || !(reference > 0.0)) {
    return {};
  }
  std::string text = decimal(rate.value / reference, 1) + " times " + of_what;
  if (std::isfinite(rate.lower) && std::isfinite(rate.upper)) {
    text += " (" + decimal(rate.lower / reference, 1) + " to " + decimal(rate.upper / reference, 1) + ")";
  }
  return text;
}

std::string_view around(std::string_view label) {
  return label == "hot"      ? "Together with the areas around it, more than expected."
         : label == "cold"   ? "Together with the areas around it, fewer than expected."
         : label == "island" ? "No other area touches it."
                             : "Together with the areas around it, about as many as expected.";
}

std::string own_rate(const View& view, std::size_t unit) {
  const Estimate& rate = view.document.neighbourhoods[unit].rate_per_1000;
  const std::string than_all = times(rate, view.rate_per_1000, "the rate of all areas");
  if (than_all.empty()) {
    return {};
  }
  const std::string sure(sureness(rate));
  const std::string_view group = view.group_name(unit);
  const std::string than_group =
      group.empty() ? "" : times(rate, view.group_rate(unit), "that of " + std::string(group));
  return than_all + (sure.empty() ? "" : ", " + sure) + (than_group.empty() ? "" : "; " + than_group) + ". ";
}

}  // namespace

std::string why_no_tier(const View& view) {
  if (view.tiered() > 0) {
    return {};
  }
  const std::string none = "No area is in a tier: ";
  if (view.document.manifest.tier == "public") {
    return none + "under the rules of the public tier nothing is said of the order of areas.";
  }
  if (view.document.risks.empty()) {
    return none + "there are fewer than two to compare, or too few are counted in all of them.";
  }
  if (const std::string alike = all_areas_alike(view); !alike.empty()) {
    return "No area is in a tier. " + alike;
  }
  return none + "of none that has enough to be ranked can it be said that it is possibly " + among_the_top(view) + ".";
}

std::vector<std::string> where_more(const View& view) {
  if (view.document.hotspots.empty()) {
    return {};
  }
  return {view.tiered() == 0 ? why_no_tier(view) : in_tiers(view), more_with_neighbours(view)};
}

std::string reason_for_tier(const View& view, std::size_t unit) {
  return own_rate(view, unit) + std::string(around(view.document.hotspots[unit].label));
}

}  // namespace libprofile::publish::detail
