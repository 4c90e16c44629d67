// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/local_result.hpp"

#include <cmath>
#include <limits>

#include "libprofile/hotspots/detail/normal_p.hpp"

namespace libprofile::hotspots::detail {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

bool is_tested(LocalLabel label) {
  return label != LocalLabel::island && label != LocalLabel::too_few && label != LocalLabel::absent;
}

}  // namespace

LocalStatistic make_local_result(std::size_t places) {
  LocalStatistic result;
  for (auto* column : {&result.statistic, &result.expected, &result.variance, &result.z, &result.p, &result.q}) {
    column->assign(places, kNotGiven);
  }
  result.label.assign(places, LocalLabel::island);
  return result;
}

void write(const Standing& standing, Alternative alternative, std::size_t i, LocalStatistic& result) {
  const bool can_differ = standing.variance > 0.0;
  result.statistic[i] = standing.statistic;
  result.expected[i] = standing.expected;
  result.variance[i] = standing.variance;
  result.z[i] = can_differ ? (standing.statistic - standing.expected) / std::sqrt(standing.variance) : 0.0;
  result.p[i] = can_differ ? normal_p(result.z[i], alternative) : 1.0;
  result.label[i] = LocalLabel::none;
}

bool is_too_few(const LocalOptions& options, std::size_t i) {
  return !options.base.empty() && options.base[i] < options.minimum;
}

void leave_out(LocalLabel label, std::size_t i, LocalStatistic& result) {
  result.z[i] = result.p[i] = kNotGiven;
  result.label[i] = label;
}

void finish(const std::vector<Tails>& tails, const LocalOptions& options,
            const std::function<LocalLabel(std::size_t)>& label_of, LocalStatistic& result) {
  const std::size_t n = result.label.size();
  if (options.permutations > 0) {
    result.p_permutation.assign(n, kNotGiven);
    for (std::size_t i = 0; i < n; ++i) {
      if (is_tested(result.label[i])) {
        result.p_permutation[i] = permutation_p(tails[i], options.permutations, options.alternative);
      }
    }
  }
  result.q = adjusted(options.permutations > 0 ? result.p_permutation : result.p, options.correction);
  for (std::size_t i = 0; i < n; ++i) {
    if (is_tested(result.label[i]) && result.q[i] <= options.level && result.z[i] != 0.0) {
      result.label[i] = label_of(i);
    }
  }
}

}  // namespace libprofile::hotspots::detail
