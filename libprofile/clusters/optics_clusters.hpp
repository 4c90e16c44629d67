// SPDX-License-Identifier: MIT
/// @file
/// Clusters read off a reachability plot: by a cut at one radius, or by its steep slopes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/clusters/labels.hpp"
#include "libprofile/clusters/optics.hpp"

namespace libprofile::clusters {

/// Labels of the plot cut at a radius, numbered along the plot.
///
/// Core points at this radius are grouped as `dbscan` groups them. A point that is not core has the cluster it stands
/// in where its reachability is at most the radius, and is noise otherwise, even where `dbscan` would find it at the
/// border of a cluster that came later.
///
/// @throws InvalidArgument  unless `radius_m` is finite and above 0.
[[nodiscard]] std::vector<std::int32_t> cut_at(const OpticsOrdering& order, double radius_m);

struct XiOptions {
  /// By what share reachability must fall and rise at the ends of a cluster. Above 0, below 1.
  double xi = 0.05;

  /// As in `optics`: a slope may pause over at most so many points. At least 2.
  std::int32_t min_points = 5;

  /// Points of the smallest cluster. At least 2.
  std::int32_t min_cluster_size = 5;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const XiOptions& options);

/// Places [begin, end) of the plot.
struct PlotRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const PlotRange&, const PlotRange&) = default;
};

/// Valleys of the plot between a steep slope down and a steep slope up: clusters within clusters, the inner before the
/// outer.
///
/// Corrected by predecessors: the last point of a range has its predecessor in the range, or the plot is higher at the
/// range's begin than at its end. In definition 9 of the paper the comparison for a steep downward point, and in 11
/// (4c) that for the end of a cluster, are read the other way round, as its figures show.
///
/// Method: Ankerst, Breunig, Kriegel and Sander (1999), SIGMOD, section 4.3 and figure 19; Schubert and Gertz (2018),
/// LWDA, pages 318-329, algorithm 2.
[[nodiscard]] std::vector<PlotRange> xi_clusters(const OpticsOrdering& order, const XiOptions& options = {});

/// Labels of the innermost ranges, numbered in their order; everything else is noise.
[[nodiscard]] std::vector<std::int32_t> innermost_labels(const OpticsOrdering& order,
                                                         const std::vector<PlotRange>& ranges);

}  // namespace libprofile::clusters
