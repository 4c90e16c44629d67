// SPDX-License-Identifier: MIT
#include "libprofile/sample/detail/proximity.hpp"

#include <algorithm>
#include <cmath>

namespace libprofile::sample::detail {

Proximity::Proximity(const Lattice& lattice, std::span<const double> xy_m, double reach_m)
    : xy_m_(xy_m),
      reach_m_(reach_m),
      x_min_m_(lattice.x_min_m()),
      y_min_m_(lattice.y_min_m()),
      columns_(static_cast<std::int64_t>(lattice.side_m() / reach_m) + 1) {
  const std::size_t n = xy_m.size() / 2;
  std::vector<std::uint32_t> cell_of(n);
  offsets_.assign(static_cast<std::size_t>(columns_ * columns_) + 1, 0);
  for (std::size_t i = 0; i < n; ++i) {
    cell_of[i] = static_cast<std::uint32_t>(row(xy_m[2 * i + 1]) * columns_ + column(xy_m[2 * i]));
    ++offsets_[cell_of[i] + 1];
  }
  for (std::size_t cell = 1; cell < offsets_.size(); ++cell) {
    offsets_[cell] += offsets_[cell - 1];
  }
  points_.resize(n);
  std::vector<std::uint32_t> next(offsets_.begin(), offsets_.end() - 1);
  for (std::size_t i = 0; i < n; ++i) {
    points_[next[cell_of[i]]++] = static_cast<std::uint32_t>(i);
  }
}

std::int64_t Proximity::column(double x_m) const {
  return std::clamp<std::int64_t>(static_cast<std::int64_t>((x_m - x_min_m_) / reach_m_), 0, columns_ - 1);
}

std::int64_t Proximity::row(double y_m) const {
  return std::clamp<std::int64_t>(static_cast<std::int64_t>((y_m - y_min_m_) / reach_m_), 0, columns_ - 1);
}

bool Proximity::is_near_any(double x_m, double y_m) const {
  for (std::int64_t r = row(y_m - reach_m_); r <= row(y_m + reach_m_); ++r) {
    const std::int64_t first = r * columns_ + column(x_m - reach_m_);
    const std::int64_t last = r * columns_ + column(x_m + reach_m_);
    for (std::uint32_t k = offsets_[first]; k < offsets_[last + 1]; ++k) {
      const double dx = xy_m_[2 * points_[k]] - x_m;
      const double dy = xy_m_[2 * points_[k] + 1] - y_m;
      if (dx * dx + dy * dy <= reach_m_ * reach_m_) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace libprofile::sample::detail
