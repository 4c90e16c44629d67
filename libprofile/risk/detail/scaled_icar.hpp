// SPDX-License-Identifier: MIT
/// @file
/// The prior that a place is like the mean of its neighbours, on a scale that does not depend on the map.
#pragma once

#include "libprofile/risk/detail/neighbourhood_graph.hpp"

namespace libprofile::risk::detail {

/// An intrinsic autoregression that sums to zero in each connected part, where the geometric mean of its variances is
/// 1; an island is independent of all others with variance 1.
struct ScaledIcar {
  /// The Laplacian of each part times its scale; 1 for an island.
  SparseMatrix precision;
  /// The geometric mean of the variances that the unscaled prior gives each part; 1 for an island.
  std::vector<double> scales;
  /// The sum of the scaled variances, and the log of the product of the eigenvalues of `precision` that are not zero.
  double trace_of_covariance = 0.0;
  double log_determinant = 0.0;
};

/// Method: Sørbye and Rue (2014), Spatial Statistics 8, pages 39-51; parts and islands as in Freni-Sterrantino,
/// Ventrucci and Rue (2018), Spatial and Spatio-temporal Epidemiology 26, pages 25-34.
[[nodiscard]] ScaledIcar scaled_icar(const NeighbourhoodGraph& graph);

}  // namespace libprofile::risk::detail
