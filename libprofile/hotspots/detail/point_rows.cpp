// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/point_rows.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "libprofile/core/parallel.hpp"

namespace libprofile::hotspots::detail {
namespace {

using geography::RasterFrame;

constexpr std::int64_t kMostRowsOutside = 4096;
constexpr std::size_t kRowsPerTask = 8;
constexpr std::uint32_t kNotThere = UINT32_MAX;
/// Below so many points a row is sorted without buckets.
constexpr std::size_t kFew = 48;

struct Point {
  double x;
  double y;
  double weight;
  double radius;
};

bool before(const Point& a, const Point& b) {
  return std::tie(a.x, a.y, a.radius, a.weight) < std::tie(b.x, b.y, b.radius, b.weight);
}

/// The lattice row of each point, counted from the first row of `rows`; `kNotThere` for those that reach nothing.
std::vector<std::uint32_t> rows_of(const PointRowsInput& input, const RasterFrame& frame, const PointRows& rows,
                                   std::size_t count) {
  std::vector<std::uint32_t> row(input.points.size(), kNotThere);
  const geography::Extent box = frame.extent();
  core::parallel_for(row.size(), [&](std::size_t i) {
    const double x = input.points.x(i);
    const double y = input.points.y(i);
    const bool reaches = x >= box.x_min_m - input.reach_m && x <= box.x_max_m + input.reach_m &&
                         y >= box.y_min_m - input.reach_m && y <= box.y_max_m + input.reach_m;
    if (reaches && (input.weights.empty() || input.weights[i] > 0.0)) {
      const double at = std::floor((frame.y_max_m - y) / frame.cell_m) - static_cast<double>(rows.first_row);
      row[i] = static_cast<std::uint32_t>(std::clamp(at, 0.0, static_cast<double>(count - 1)));
    }
  });
  return row;
}

std::vector<std::size_t> begins_of(const std::vector<std::uint32_t>& row, std::size_t count) {
  std::vector<std::size_t> begin(count + 1, 0);
  for (const std::uint32_t r : row) {
    if (r != kNotThere) {
      ++begin[r + 1];
    }
  }
  for (std::size_t r = 0; r < count; ++r) {
    begin[r + 1] += begin[r];
  }
  return begin;
}

std::vector<Point> scatter(const PointRowsInput& input, const std::vector<std::uint32_t>& row,
                           std::vector<std::size_t> next) {
  std::vector<Point> sorted(next.back());
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] != kNotThere) {
      sorted[next[row[i]]++] = {input.points.x(i), input.points.y(i), input.weights.empty() ? 1.0 : input.weights[i],
                                input.radius_m.empty() ? 0.0 : input.radius_m[i]};
    }
  }
  return sorted;
}

/// Sorts by `before`: into buckets by x, then each bucket.
class RowSorter {
 public:
  RowSorter(const RasterFrame& frame, double reach_m)
      : x_min_(frame.x_min_m - reach_m),
        width_(static_cast<double>(frame.columns) * frame.cell_m + 2.0 * reach_m),
        most_buckets_(frame.columns) {}

  void operator()(std::span<Point> row) {
    if (row.size() < kFew) {
      std::sort(row.begin(), row.end(), before);
      return;
    }
    const std::size_t buckets = std::max<std::size_t>(1, std::min(row.size(), most_buckets_));
    const double scale = static_cast<double>(buckets) / width_;
    const auto bucket_of = [&](const Point& point) {
      return std::min(buckets - 1, static_cast<std::size_t>(std::max(0.0, (point.x - x_min_) * scale)));
    };
    begin_.assign(buckets + 1, 0);
    for (const Point& point : row) {
      ++begin_[bucket_of(point) + 1];
    }
    for (std::size_t b = 0; b < buckets; ++b) {
      begin_[b + 1] += begin_[b];
    }
    copy_.assign(row.begin(), row.end());
    next_.assign(begin_.begin(), begin_.end() - 1);
    for (const Point& point : copy_) {
      row[next_[bucket_of(point)]++] = point;
    }
    for (std::size_t b = 0; b < buckets; ++b) {
      std::sort(row.begin() + static_cast<std::ptrdiff_t>(begin_[b]),
                row.begin() + static_cast<std::ptrdiff_t>(begin_[b + 1]), before);
    }
  }

