// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/area_cuts.hpp"

#include <algorithm>
#include <numeric>

namespace libprofile::hotspots::detail {
namespace {

/// An area this close to what is wanted is all of it: shares such as 1 / 3 are not exact.
constexpr double kRounding = 1e-12;

}  // namespace

std::vector<std::size_t> by_descending(std::span<const double> scores) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  return order;
}

AreaCut cut(std::span<const std::size_t> order, std::span<const double> scores, std::span<const double> areas,
            double wanted, AtTheEnd end) {
  AreaCut result;
  const double enough = wanted * (1.0 - kRounding);
  while (result.end < order.size() && result.area < enough) {
    result.whole = result.end;
    double group = 0.0;
    while (result.end < order.size() && scores[order[result.end]] == scores[order[result.whole]]) {
      group += areas[order[result.end]];
      ++result.end;
    }
    result.part = end == AtTheEnd::whole ? 1.0 : std::min(1.0, (wanted - result.area) / group);
    result.area += result.part * group;
  }
  return result;
}

double held(const AreaCut& cut, std::span<const std::size_t> order, std::span<const double> amounts) {
  double whole = 0.0;
  double split = 0.0;
  for (std::size_t k = 0; k < cut.end; ++k) {
    (k < cut.whole ? whole : split) += amounts[order[k]];
  }
  return whole + cut.part * split;
}

}  // namespace libprofile::hotspots::detail
