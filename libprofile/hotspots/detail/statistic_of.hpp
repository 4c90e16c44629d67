// SPDX-License-Identifier: MIT
/// @file
/// Steps that the global statistics share.
#pragma once

#include <cmath>
#include <cstddef>

#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/detail/arrangement_moments.hpp"
#include "libprofile/hotspots/detail/centred_values.hpp"
#include "libprofile/hotspots/detail/link_sums.hpp"
#include "libprofile/hotspots/detail/normal_p.hpp"
#include "libprofile/hotspots/global_statistic.hpp"

namespace libprofile::hotspots::detail {

/// Places, islands, and whether there are links and differences to speak of.
[[nodiscard]] inline GlobalStatistic begin_statistic(std::size_t places, const LinkSums& links, bool is_constant) {
  GlobalStatistic result;
  result.places = places;
  result.islands = links.islands;
  if (!(links.s0 > 0.0)) {
    result.evidence = Evidence::no_links;
  } else if (is_constant) {
    result.evidence = Evidence::all_equal;
  }
  return result;
}

/// z and p of a statistic `difference` above expectation, in the unit of the result's variance.
inline void standardise(double difference, Alternative alternative, GlobalStatistic& result) {
  if (!(result.variance > 0.0)) {
    result.evidence = Evidence::fixed;
    return;
  }
  result.z = difference / std::sqrt(result.variance);
  result.p = normal_p(result.z, alternative);
}

/// Σ_{i≠j} wij term(i, j).
template <class Term>
[[nodiscard]] double sum_over_links(const geography::Weights& weights, Term&& term) {
  return core::deterministic_sum(weights.size(), [&](std::size_t i) {
    const auto neighbours = weights.neighbours_of(i);
    const auto w = weights.values_of(i);
    double sum = 0.0;
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
      sum += neighbours[k] == i ? 0.0 : w[k] * term(i, neighbours[k]);
    }
    return sum;
  });
}

[[nodiscard]] inline PairSums pairs_of(const LinkSums& links) {
  return {links.s0, links.s1 / 2.0, links.s2 / 4.0};
}

/// Of the products of deviations.
[[nodiscard]] inline PairSums pairs_of(const CentredValues& z) {
  return {-z.squares, z.squares * z.squares - z.fourths, z.fourths};
}

/// Of the part Σi degree(i) t(i): `squares` is Σ t², `with_pairs` what the values' pairs make of it.
[[nodiscard]] inline LinearSums linear_of(const LinkSums& links, double squares, double with_pairs) {
  const double mean = 2.0 * links.s0 / static_cast<double>(links.degree.size());
  const double spread = core::deterministic_sum(
      links.degree.size(), [&](std::size_t i) { return (links.degree[i] - mean) * (links.degree[i] - mean); });
  return {2.0 * links.s0, spread, links.s2 / 2.0, squares, with_pairs};
}

}  // namespace libprofile::hotspots::detail
