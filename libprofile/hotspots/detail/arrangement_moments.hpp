// SPDX-License-Identifier: MIT
/// @file
/// The exact mean and variance of sums over pairs when values are dealt out anew over places.
///
/// Every global statistic here is Σ_{i≠j} vij y(i, j) + Σi di t(i), with v and d of the places and y and t of the
/// values dealt to them: y symmetric, Σ t = 0.
#pragma once

namespace libprofile::hotspots::detail {

/// Of a symmetric matrix without its diagonal: Σ, Σ of squares, Σ of squared row sums.
struct PairSums {
  double total = 0.0;
  double squares = 0.0;
  double rows = 0.0;
};

/// The part that is linear in the values, and how it goes with the part over pairs.
struct LinearSums {
  /// Σ di, Σ (di − mean d)² and Σ di Σj vij.
  double total = 0.0;
  double spread = 0.0;
  double with_rows = 0.0;
  /// Σ t², and −Σi ti Σ_{j≠i} y(i, j).
  double squares = 0.0;
  double with_pairs = 0.0;
};

/// The mean of the part over pairs.
[[nodiscard]] double pair_mean(double n, double links, double values);

/// The variance of both parts together; exactly 0 where only rounding is left.
///
/// Method: Mantel (1967), Cancer Research 27, pages 209-220; Lee (2004), Environment and Planning A 36, pages
/// 1687-1703.
[[nodiscard]] double arrangement_variance(double n, const PairSums& links, const PairSums& values,
                                          const LinearSums& linear = {});

}  // namespace libprofile::hotspots::detail