 private:
  double x_min_;
  double width_;
  std::size_t most_buckets_;
  std::vector<std::size_t> begin_;
  std::vector<std::size_t> next_;
  std::vector<Point> copy_;
};

/// Makes one of those in one place; returns how many are left.
std::size_t merge(std::span<Point> row) {
  std::size_t kept = 0;
  for (const Point& point : row) {
    if (kept > 0 && row[kept - 1].x == point.x && row[kept - 1].y == point.y && row[kept - 1].radius == point.radius) {
      row[kept - 1].weight += point.weight;
    } else {
      row[kept++] = point;
    }
  }
  return kept;
}

void gather(const std::vector<Point>& sorted, const std::vector<std::size_t>& begin,
            const std::vector<std::size_t>& kept, bool has_radius, PointRows& rows) {
  rows.row_begin.assign(begin.size(), 0);
  for (std::size_t r = 0; r + 1 < begin.size(); ++r) {
    rows.row_begin[r + 1] = rows.row_begin[r] + kept[r];
  }
  const std::size_t n = rows.row_begin.back();
  rows.x.resize(n);
  rows.y.resize(n);
  rows.weight.resize(n);
  rows.radius.resize(has_radius ? n : 0);
  core::parallel_for(
      kept.size(),
      [&](std::size_t r) {
        for (std::size_t k = 0; k < kept[r]; ++k) {
          const Point& point = sorted[begin[r] + k];
          const std::size_t to = rows.row_begin[r] + k;
          rows.x[to] = point.x;
          rows.y[to] = point.y;
          rows.weight[to] = point.weight;
          if (has_radius) {
            rows.radius[to] = point.radius;
          }
        }
      },
      kRowsPerTask);
}

}  // namespace

PointRun PointRows::around(std::size_t first, std::size_t last) const {
  const auto most = static_cast<std::int64_t>(row_begin.size()) - 1;
  const auto from = std::clamp<std::int64_t>(static_cast<std::int64_t>(first) - reach_rows - first_row, 0, most);
  const auto to = std::clamp<std::int64_t>(static_cast<std::int64_t>(last) + reach_rows + 1 - first_row, 0, most);
  return {row_begin[static_cast<std::size_t>(from)], row_begin[static_cast<std::size_t>(to)]};
}

PointRows point_rows(const PointRowsInput& input, const RasterFrame& frame) {
  PointRows rows;
  // One more than the reach in cells: a point lies anywhere in its row.
  const double reach = std::ceil(input.reach_m / frame.cell_m) + 1.0;
  rows.reach_rows = static_cast<std::int64_t>(std::min(reach, 1e9));
  const std::int64_t outside = std::min(rows.reach_rows, kMostRowsOutside);
  rows.first_row = -outside;
  const auto count = static_cast<std::size_t>(static_cast<std::int64_t>(frame.rows) + 2 * outside);
  const auto row = rows_of(input, frame, rows, count);
  const auto begin = begins_of(row, count);
  std::vector<Point> sorted = scatter(input, row, begin);
  std::vector<std::size_t> kept(count);
  core::parallel_blocks(count, kRowsPerTask, [&](std::size_t first, std::size_t last) {
    RowSorter sort(frame, input.reach_m);
    for (std::size_t r = first; r < last; ++r) {
      const auto points = std::span(sorted).subspan(begin[r], begin[r + 1] - begin[r]);
      sort(points);
      kept[r] = merge(points);
    }
  });
  gather(sorted, begin, kept, !input.radius_m.empty(), rows);
  return rows;
}

}  // namespace libprofile::hotspots::detail
