// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/link_sums.hpp"

#include <algorithm>
#include <cstdint>

#include "libprofile/core/parallel.hpp"

namespace libprofile::hotspots::detail {
namespace {

double weight_of(const geography::Weights& weights, std::size_t from, std::size_t to) {
  const auto row = weights.neighbours_of(from);
  const auto found = std::lower_bound(row.begin(), row.end(), static_cast<std::uint32_t>(to));
  return found == row.end() || *found != to ? 0.0
                                            : weights.values_of(from)[static_cast<std::size_t>(found - row.begin())];
}

/// Σj of wij and of wij (wij + wji): over all i the latter gives S1.
struct RowSums {
  double weight = 0.0;
  double with_reverse = 0.0;
};

RowSums row_sums(const geography::Weights& weights, std::size_t i) {
  RowSums sums;
  const auto neighbours = weights.neighbours_of(i);
  const auto w = weights.values_of(i);
  for (std::size_t k = 0; k < neighbours.size(); ++k) {
    if (neighbours[k] != i) {
      sums.weight += w[k];
      sums.with_reverse += w[k] * (w[k] + weight_of(weights, neighbours[k], i));
    }
  }
  return sums;
}

}  // namespace

LinkSums link_sums(const geography::Weights& weights) {
  const std::size_t n = weights.size();
  std::vector<RowSums> rows(n);
  core::parallel_for(n, [&](std::size_t i) { rows[i] = row_sums(weights, i); });
  LinkSums sums;
  sums.s0 = core::deterministic_sum(n, [&](std::size_t i) { return rows[i].weight; });
  sums.s1 = core::deterministic_sum(n, [&](std::size_t i) { return rows[i].with_reverse; });
  sums.degree.assign(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    sums.degree[i] += rows[i].weight;
    const auto neighbours = weights.neighbours_of(i);
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
      sums.degree[neighbours[k]] += neighbours[k] == i ? 0.0 : weights.values_of(i)[k];
    }
  }
  sums.s2 = core::deterministic_sum(n, [&](std::size_t i) { return sums.degree[i] * sums.degree[i]; });
  sums.islands = static_cast<std::size_t>(std::count(sums.degree.begin(), sums.degree.end(), 0.0));
  return sums;
}

}  // namespace libprofile::hotspots::detail
