// SPDX-License-Identifier: MIT
#include "libprofile/risk/outreach_tiers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/rank_probability.hpp"

namespace libprofile::risk {
namespace {

std::string shortest(double value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

void require_falling(const TierBorders& borders) {
  const auto& [a, b, c] = borders;
  if (!(1.0 >= a && a > b && b > c && c > 0.0)) {
    throw InvalidArgument("borders = (" + shortest(a) + ", " + shortest(b) + ", " + shortest(c) +
                          "): must be three probabilities that fall, such as (0.8, 0.5, 0.2)");
  }
}

OutreachTiers made_of(std::vector<double> probability, std::size_t k, const TierBorders& borders) {
  OutreachTiers found{std::move(probability), {}, k};
  std::transform(found.probability.begin(), found.probability.end(), std::back_inserter(found.tier),
                 [&](double one) { return outreach_tier(one, borders); });
  return found;
}

template <class Posterior>
OutreachTiers of_posterior(const Posterior& found, std::size_t k, const OutreachTierOptions& options) {
  validate(options);
  const std::vector<double>& risk = found.relative_risk;
  const auto places =
      static_cast<std::size_t>(std::count_if(risk.begin(), risk.end(), [](double one) { return !std::isnan(one); }));
  const std::vector<double> among = rank_probability(draws(found, options.draws, options.seed), places, k);
  std::vector<double> probability(risk.size(), std::numeric_limits<double>::quiet_NaN());
  auto next = among.begin();
  for (std::size_t place = 0; place < risk.size(); ++place) {
    if (!std::isnan(risk[place])) {
      probability[place] = *next++;
    }
  }
  return made_of(std::move(probability), k, options.borders);
}

}  // namespace

std::string_view to_string(OutreachTier tier) {
  switch (tier) {
    case OutreachTier::a:
      return "A";
    case OutreachTier::b:
      return "B";
    case OutreachTier::c:
      return "C";
    case OutreachTier::none:
      break;
  }
  return {};
}

void validate(const OutreachTierOptions& options) {
  require_falling(options.borders);
  require(options.draws >= 1, "draws", options.draws, "at least 1");
}

OutreachTier outreach_tier(double probability, const TierBorders& borders) {
  require_falling(borders);
  const auto reached =
      std::find_if(borders.begin(), borders.end(), [probability](double border) { return probability >= border; });
  return static_cast<OutreachTier>(reached - borders.begin());
}

OutreachTiers outreach_tiers(std::span<const double> draws, std::size_t places, std::size_t k,
                             const TierBorders& borders) {
  require_falling(borders);
  return made_of(rank_probability(draws, places, k), k, borders);
}

OutreachTiers outreach_tiers(const PoissonGamma& found, std::size_t k, const OutreachTierOptions& options) {
  return of_posterior(found, k, options);
}

OutreachTiers outreach_tiers(const SpatialRisk& found, std::size_t k, const OutreachTierOptions& options) {
  return of_posterior(found, k, options);
}

}  // namespace libprofile::risk
