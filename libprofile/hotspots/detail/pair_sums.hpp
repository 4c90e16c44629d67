// SPDX-License-Identifier: MIT
/// @file
/// Sums of Gaussians, and of their derivatives, over all pairs of points.
#pragma once

#include <cstddef>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::hotspots::detail {

/// Points in order of x, then y: sums do not depend on how they came. Terms below 1e-17 of the greatest are left out.
class PairSums {
 public:
  explicit PairSums(geography::PlanarView points);

  [[nodiscard]] std::size_t size() const { return x_.size(); }
  [[nodiscard]] const std::vector<double>& x() const { return x_; }
  [[nodiscard]] const std::vector<double>& y() const { return y_; }
  /// With n - 1.
  [[nodiscard]] double variance_x() const { return variance_x_; }
  [[nodiscard]] double variance_y() const { return variance_y_; }

  /// n⁻² Σᵢ Σⱼ ∇²ᵐ φ_g(xᵢ - xⱼ), for m = 2 and 3, points with themselves included.
  [[nodiscard]] double laplacian_functional(int m, double g) const;

  /// ∫f² - 2 Σ f₋ᵢ(xᵢ) / n for a Gaussian f.
  [[nodiscard]] double least_squares(double sd) const;

  /// Σ log f₋ᵢ(xᵢ) / n; minus infinity where a point is so far from all others that its density is 0.
  [[nodiscard]] double log_likelihood(double sd) const;

 private:
  template <class Term>
  [[nodiscard]] double over_pairs(double reach, const Term& term) const;

  std::vector<double> x_;
  std::vector<double> y_;
  double variance_x_ = 0.0;
  double variance_y_ = 0.0;
};

}  // namespace libprofile::hotspots::detail
