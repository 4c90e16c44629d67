// SPDX-License-Identifier: MIT
/// @file
/// Whether any premises lie close to a point.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/sample/detail/lattice.hpp"

namespace libprofile::sample::detail {

/// Points sorted into square cells as wide as the reach.
class Proximity {
 public:
  /// All points lie in the lattice's square. The points must outlive this.
  Proximity(const Lattice& lattice, std::span<const double> xy_m, double reach_m);

  /// True where some point is at most `reach_m` away. Looks at nine cells.
  [[nodiscard]] bool is_near_any(double x_m, double y_m) const;

 private:
  [[nodiscard]] std::int64_t column(double x_m) const;
  [[nodiscard]] std::int64_t row(double y_m) const;

  std::span<const double> xy_m_;
  double reach_m_;
  double x_min_m_;
  double y_min_m_;
  std::int64_t columns_;
  std::vector<std::uint32_t> offsets_;
  std::vector<std::uint32_t> points_;
};

}  // namespace libprofile::sample::detail
