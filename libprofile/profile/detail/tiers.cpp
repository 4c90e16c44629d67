// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

#include "libprofile/profile/detail/analysis.hpp"
#include "libprofile/risk/outreach_tiers.hpp"

namespace libprofile::profile::detail {

std::size_t top_of(std::size_t areas, std::size_t top_one_in) {
  return (areas + top_one_in - 1) / top_one_in;
}

std::vector<std::string> tiers(const std::vector<publish::AreaRisk>& risks, const AnalysisOptions& options) {
  const auto compared = static_cast<std::size_t>(std::count_if(
      risks.begin(), risks.end(), [](const auto& risk) { return std::isfinite(risk.relative_risk.value); }));
  // What every area would have if nothing told them apart; a sum of draws may miss it in the last digits.
  constexpr double kSums = 1e-9;
  const double by_chance =
      static_cast<double>(top_of(compared, options.top_one_in)) / static_cast<double>(compared) + kSums;
  std::vector<std::string> letters;
  std::transform(risks.begin(), risks.end(), std::back_inserter(letters), [&](const publish::AreaRisk& risk) {
    return risk.p_top > by_chance ? std::string(to_string(risk::outreach_tier(risk.p_top, options.tier_borders)))
                                  : std::string();
  });
  return letters;
}

std::vector<publish::Hotspot> with_tiers(std::vector<publish::Hotspot> hotspots,
                                         const std::vector<std::string>& letters) {
  for (std::size_t unit = 0; unit < letters.size(); ++unit) {
    hotspots[unit].tier = letters[unit];
  }
  return hotspots;
}

}  // namespace libprofile::profile::detail
