// SPDX-License-Identifier: MIT
#include "libprofile/risk/outreach_stability.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/risk/detail/checks.hpp"

namespace libprofile::risk {
namespace {

constexpr std::size_t kShifts = 3;
constexpr double kMostDrawn = 1e9;
/// Cells so far from the origin that their numbers are still exact.
constexpr double kFarthestCell = 1e15;
constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

using Key = std::pair<double, double>;

/// A grid as far as there is ground.
struct Cells {
  std::vector<double> ground;
  std::vector<std::uint32_t> of_place;
  /// `kNowhere` where there is no ground.
  std::vector<std::uint32_t> of_event;
};

Key key_of(geography::PlanarView points, std::size_t i, double size_m, std::size_t offset) {
  const double east = static_cast<double>(offset % kShifts) / static_cast<double>(kShifts);
  const double north = static_cast<double>(offset / kShifts) / static_cast<double>(kShifts);
  return {std::floor(points.x(i) / size_m - east), std::floor(points.y(i) / size_m - north)};
}

Cells lay(geography::PlanarView events, const Ground& ground, double size_m, std::size_t offset) {
  std::vector<Key> keys(ground.places.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    keys[i] = key_of(ground.places, i, size_m, offset);
  }
  std::vector<Key> cells = keys;
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  const auto find = [&cells](const Key& key) {
    const auto found = std::lower_bound(cells.begin(), cells.end(), key);
    return found != cells.end() && *found == key ? static_cast<std::uint32_t>(found - cells.begin()) : kNowhere;
  };
  Cells laid{std::vector<double>(cells.size(), 0.0), {}, {}};
  for (const Key& key : keys) {
    laid.of_place.push_back(find(key));
    laid.ground[laid.of_place.back()] += 1.0;
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    laid.of_event.push_back(find(key_of(events, i, size_m, offset)));
  }
  return laid;
}

/// Adds to each cell how much of it is among those with the most events.
void add_top(const std::vector<std::uint32_t>& count, const Cells& cells, double wanted, std::vector<double>& taken) {
  std::vector<std::uint32_t> order(count.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return count[a] > count[b]; });
  double left = wanted;
  for (std::size_t begin = 0; begin < order.size() && left > 0.0;) {
    std::size_t end = begin;
    double equal = 0.0;
    for (; end < order.size() && count[order[end]] == count[order[begin]]; ++end) {
      equal += cells.ground[order[end]];
    }
    const double share = std::min(1.0, left / equal);
    for (std::size_t i = begin; i < end; ++i) {
      taken[order[i]] += share;
    }
    left -= equal;
    begin = end;
  }
}

/// How often each event is drawn: `[drawing * events + event]`.
std::vector<std::uint8_t> draw_again(std::size_t events, const StabilityOptions& options) {
  std::vector<std::uint8_t> times(options.resamples * events, 0);
  const core::Philox random(options.seed, core::Stream::outreach_stability);
  core::parallel_for(
      options.resamples,
      [&](std::size_t drawing) {
        for (std::size_t i = 0; i < events; ++i) {
          const std::uint32_t event = random.below(static_cast<std::uint32_t>(events), static_cast<std::uint32_t>(i),
                                                   static_cast<std::uint32_t>(drawing), 0);
          std::uint8_t& drawn = times[drawing * events + event];
          if (drawn < std::numeric_limits<std::uint8_t>::max()) {
            ++drawn;
          }
        }
      },
      1);
  return times;
}

/// Sums over the drawings of one grid.
struct OfGrid {
  std::vector<double> as_given;
  std::vector<double> drawn;
};

/// Means over the ground of each area of what its cells have.
std::vector<double> by_area(const Cells& cells, const std::vector<double>& of_cell, const Ground& ground) {
  std::vector<double> sum(ground.areas, 0.0);
  std::vector<double> places(ground.areas, 0.0);
  for (std::size_t i = 0; i < cells.of_place.size(); ++i) {
    sum[ground.area[i]] += of_cell[cells.of_place[i]];
    places[ground.area[i]] += 1.0;
  }
  for (std::size_t area = 0; area < ground.areas; ++area) {
    sum[area] = places[area] > 0.0 ? sum[area] / places[area] : std::numeric_limits<double>::quiet_NaN();
  }
  return sum;
}

OfGrid look(const Cells& cells, const Ground& ground, std::span<const std::uint8_t> times, double top_share) {
  const std::size_t events = cells.of_event.size();
  const double wanted = top_share * static_cast<double>(ground.places.size());
  const auto count_of = [&](const auto& weight) {
    std::vector<std::uint32_t> count(cells.ground.size(), 0);
    for (std::size_t i = 0; i < events; ++i) {
      if (cells.of_event[i] != kNowhere) {
        count[cells.of_event[i]] += weight(i);
      }
    }
    return count;
  };
  std::vector<double> as_given(cells.ground.size(), 0.0);
  add_top(count_of([](std::size_t) { return 1U; }), cells, wanted, as_given);
  std::vector<double> drawn(cells.ground.size(), 0.0);
  for (std::size_t first = 0; first < times.size(); first += events) {
    core::current_cancellation().throw_if_cancelled();
    add_top(count_of([&](std::size_t i) { return std::uint32_t{times[first + i]}; }), cells, wanted, drawn);
  }
  return {by_area(cells, as_given, ground), by_area(cells, drawn, ground)};
}

void check(geography::PlanarView events, const Ground& ground, const StabilityOptions& options) {
  validate(options);
  detail::check_finite(events, "events");
  detail::check_finite(ground.places, "ground");
  require(!events.empty(), "events", events.size(), "at least 1");
  require(!ground.places.empty(), "ground", ground.places.size(), "at least one place");
  detail::check_same_length(ground.area.size(), "area", ground.places.size(), "ground");
  for (std::size_t i = 0; i < ground.area.size(); ++i) {
    require(ground.area[i] < ground.areas, "area[" + std::to_string(i) + "]", static_cast<std::int64_t>(ground.area[i]),
            "below the number of areas");
  }
  require(static_cast<double>(events.size()) * static_cast<double>(options.resamples) <= kMostDrawn,
          "events times resamples", static_cast<double>(events.size()) * static_cast<double>(options.resamples),
          "at most 10^9: fewer resamples");
  const double smallest_m = *std::min_element(options.sizes_m.begin(), options.sizes_m.end());
  for (const std::span<const double> xy : {events.xy_m(), ground.places.xy_m()}) {
    for (std::size_t i = 0; i < xy.size(); ++i) {
      require(std::abs(xy[i]) <= kFarthestCell * smallest_m, "coordinate of place " + std::to_string(i / 2),
              "far beyond the Earth", "in metres");
    }
  }
}

}  // namespace

