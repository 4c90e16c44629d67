// SPDX-License-Identifier: MIT
/// @file
/// Counts of places whose risks are known, as the gate would release them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

namespace libprofile::testing {

using Vector = std::vector<double>;
inline constexpr double kBase = 5.0;
inline constexpr double kBand = kBase - 1.0;

/// Risks, exact counts, and counts as the gate releases them.
struct Simulated {
  Vector risk;
  Vector exact;
  Vector rounded;
  Vector expected;
};

/// Controlled rounding of a column and its total: each goes to a neighbouring multiple, so many go up that the total
/// is kept to the nearest multiple, and those go up that lie highest; ties by chance.
inline Vector controlled(const Vector& exact, std::mt19937& random) {
  Vector rounded;
  std::vector<std::pair<double, std::size_t>> rests;
  std::uniform_real_distribution<double> tie(0.0, 0.5);
  for (std::size_t i = 0; i < exact.size(); ++i) {
    rounded.push_back(kBase * std::floor(exact[i] / kBase));
    if (exact[i] > rounded[i]) {
      rests.push_back({exact[i] - rounded[i] + tie(random), i});
    }
  }
  const double missing =
      std::accumulate(exact.begin(), exact.end(), 0.0) - std::accumulate(rounded.begin(), rounded.end(), 0.0);
  std::sort(rests.rbegin(), rests.rend());
  for (std::size_t k = 0; k < std::min(rests.size(), static_cast<std::size_t>(std::lround(missing / kBase))); ++k) {
    rounded[rests[k].second] += kBase;
  }
  return rounded;
}

/// @param variance  Of risks around 1; sizes go from `least` to `most` expected.
inline Simulated simulate(std::uint32_t seed, std::size_t places, double variance, double least = 3.0,
                          double most = 60.0) {
  std::mt19937 random(seed);
  std::gamma_distribution<double> risk(variance > 0.0 ? 1.0 / variance : 1.0, variance);
  std::uniform_real_distribution<double> size(least, most);
  Simulated made;
  for (std::size_t i = 0; i < places; ++i) {
    made.expected.push_back(size(random));
    made.risk.push_back(variance > 0.0 ? risk(random) : 1.0);
    made.exact.push_back(std::poisson_distribution<int>(made.expected.back() * made.risk.back())(random));
  }
  made.rounded = controlled(made.exact, random);
  return made;
}

}  // namespace libprofile::testing
