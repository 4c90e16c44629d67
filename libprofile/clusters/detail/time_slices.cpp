// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/time_slices.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "libprofile/clusters/detail/core_points.hpp"
#include "libprofile/core/error.hpp"

namespace libprofile::clusters::detail {
namespace {

constexpr double kMostSlices = 1073741824.0;  // 2^30
/// Slices are this much narrower than the lag, so that rounding of a slice's number (2^-22 at most) never puts points
/// that are too far apart into one.
constexpr double kNarrow = 1.0 - 1e-6;

TimeRange range_of(std::span<const double> times_days) {
  TimeRange range;
  for (std::size_t i = 0; i < times_days.size(); ++i) {
    if (!std::isfinite(times_days[i])) {
      require(false, "times_days[" + std::to_string(i) + "]", times_days[i], "finite");
    }
    range.add(times_days[i]);
  }
  return range;
}

/// The slice of each point and its input index, in order of both.
std::vector<std::pair<std::int64_t, std::uint32_t>> by_slice(std::span<const double> times_days, double lag_days) {
  const TimeRange range = range_of(times_days);
  const double width = lag_days * kNarrow;
  require(times_days.empty() || (range.last - range.first) / width <= kMostSlices, "lag_days", lag_days,
          "at least 2^-30 of the span of time");
  std::vector<std::pair<std::int64_t, std::uint32_t>> order;
  order.reserve(times_days.size());
  for (std::size_t i = 0; i < times_days.size(); ++i) {
    order.emplace_back(static_cast<std::int64_t>((times_days[i] - range.first) / width), static_cast<std::uint32_t>(i));
  }
  std::sort(order.begin(), order.end());
  return order;
}

}  // namespace

void TimeRange::add(double time) {
  first = std::min(first, time);
  last = std::max(last, time);
}

double days_between(const TimeRange& a, const TimeRange& b) {
  return std::max({0.0, b.first - a.last, a.first - b.last});
}

TimeSlices::TimeSlices(geography::PlanarView points, std::span<const double> times_days, double radius_m,
                       double lag_days)
    : points_(points.size()) {
  const auto order = by_slice(times_days, lag_days);
  // The whole set is looked at once, so that a fault is named by its place there and not within a slice.
  static_cast<void>(geography::CellIndex(points, cell_side(radius_m)));
  std::uint32_t first_position = 0;
  for (auto begin = order.begin(); begin != order.end();) {
    const auto end = std::find_if(begin, order.end(), [&](const auto& one) { return one.first != begin->first; });
    std::vector<double> xy_m;
    for (auto one = begin; one != end; ++one) {
      xy_m.insert(xy_m.end(), {points.x(one->second), points.y(one->second)});
    }
    TimeSlice slice{begin->first,
                    {},
                    geography::CellIndex(geography::PlanarView(xy_m), cell_side(radius_m)),
                    {},
                    {},
                    first_position,
                    static_cast<std::uint32_t>(cells_)};
    for (std::uint32_t position = 0; position < slice.index.size(); ++position) {
      slice.id.push_back((begin + slice.index.id(position))->second);
      slice.time.push_back(times_days[slice.id.back()]);
      slice.range.add(slice.time.back());
    }
    first_position += static_cast<std::uint32_t>(slice.index.size());
    cells_ += slice.index.cells().size();
    slices_.push_back(std::move(slice));
    begin = end;
  }
}

const TimeSlice& TimeSlices::of_cell(std::uint32_t cell) const {
  const auto after = std::partition_point(slices_.begin(), slices_.end(),
                                          [&](const TimeSlice& slice) { return slice.first_cell <= cell; });
  return *(after - 1);
}

}  // namespace libprofile::clusters::detail
