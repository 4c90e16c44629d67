// SPDX-License-Identifier: MIT
#include "libprofile/geography/distinct_places.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/grouping.hpp"

namespace libprofile::geography {
namespace {

constexpr std::size_t kPointsPerStrip = 128;
constexpr std::size_t kMostStrips = 65'536;
constexpr std::size_t kStripsPerTask = 16;
constexpr std::size_t kMostPointsPerBlock = 65'536;
constexpr std::size_t kFewestPointsPerBlock = 8'192;

bool has_place(PlanarView points, std::size_t i) {
  return !std::isnan(points.x(i)) && !std::isnan(points.y(i));
}

/// Equal strips of the extent of x. A greater x is never in an earlier strip, whatever the rounding.
class Strips {
 public:
  explicit Strips(PlanarView points)
      : count_(std::clamp<std::size_t>(points.size() / kPointsPerStrip, 1, kMostStrips)) {
    double x_max = -std::numeric_limits<double>::infinity();
    x_min_ = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < points.size(); ++i) {
      x_min_ = std::min(x_min_, points.x(i));
      x_max = std::max(x_max, points.x(i));
    }
    strips_per_m_ = x_max > x_min_ ? static_cast<double>(count_) / (x_max - x_min_) : 0.0;
  }

  [[nodiscard]] std::size_t size() const { return count_; }

  [[nodiscard]] std::uint32_t of(double x) const {
    const double strip = (x - x_min_) * strips_per_m_;
    if (!(strip > 0.0)) {
      return 0;
    }
    const auto last = static_cast<double>(count_ - 1);
    return static_cast<std::uint32_t>(std::min(strip, last));
  }

 private:
  std::size_t count_;
  double x_min_ = 0.0;
  double strips_per_m_ = 0.0;
};

/// The finaliser of SplitMix64 over both coordinates.
std::uint64_t hash_of(double x, double y) {
  const auto x_bits = std::bit_cast<std::uint64_t>(x);
  const auto y_bits = std::bit_cast<std::uint64_t>(y);
  std::uint64_t h = x_bits * 0x9E3779B97F4A7C15U ^ std::rotl(y_bits * 0xC2B2AE3D27D4EB4FU, 32);
  h = (h ^ (h >> 30U)) * 0xBF58476D1CE4E5B9U;
  return h ^ (h >> 27U);
}

struct Place {
  double x;
  double y;
  /// How many were found before it.
  std::uint32_t found;
};

/// Places in the order found: open addressing, at most half full. Its memory serves again after `clear`.
class FoundPlaces {
 public:
  void clear(std::size_t most_places) {
    places_.clear();
    slots_.assign(std::bit_ceil(2 * most_places + 1), kNoPlace);
  }

  /// How many places were found before the one of this point.
  std::uint32_t find_or_add(double x, double y) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash_of(x, y) & mask;
    for (; slots_[slot] != kNoPlace; slot = (slot + 1) & mask) {
      const Place& place = places_[slots_[slot]];
      if (place.x == x && place.y == y) {
        return place.found;
      }
    }
    const auto found = static_cast<std::uint32_t>(places_.size());
    slots_[slot] = found;
    places_.push_back({x, y, found});
    return found;
  }

  [[nodiscard]] std::vector<Place>& places() { return places_; }

 private:
  std::vector<Place> places_;
  std::vector<std::uint32_t> slots_;
};

/// The distinct places of one strip; its memory serves the next.
class StripPlaces {
 public:
  explicit StripPlaces(PlanarView points) : points_(points) {}

