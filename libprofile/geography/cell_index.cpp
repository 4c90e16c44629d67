// SPDX-License-Identifier: MIT
#include "libprofile/geography/cell_index.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

namespace libprofile::geography {
namespace {

constexpr double kMostCells = 1073741824.0;  // 2^30 a side: rows and columns stay exact and fit 32 bits.
constexpr std::size_t kDirectCellsPerPoint = 8;

struct Entry {
  std::uint64_t cell;
  std::uint32_t id;
};

/// Sorts by cell, keeping the order within a cell: radix sort, 11 bits a pass, as many passes as `bits` need.
void sort_by_cell(std::vector<Entry>& entries, unsigned bits) {
  constexpr unsigned kDigit = 11;
  constexpr std::size_t kBuckets = std::size_t{1} << kDigit;
  std::vector<Entry> other(entries.size());
  for (unsigned shift = 0; shift < bits; shift += kDigit) {
    std::array<std::size_t, kBuckets + 1> begin{};
    for (const Entry& entry : entries) {
      ++begin[((entry.cell >> shift) & (kBuckets - 1)) + 1];
    }
    for (std::size_t b = 0; b < kBuckets; ++b) {
      begin[b + 1] += begin[b];
    }
    for (const Entry& entry : entries) {
      other[begin[(entry.cell >> shift) & (kBuckets - 1)]++] = entry;
    }
    entries.swap(other);
  }
}

unsigned bits_of(std::uint64_t value) {
  unsigned bits = 0;
  for (; value > 0; value >>= 1U) {
    ++bits;
  }
  return bits;
}

}  // namespace

CellIndex::CellIndex(PlanarView points, double side_m) : side_m_(side_m) {
  require(side_m > 0.0 && std::isfinite(side_m), "side_m", side_m, "finite and above 0");
  require(points.size() < std::numeric_limits<std::uint32_t>::max(), "points.size()", points.size(), "below 2^32 - 1");
  if (points.empty()) {
    return;
  }
  set_extent(points);
  sort_points(points);
  list_cells();
}

void CellIndex::set_extent(PlanarView points) {
  double x_max = x_min_ = points.x(0);
  double y_max = y_min_ = points.y(0);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!std::isfinite(points.x(i)) || !std::isfinite(points.y(i))) {
      const bool is_x = !std::isfinite(points.x(i));
      require(false, "points[" + std::to_string(i) + (is_x ? "].x" : "].y"), is_x ? points.x(i) : points.y(i),
              "finite");
    }
    x_min_ = std::min(x_min_, points.x(i));
    y_min_ = std::min(y_min_, points.y(i));
    x_max = std::max(x_max, points.x(i));
    y_max = std::max(y_max, points.y(i));
  }
  const double columns = std::floor((x_max - x_min_) / side_m_) + 1.0;
  const double rows = std::floor((y_max - y_min_) / side_m_) + 1.0;
  require(columns <= kMostCells && rows <= kMostCells, "side of cells (from the radius)", side_m_,
          "at least 2^-30 of the extent of the points");
  columns_ = static_cast<std::int32_t>(columns);
  rows_ = static_cast<std::int32_t>(rows);
}

void CellIndex::sort_points(PlanarView points) {
  const auto columns = static_cast<std::uint64_t>(columns_);
  std::vector<Entry> entries(points.size());
  core::parallel_for(points.size(), [&](std::size_t i) {
    const auto row = static_cast<std::uint64_t>(row_of(points.y(i)));
    const auto column = static_cast<std::uint64_t>(column_of(points.x(i)));
    entries[i] = {row * columns + column, static_cast<std::uint32_t>(i)};
  });
  sort_by_cell(entries, bits_of(columns * static_cast<std::uint64_t>(rows_) - 1));
  id_.resize(points.size());
  x_.resize(points.size());
  y_.resize(points.size());
  core::parallel_for(points.size(), [&](std::size_t k) {
    id_[k] = entries[k].id;
    x_[k] = points.x(entries[k].id);
    y_[k] = points.y(entries[k].id);
  });
  for (std::uint32_t k = 0; k < entries.size(); ++k) {
    if (k == 0 || entries[k].cell != entries[k - 1].cell) {
      cells_.push_back({static_cast<std::int32_t>(entries[k].cell / columns),
                        static_cast<std::int32_t>(entries[k].cell % columns),
                        {k, k}});
    }
    cells_.back().points.end = k + 1;
  }
}

void CellIndex::list_cells() {
  const auto all = static_cast<std::uint64_t>(rows_) * static_cast<std::uint64_t>(columns_);
  if (all <= kDirectCellsPerPoint * size() + kDirectCellsPerPoint) {
    cell_begin_.assign(all + 1, 0);
    for (const OccupiedCell& cell : cells_) {
      const auto at = static_cast<std::size_t>(cell.row) * static_cast<std::size_t>(columns_) +
                      static_cast<std::size_t>(cell.column);
      cell_begin_[at + 1] = cell.points.end - cell.points.begin;
    }
    for (std::size_t k = 0; k < all; ++k) {
      cell_begin_[k + 1] += cell_begin_[k];
    }
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
  const double cell = std::floor(offset_m / side_m_);
  if (!(cell >= 0.0)) {
    return -1;
  }
  return cell >= static_cast<double>(cells) ? cells : static_cast<std::int32_t>(cell);
}

std::uint32_t CellIndex::first_at_or_after(std::int32_t row, std::int32_t column) const {
  const auto found = std::lower_bound(occupied_rows_.begin(), occupied_rows_.end(), row);
  if (found == occupied_rows_.end() || *found != row) {
    return static_cast<std::uint32_t>(size());
  }
  const auto at = static_cast<std::size_t>(found - occupied_rows_.begin());
  const auto cell = std::partition_point(cells_.begin() + row_begin_[at], cells_.begin() + row_begin_[at + 1],
                                         [&](const OccupiedCell& c) { return c.column < column; });
  return cell == cells_.end() ? static_cast<std::uint32_t>(size()) : cell->points.begin;
}

CellRun CellIndex::run(std::int32_t row, std::int32_t first_column, std::int32_t last_column) const {
  const std::int32_t first = std::max(first_column, 0);
  const std::int32_t last = std::min(last_column, columns_ - 1);
  if (row < 0 || row >= rows_ || first > last) {
    return {};
  }
  if (!cell_begin_.empty()) {
    const auto at = static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_);
    return {cell_begin_[at + static_cast<std::size_t>(first)], cell_begin_[at + static_cast<std::size_t>(last) + 1]};
  }
  return {first_at_or_after(row, first), first_at_or_after(row, last + 1)};
}

}  // namespace libprofile::geography
