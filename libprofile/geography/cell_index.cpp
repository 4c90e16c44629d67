// SPDX-License-Identifier: MIT
#include "libprofile/geography/cell_index.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/cell_sort.hpp"

namespace libprofile::geography {
namespace {

constexpr double kMostCells = 1073741824.0;  // 2^30 a side: rows and columns stay exact and fit 32 bits.
constexpr std::size_t kDirectCellsPerPoint = 4;
constexpr std::size_t kPointsPerTask = 16384;
constexpr std::size_t kCellsPerTask = 8192;

struct Extent {
  double x_min = std::numeric_limits<double>::infinity();
  double y_min = std::numeric_limits<double>::infinity();
  double x_max = -std::numeric_limits<double>::infinity();
  double y_max = -std::numeric_limits<double>::infinity();
  /// Zero while every coordinate is finite, NaN afterwards.
  double fault = 0.0;

  void add(double x, double y) {
    x_min = std::min(x_min, x);
    y_min = std::min(y_min, y);
    x_max = std::max(x_max, x);
    y_max = std::max(y_max, y);
    fault += (x - x) + (y - y);
  }
};

[[noreturn]] void name_fault(PlanarView points) {
  std::size_t i = 0;
  while (std::isfinite(points.x(i)) && std::isfinite(points.y(i))) {
    ++i;
  }
  const bool is_x = !std::isfinite(points.x(i));
  require(false, "points[" + std::to_string(i) + (is_x ? "].x" : "].y"), is_x ? points.x(i) : points.y(i), "finite");
  throw InvalidArgument("points: must be finite");
}

Extent extent_of(PlanarView points) {
  std::vector<Extent> parts((points.size() + kPointsPerTask - 1) / kPointsPerTask);
  core::parallel_blocks(points.size(), kPointsPerTask, [&](std::size_t begin, std::size_t end) {
    Extent part;
    for (std::size_t i = begin; i < end; ++i) {
      part.add(points.x(i), points.y(i));
    }
    parts[begin / kPointsPerTask] = part;
  });
  Extent all;
  for (const Extent& part : parts) {
    if (part.fault != 0.0) {
      name_fault(points);
    }
    all.add(part.x_min, part.y_min);
    all.add(part.x_max, part.y_max);
  }
  return all;
}

}  // namespace

CellIndex::CellIndex(PlanarView points, double side_m) {
  require(side_m > 0.0 && std::isfinite(side_m), "side_m", side_m, "finite and above 0");
  require(points.size() < std::numeric_limits<std::uint32_t>::max(), "points.size()", points.size(), "below 2^32 - 1");
  grid_.side_m = side_m;
  if (points.empty()) {
    return;
  }
  set_extent(points);
  const std::uint64_t most = kDirectCellsPerPoint * points.size() + kDirectCellsPerPoint;
  if (grid_.cells() <= std::min<std::uint64_t>(most, std::numeric_limits<std::uint32_t>::max())) {
    order_ = detail::sort_dense(points, grid_);
    list_direct_cells();
  } else {
    order_ = detail::sort_sparse(points, grid_);
    list_sparse_cells();
  }
}

void CellIndex::set_extent(PlanarView points) {
  const Extent extent = extent_of(points);
  grid_.x_min = extent.x_min;
  grid_.y_min = extent.y_min;
  const double columns = std::floor((extent.x_max - extent.x_min) / grid_.side_m) + 1.0;
  const double rows = std::floor((extent.y_max - extent.y_min) / grid_.side_m) + 1.0;
  if (!(columns <= kMostCells && rows <= kMostCells)) {
    // No method makes cells of less than half its radius.
    const double works_m = std::ceil(2.0 * std::max(columns, rows) / kMostCells * grid_.side_m);
    require(false, "side of cells (from the radius)", grid_.side_m,
            "at least 2^-30 of the extent of the points" +
                (works_m < 1e9 ? ", as with a radius of " + std::to_string(std::llround(works_m)) : std::string()) +
                ": is a point out of its place?");
  }
  grid_.columns = static_cast<std::int32_t>(columns);
  grid_.rows = static_cast<std::int32_t>(rows);
}

void CellIndex::list_direct_cells() {
  const std::vector<std::uint32_t>& begin_of = order_.cell_begin;
  const std::size_t all = begin_of.size() - 1;
  std::vector<std::size_t> first((all + kCellsPerTask - 1) / kCellsPerTask + 1, 0);
  core::parallel_blocks(all, kCellsPerTask, [&](std::size_t begin, std::size_t end) {
    std::size_t occupied = 0;
    for (std::size_t cell = begin; cell < end; ++cell) {
      occupied += begin_of[cell] != begin_of[cell + 1] ? 1 : 0;
    }
    first[begin / kCellsPerTask + 1] = occupied;
  });
  for (std::size_t block = 1; block < first.size(); ++block) {
    first[block] += first[block - 1];
  }
  cells_.resize(first.back());
  const auto columns = static_cast<std::size_t>(grid_.columns);
  core::parallel_blocks(all, kCellsPerTask, [&](std::size_t begin, std::size_t end) {
    std::size_t at = first[begin / kCellsPerTask];
    for (std::size_t cell = begin; cell < end; ++cell) {
      if (begin_of[cell] != begin_of[cell + 1]) {
        cells_[at++] = {static_cast<std::int32_t>(cell / columns),
                        static_cast<std::int32_t>(cell % columns),
                        {begin_of[cell], begin_of[cell + 1]}};
      }
    }
  });
}

void CellIndex::list_sparse_cells() {
  for (std::uint32_t k = 0; k < size(); ++k) {
    const std::int32_t row = grid_.row_inside(y(k));
    const std::int32_t column = grid_.column_inside(x(k));
    if (cells_.empty() || cells_.back().row != row || cells_.back().column != column) {
      cells_.push_back({row, column, {k, k}});
    }
    cells_.back().points.end = k + 1;
  }
  if (static_cast<std::size_t>(grid_.rows) <= kDirectCellsPerPoint * size()) {
    row_begin_.assign(static_cast<std::size_t>(grid_.rows) + 1, 0);
    for (const OccupiedCell& cell : cells_) {
      ++row_begin_[static_cast<std::size_t>(cell.row) + 1];
    }
    std::partial_sum(row_begin_.begin(), row_begin_.end(), row_begin_.begin());
    return;
  }
  for (std::uint32_t k = 0; k < cells_.size(); ++k) {
    if (occupied_rows_.empty() || occupied_rows_.back() != cells_[k].row) {
      occupied_rows_.push_back(cells_[k].row);
      row_begin_.push_back(k);
    }
  }
  row_begin_.push_back(static_cast<std::uint32_t>(cells_.size()));
}

std::int32_t CellIndex::cell_of(double offset_m, std::int32_t cells) const {
  const double cell = std::floor(offset_m / grid_.side_m);
  if (!(cell >= 0.0)) {
    return -1;
  }
  return cell >= static_cast<double>(cells) ? cells : static_cast<std::int32_t>(cell);
}

std::span<const OccupiedCell> CellIndex::cells_of_row(std::int32_t row) const {
  auto at = static_cast<std::size_t>(row);
  if (!occupied_rows_.empty()) {
    const auto found = std::lower_bound(occupied_rows_.begin(), occupied_rows_.end(), row);
    if (found == occupied_rows_.end() || *found != row) {
      return {};
    }
    at = static_cast<std::size_t>(found - occupied_rows_.begin());
  }
  return std::span(cells_).subspan(row_begin_[at], row_begin_[at + 1] - row_begin_[at]);
}

CellRun CellIndex::sparse_run(std::int32_t row, std::int32_t first, std::int32_t last) const {
  const std::span<const OccupiedCell> cells = cells_of_row(row);
  const auto begin =
      std::partition_point(cells.begin(), cells.end(), [&](const OccupiedCell& c) { return c.column < first; });
  // Columns differ, so no more than this many can follow.
  const auto most = std::min<std::ptrdiff_t>(cells.end() - begin, std::ptrdiff_t{last} - first + 1);
  const auto end = std::partition_point(begin, begin + most, [&](const OccupiedCell& c) { return c.column <= last; });
  return begin == end ? CellRun{} : CellRun{begin->points.begin, std::prev(end)->points.end};
}

}  // namespace libprofile::geography
