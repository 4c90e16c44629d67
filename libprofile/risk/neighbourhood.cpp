// SPDX-License-Identifier: MIT
#include "libprofile/risk/neighbourhood.hpp"

#include <cmath>
#include <cstddef>
#include <limits>

#include "libprofile/core/error.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/risk/empirical_bayes.hpp"
#include "libprofile/risk/rate.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

void validate(const NeighbourhoodOptions& options) {
  require(options.low_at_most >= 0.0, "low_at_most", options.low_at_most, "at least 0");
  require(options.minimum_residents >= 0.0, "minimum_residents", options.minimum_residents, "at least 0");
}

Reliability reliability_of(double count, double residents, const NeighbourhoodOptions& options) {
  if (std::isnan(count) || !(residents > 0.0) || residents < options.minimum_residents) {
    return Reliability::withheld;
  }
  return count <= options.low_at_most ? Reliability::low : Reliability::ok;
}

}  // namespace

std::string_view to_string(Reliability reliability) {
  switch (reliability) {
    case Reliability::low:
      return "low";
    case Reliability::withheld:
      return "withheld";
    case Reliability::ok:
      break;
  }
  return "ok";
}

NeighbourhoodRisk neighbourhood_risk(std::span<const double> counts, std::span<const double> populations,
                                     const NeighbourhoodOptions& options) {
  validate(options);
  const RateOptions per_1000{core::kPerThousand, options.level, options.rounding_band};
  auto all = rates(counts, populations, per_1000);
  const std::size_t n = counts.size();
  NeighbourhoodRisk result;
  std::vector<double> shown(counts.begin(), counts.end());
  for (std::size_t i = 0; i < n; ++i) {
    result.reliability.push_back(reliability_of(counts[i], populations[i], options));
    if (result.reliability[i] == Reliability::withheld) {
      all[i] = {kNotGiven, kNotGiven, kNotGiven};
      shown[i] = kNotGiven;
    }
    result.rate_per_1000.push_back(all[i].value);
    result.lower.push_back(all[i].lower);
    result.upper.push_back(all[i].upper);
  }
  result.smoothed_per_1000 = empirical_bayes(shown, populations, {.rounding_band = options.rounding_band}).rate;
  for (double& smoothed : result.smoothed_per_1000) {
    smoothed *= core::kPerThousand;
  }
  return result;
}

}  // namespace libprofile::risk
