// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/cell_sort.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "libprofile/core/parallel.hpp"

namespace libprofile::geography::detail {
namespace {

constexpr std::size_t kPointsPerTask = 16384;
constexpr std::uint64_t kMostBands = 256;

CellOrder room_for(std::size_t n) {
  return {n,
          std::make_unique_for_overwrite<double[]>(n),
          std::make_unique_for_overwrite<double[]>(n),
          std::make_unique_for_overwrite<std::uint32_t[]>(n),
          {}};
}

struct Placed {
  double x;
  double y;
  std::uint32_t id;
  std::uint32_t cell;
};

/// The points spread over bands of 2^shift cells each, in input order within a band.
class Bands {
 public:
  Bands(PlanarView points, const CellGrid& grid)
      : points_(points),
        shift_(static_cast<unsigned>(std::bit_width(grid.cells() / kMostBands))),
        bands_((grid.cells() >> shift_) + 1),
        cell_(std::make_unique_for_overwrite<std::uint32_t[]>(points.size())),
        next_((points.size() / kPointsPerTask + 1) * bands_, 0),
        begin_(bands_ + 1, 0),
        placed_(std::make_unique_for_overwrite<Placed[]>(points.size())) {
    count(grid);
    set_begins();
    spread();
    cell_.reset();
  }

  [[nodiscard]] std::size_t size() const { return bands_; }
  [[nodiscard]] std::uint32_t begin(std::size_t band) const { return begin_[band]; }
  [[nodiscard]] std::uint64_t first_cell(std::size_t band) const { return std::uint64_t{band} << shift_; }
  [[nodiscard]] std::span<const Placed> points(std::size_t band) const {
    return {placed_.get() + begin_[band], begin_[band + 1] - begin_[band]};
  }

 private:
  void count(const CellGrid& grid) {
    const auto columns = static_cast<std::uint32_t>(grid.columns);
    core::parallel_blocks(points_.size(), kPointsPerTask, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const auto row = static_cast<std::uint32_t>(grid.row_inside(points_.y(i)));
        cell_[i] = row * columns + static_cast<std::uint32_t>(grid.column_inside(points_.x(i)));
      }
      std::uint32_t* const counts = of_block(begin);
      for (std::size_t i = begin; i < end; ++i) {
        ++counts[cell_[i] >> shift_];
      }
    });
  }

  /// Turns counts into where each block's first point of each band goes.
  void set_begins() {
    std::uint32_t sum = 0;
    for (std::size_t band = 0; band < bands_; ++band) {
      begin_[band] = sum;
      for (std::size_t at = band; at < next_.size(); at += bands_) {
        sum += std::exchange(next_[at], sum);
      }
    }
    begin_[bands_] = sum;
  }

  void spread() {
    core::parallel_blocks(points_.size(), kPointsPerTask, [&](std::size_t begin, std::size_t end) {
      std::uint32_t* const next = of_block(begin);
      for (std::size_t i = begin; i < end; ++i) {
        placed_[next[cell_[i] >> shift_]++] = {points_.x(i), points_.y(i), static_cast<std::uint32_t>(i), cell_[i]};
      }
    });
  }

  [[nodiscard]] std::uint32_t* of_block(std::size_t first_point) {
    return next_.data() + first_point / kPointsPerTask * bands_;
  }

  PlanarView points_;
  unsigned shift_;
  std::size_t bands_;
  std::unique_ptr<std::uint32_t[]> cell_;
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> begin_;
  std::unique_ptr<Placed[]> placed_;
};

/// Sorts one band; its part of `order.cell_begin` holds zeros.
void sort_band(const Bands& bands, std::size_t band, std::uint64_t cells, CellOrder& order) {
  const std::uint64_t first = bands.first_cell(band);
  const std::uint64_t last = std::min(cells, bands.first_cell(band + 1));
  // While points are placed, next[cell] is where the next one goes; at the end, where the cell after it begins.
  std::uint32_t* const next = order.cell_begin.data() + 1;
  for (const Placed& point : bands.points(band)) {
    ++next[point.cell];
  }
  std::uint32_t sum = bands.begin(band);
  for (std::uint64_t cell = first; cell < last; ++cell) {
    sum += std::exchange(next[cell], sum);
  }
  for (const Placed& point : bands.points(band)) {
    const std::uint32_t at = next[point.cell]++;
    order.x[at] = point.x;
    order.y[at] = point.y;
    order.id[at] = point.id;
  }
}

struct Entry {
  std::uint64_t cell;
  std::uint32_t id;
};

/// Sorts by cell, keeping the order within a cell: 11 bits a pass, as many passes as `bits` need.
void radix_sort(std::vector<Entry>& entries, unsigned bits) {
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

}  // namespace

CellOrder sort_dense(PlanarView points, const CellGrid& grid) {
  const Bands bands(points, grid);
  CellOrder order = room_for(points.size());
  order.cell_begin.assign(grid.cells() + 1, 0);
  core::parallel_for(
      bands.size(), [&](std::size_t band) { sort_band(bands, band, grid.cells(), order); }, 1);
  return order;
}

CellOrder sort_sparse(PlanarView points, const CellGrid& grid) {
  const auto columns = static_cast<std::uint64_t>(grid.columns);
  std::vector<Entry> entries(points.size());
  core::parallel_for(points.size(), [&](std::size_t i) {
    const auto row = static_cast<std::uint64_t>(grid.row_inside(points.y(i)));
    const auto column = static_cast<std::uint64_t>(grid.column_inside(points.x(i)));
    entries[i] = {row * columns + column, static_cast<std::uint32_t>(i)};
  });
  radix_sort(entries, static_cast<unsigned>(std::bit_width(grid.cells() - 1)));
  CellOrder order = room_for(points.size());
  core::parallel_for(points.size(), [&](std::size_t k) {
    order.id[k] = entries[k].id;
    order.x[k] = points.x(entries[k].id);
    order.y[k] = points.y(entries[k].id);
  });
  return order;
}

}  // namespace libprofile::geography::detail