void validate(const StabilityOptions& options) {
  require(!options.sizes_m.empty(), "sizes_m", options.sizes_m.size(), "at least one size");
  for (std::size_t i = 0; i < options.sizes_m.size(); ++i) {
    const double size = options.sizes_m[i];
    require(size >= 1.0 && std::isfinite(size), "sizes_m[" + std::to_string(i) + "]", size, "1 or more");
  }
  require(options.top_share > 0.0 && options.top_share <= 1.0, "top_share", options.top_share, "above 0, at most 1");
}

Stability outreach_stability(geography::PlanarView events, const Ground& ground, const StabilityOptions& options) {
  check(events, ground, options);
  const std::size_t sizes = options.sizes_m.size();
  const std::vector<std::uint8_t> times = draw_again(events.size(), options);
  std::vector<OfGrid> grids(sizes * kGridOffsets);
  core::parallel_for(
      grids.size(),
      [&](std::size_t grid) {
        const Cells cells = lay(events, ground, options.sizes_m[grid / kGridOffsets], grid % kGridOffsets);
        grids[grid] = look(cells, ground, times, options.top_share);
      },
      1);
  const auto drawings = static_cast<double>(1 + options.resamples);
  Stability found{std::vector<double>(ground.areas, 0.0), std::vector<double>(ground.areas * sizes, 0.0),
                  std::vector<double>(ground.areas, 0.0)};
  for (std::size_t area = 0; area < ground.areas; ++area) {
    for (std::size_t grid = 0; grid < grids.size(); ++grid) {
      const double given = grids[grid].as_given[area];
      const double all = (given + grids[grid].drawn[area]) / drawings;
      found.as_given[area] += given / static_cast<double>(grids.size());
      found.by_size[area * sizes + grid / kGridOffsets] += all / static_cast<double>(kGridOffsets);
      found.stability[area] += all / static_cast<double>(grids.size());
    }
  }
  return found;
}

}  // namespace libprofile::risk
