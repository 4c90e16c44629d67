// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/false_discovery_rate.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

#include "libprofile/core/error.hpp"

namespace libprofile::hotspots {
namespace {

std::vector<std::size_t> tested_by_descending_p(std::span<const double> p) {
  std::vector<std::size_t> order;
  order.reserve(p.size());
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (std::isnan(p[i])) {
      continue;
    }
    if (!(p[i] >= 0.0 && p[i] <= 1.0)) {
      require(false, "p[" + std::to_string(i) + "]", p[i], "in [0, 1] or NaN");
    }
    order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] > p[b]; });
  return order;
}

}  // namespace

std::vector<double> false_discovery_rate(std::span<const double> p) {
  std::vector<double> q(p.size(), std::numeric_limits<double>::quiet_NaN());
  const auto order = tested_by_descending_p(p);
  const auto tests = static_cast<double>(order.size());
  double least = 1.0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const auto rank = static_cast<double>(order.size() - k);
    least = std::min(least, p[order[k]] * (tests / rank));
    q[order[k]] = least;
  }
  return q;
}

}  // namespace libprofile::hotspots