  /// Writes the places, ascending, to the front of `xy_m`, and the rank of each item's place to `of_point`.
  ///
  /// @returns How many places there are.
  std::uint32_t find(std::span<const std::uint32_t> items, std::span<double> xy_m, std::span<std::uint32_t> of_point) {
    found_.clear(items.size());
    for (const std::uint32_t item : items) {
      of_point[item] = found_.find_or_add(points_.x(item), points_.y(item));
    }
    std::vector<Place>& places = found_.places();
    std::sort(places.begin(), places.end(),
              [](const Place& a, const Place& b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
    rank_.resize(places.size());
    for (std::uint32_t rank = 0; rank < places.size(); ++rank) {
      rank_[places[rank].found] = rank;
      xy_m[2 * std::size_t{rank}] = places[rank].x;
      xy_m[2 * std::size_t{rank} + 1] = places[rank].y;
    }
    for (const std::uint32_t item : items) {
      of_point[item] = rank_[of_point[item]];
    }
    return static_cast<std::uint32_t>(places.size());
  }

 private:
  PlanarView points_;
  FoundPlaces found_;
  std::vector<std::uint32_t> rank_;
};

/// Closes the gaps between the places of the strips, and counts ranks from the first place of all.
DistinctPlaces joined(const detail::Groups& strips, const std::vector<std::uint32_t>& counts,
                      const std::vector<double>& xy_m, std::vector<std::uint32_t> of_point) {
  std::vector<std::uint32_t> first(counts.size() + 1, 0);
  for (std::size_t strip = 0; strip < counts.size(); ++strip) {
    first[strip + 1] = first[strip] + counts[strip];
  }
  DistinctPlaces places{std::vector<double>(2 * std::size_t{first.back()}), std::move(of_point)};
  core::parallel_for(
      counts.size(),
      [&](std::size_t strip) {
        const auto from = xy_m.begin() + 2 * static_cast<std::ptrdiff_t>(strips.first[strip]);
        std::copy_n(from, 2 * std::size_t{counts[strip]},
                    places.xy_m.begin() + 2 * static_cast<std::ptrdiff_t>(first[strip]));
        for (const std::uint32_t item : strips.items_of(strip)) {
          places.of_point[item] += first[strip];
        }
      },
      kStripsPerTask);
  return places;
}

/// The same for points that all have a place.
DistinctPlaces ordered(PlanarView points) {
  const Strips strips(points);
  const detail::Groups by_strip =
      detail::group_by(points.size(), strips.size(), [&](std::size_t i) { return strips.of(points.x(i)); });
  std::vector<double> xy_m(2 * by_strip.items.size());
  std::vector<std::uint32_t> of_point(points.size());
  std::vector<std::uint32_t> counts(strips.size());
  core::parallel_blocks(strips.size(), kStripsPerTask, [&](std::size_t begin, std::size_t end) {
    StripPlaces places(points);
    for (std::size_t strip = begin; strip < end; ++strip) {
      const auto items = by_strip.items_of(strip);
      const auto room = std::span(xy_m).subspan(2 * std::size_t{by_strip.first[strip]}, 2 * items.size());
      counts[strip] = places.find(items, room, of_point);
    }
  });
  return joined(by_strip, counts, xy_m, std::move(of_point));
}

/// Points of one block: so many that few places are in two blocks, so few that threads have equal shares.
std::size_t points_per_block(std::size_t points) {
  constexpr std::size_t kBlocks = 4;
  return std::clamp((points + kBlocks - 1) / kBlocks, kFewestPointsPerBlock, kMostPointsPerBlock);
}

/// Points of consecutive blocks with those of one place in one block as one point.
struct Thinned {
  std::vector<double> xy_m;
  /// Which of its block's points each point became; `kNoPlace` where it has none.
  std::vector<std::uint32_t> of_point;
  /// Where the points of each block begin, and the end.
  std::vector<std::uint32_t> first;
};

Thinned thinned(PlanarView points) {
  const std::size_t block_points = points_per_block(points.size());
  const std::size_t blocks = (points.size() + block_points - 1) / block_points;
  std::vector<std::vector<Place>> places(blocks);
  Thinned result{{}, std::vector<std::uint32_t>(points.size(), kNoPlace), std::vector<std::uint32_t>(blocks + 1, 0)};
  core::parallel_blocks(points.size(), block_points, [&](std::size_t begin, std::size_t end) {
    FoundPlaces found;
    found.clear(end - begin);
    for (std::size_t i = begin; i < end; ++i) {
      if (has_place(points, i)) {
        // Zeros of both signs are equal.
        result.of_point[i] = found.find_or_add(points.x(i) + 0.0, points.y(i) + 0.0);
      }
    }
    places[begin / block_points] = std::move(found.places());
  });
  for (std::size_t block = 0; block < blocks; ++block) {
    result.first[block + 1] = result.first[block] + static_cast<std::uint32_t>(places[block].size());
  }
  result.xy_m.reserve(2 * std::size_t{result.first.back()});
  for (const std::vector<Place>& block : places) {
    for (const Place& place : block) {
      result.xy_m.insert(result.xy_m.end(), {place.x, place.y});
    }
  }
  return result;
}

}  // namespace

DistinctPlaces distinct_places(PlanarView points) {
  require(points.size() < kNoPlace, "points.size()", points.size(), "below 2^32 - 1");
  // Records often share few places: then the blocks are done in the processor's caches, and little is left to order.
  const std::size_t block_points = points_per_block(points.size());
  Thinned few = thinned(points);
  DistinctPlaces of_few = ordered(PlanarView(few.xy_m));
  core::parallel_blocks(points.size(), block_points, [&](std::size_t begin, std::size_t end) {
    const std::uint32_t first = few.first[begin / block_points];
    for (std::size_t i = begin; i < end; ++i) {
      std::uint32_t& place = few.of_point[i];
      place = place == kNoPlace ? kNoPlace : of_few.of_point[first + place];
    }
  });
  return {std::move(of_few.xy_m), std::move(few.of_point)};
}

}  // namespace libprofile::geography
