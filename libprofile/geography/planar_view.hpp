// SPDX-License-Identifier: MIT
/// @file
/// Points on a plane, in metres, that somebody else owns.
#pragma once

#include <cassert>
#include <cstddef>
#include <span>

namespace libprofile::geography {

/// A view of interleaved x, y in metres. Copying it copies no points; the owner must outlive it.
class PlanarView {
 public:
  PlanarView() = default;
  /// `xy_m` holds x0, y0, x1, y1, ...: an even number of values.
  explicit PlanarView(std::span<const double> xy_m) : xy_m_(xy_m) { assert(xy_m.size() % 2 == 0); }

  [[nodiscard]] std::size_t size() const { return xy_m_.size() / 2; }
  [[nodiscard]] bool empty() const { return xy_m_.empty(); }
  [[nodiscard]] double x(std::size_t i) const { return xy_m_[2 * i]; }
  [[nodiscard]] double y(std::size_t i) const { return xy_m_[2 * i + 1]; }
  [[nodiscard]] std::span<const double> xy_m() const { return xy_m_; }

 private:
  std::span<const double> xy_m_;
};

}  // namespace libprofile::geography
