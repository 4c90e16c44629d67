// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/local_options.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/hotspots/false_discovery_rate.hpp"

namespace libprofile::hotspots {
namespace {

constexpr std::int32_t kMostPermutations = 1'000'000;

}  // namespace

void validate(const LocalOptions& options, std::size_t places) {
  require(options.permutations >= 0, "permutations", options.permutations, "at least 0");
  require(options.permutations <= kMostPermutations, "permutations", options.permutations, "at most 1000000, try 9999");
  require(options.stop_after >= 0, "stop_after", options.stop_after, "at least 0");
  require(options.stop_after == 0 || options.draws == Draws::independent, "stop_after", options.stop_after,
          "0 unless draws are independent");
  require(options.level > 0.0 && options.level < 1.0, "level", options.level, "above 0 and below 1");
  require(options.minimum >= 0.0 && std::isfinite(options.minimum), "minimum", options.minimum,
          "finite and at least 0");
  require(options.minimum == 0.0 || !options.base.empty() || places == 0, "minimum", options.minimum,
          "0 unless there is a base to compare with it");
  require(options.base.empty() || options.base.size() == places, "base.size()", options.base.size(),
          std::to_string(places) + ", the number of values");
  for (std::size_t i = 0; i < options.base.size(); ++i) {
    if (!(std::isfinite(options.base[i]) && options.base[i] >= 0.0)) {
      require(false, "base[" + std::to_string(i) + "]", options.base[i], "finite and at least 0");
    }
  }
}

std::vector<double> adjusted(std::span<const double> p, Correction correction) {
  if (correction == Correction::benjamini_hochberg) {
    return false_discovery_rate(p);
  }
  std::vector<double> q(p.begin(), p.end());
  if (correction == Correction::bonferroni) {
    const auto tests = p.size() - static_cast<std::size_t>(std::count_if(
                                      p.begin(), p.end(), [](double value) { return std::isnan(value); }));
    for (double& value : q) {
      value = std::isnan(value) ? value : std::min(1.0, value * static_cast<double>(tests));
    }
  }
  return q;
}

}  // namespace libprofile::hotspots
