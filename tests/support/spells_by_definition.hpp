// SPDX-License-Identifier: MIT
/// @file
/// Spells, survival and its variance as their definitions read.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "libprofile/core/random.hpp"

namespace libprofile::testing {

struct Episodes {
  std::vector<std::uint32_t> child;
  std::vector<std::int64_t> start_s;
  std::vector<std::int64_t> end_s;
  std::vector<std::uint32_t> group;
};

/// Whole hours of few children, so that many overlap and abut.
inline Episodes random_episodes(std::uint64_t seed, std::uint32_t n, std::uint32_t children, std::uint32_t hours) {
  const core::Philox random(seed, core::Stream::testing);
  Episodes episodes;
  for (std::uint32_t i = 0; i < n; ++i) {
    episodes.child.push_back(random.below(children, i, 0, 0) * 7);
    episodes.start_s.push_back(3'600 * static_cast<std::int64_t>(random.below(hours, i, 0, 1)));
    episodes.end_s.push_back(episodes.start_s.back() + 3'600 * static_cast<std::int64_t>(random.below(30, i, 0, 2)));
    episodes.group.push_back(random.below(4, i, 0, 3));
  }
  return episodes;
}

/// Spells a child by marking every hour that it is missing: runs of marks. Instants count as a mark of their own.
inline std::size_t spells_by_definition(const Episodes& episodes) {
  std::map<std::uint32_t, std::set<std::int64_t>>
      marks;  // Of half-hours: 2 h for an instant at h, 2 h + 1 for after it.
  for (std::size_t i = 0; i < episodes.child.size(); ++i) {
    for (std::int64_t mark = 2 * (episodes.start_s[i] / 3'600); mark <= 2 * (episodes.end_s[i] / 3'600); ++mark) {
      marks[episodes.child[i]].insert(mark);
    }
  }
  std::size_t spells = 0;
  for (const auto& [child, missing] : marks) {
    for (const std::int64_t mark : missing) {
      spells += missing.count(mark - 1) == 0 ? 1 : 0;
    }
  }
  return spells;
}

/// Survival just after a time, each factor from counting who is at risk; weights say how many of each there are.
inline double survival_by_definition(const std::vector<double>& time, const std::vector<std::uint8_t>& happened,
                                     const std::vector<double>& weight, double until) {
  const std::set<double> times(time.begin(), time.end());
  double survival = 1.0;
  for (const double now : times) {
    double at_risk = 0.0;
    double events = 0.0;
    for (std::size_t i = 0; i < time.size() && now <= until; ++i) {
      at_risk += time[i] >= now ? weight[i] : 0.0;
      events += time[i] == now && happened[i] != 0 ? weight[i] : 0.0;
    }
    survival *= events > 0.0 ? 1.0 - events / at_risk : 1.0;
  }
  return survival;
}

/// Sum over clusters of the squared derivative of log survival by their weight, by differences.
inline double log_variance_by_definition(const std::vector<double>& time, const std::vector<std::uint8_t>& happened,
                                         const std::vector<std::uint32_t>& cluster, std::size_t clusters,
                                         double until) {
  constexpr double kStep = 1e-5;
  double sum = 0.0;
  for (std::size_t c = 0; c < clusters; ++c) {
    const auto moved = [&](double by) {
      std::vector<double> weight(time.size(), 1.0);
      for (std::size_t i = 0; i < time.size(); ++i) {
        weight[i] += cluster[i] == c ? by : 0.0;
      }
      return std::log(survival_by_definition(time, happened, weight, until));
    };
    const double slope = (moved(kStep) - moved(-kStep)) / (2.0 * kStep);
    sum += slope * slope;
  }
  return sum;
}

}  // namespace libprofile::testing
