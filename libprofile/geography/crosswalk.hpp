// SPDX-License-Identifier: MIT
/// @file
/// Counts of one geography on another, with what that does not know.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::geography {

/// Shares of source areas that lie in target areas, in compressed rows: source s has the entries [offsets[s],
/// offsets[s + 1]), by ascending target. Shares are in [0, 1]; what is missing to 1 lies outside all targets.
struct Crosswalk {
  std::size_t targets = 0;
  std::vector<std::size_t> offsets{0};
  std::vector<std::uint32_t> target;
  /// What counts are moved by.
  std::vector<double> share;
  /// The share of the source's ground: the same unless points were given.
  std::vector<double> ground_share;

  [[nodiscard]] std::size_t sources() const { return offsets.size() - 1; }
};

/// Shares of a source below this are taken for lines drawn twice: left out, or made up for where they are missing to 1.
inline constexpr double kSliverShare = 1e-6;

/// Shares of ground: right where what is counted is spread evenly over each source.
///
/// A source without ground has no entries. Targets that overlap are refused.
/// @throws GeometryError  where outlines cannot be intersected.
/// @throws InvalidArgument  where the targets' shares of a source sum to more than 1.
/// Time O(pairs whose boxes overlap, times their vertices), in parallel.
/// Source: Goodchild and Lam (1980), Geo-Processing 1, 297-312.
[[nodiscard]] Crosswalk crosswalk(const Polygons& source, const Polygons& target);

/// Shares of points, such as the residents of postcodes: right where what is counted is spread as they are.
///
/// A point in several areas of a set belongs to the first, as `assign` says. A source without weight has the shares of
/// its ground.
/// @param weights  One a point, at least 0; empty: all 1.
/// @throws InvalidArgument  for weights of another number, negative or not finite; otherwise as above.
[[nodiscard]] Crosswalk crosswalk(const Polygons& source, const Polygons& target, PlanarView points,
                                  std::span<const double> weights = {});

/// Counts on the targets, and how sure they are.
struct Apportioned {
  /// Each source's count times its share, summed.
  std::vector<double> count;
  /// Counts of sources whose ground is wholly inside, and of all that have ground in it: the truth is between, whatever
  /// the spread.
  std::vector<double> lower;
  std::vector<double> upper;
  /// Of the count, if each event fell in a target with the share's probability, on its own: the root of the sum of
  /// count times share times (1 - share).
  std::vector<double> standard_error;
  /// What lies outside all targets by its sources' shares.
  double outside = 0.0;
  /// Sources with a count whose ground is in several targets, or partly in none, and the share of all counts in them.
  std::size_t split_sources = 0;
  double split_share = 0.0;
};

/// Moves counts; `count` and `outside` sum to what was given, up to rounding.
///
/// @param counts  One a source, at least 0.
/// @throws InvalidArgument  for counts of another number, negative or not finite.
[[nodiscard]] Apportioned apportion(const Crosswalk& crosswalk, std::span<const double> counts);

/// The share of each cell's ground that lies in some area: cells outside the areas have 0, which is no count of 0.
///
/// NaN for a cell without ground. Areas that overlap are refused, as in `crosswalk`.
[[nodiscard]] std::vector<double> share_inside(const Polygons& cells, const Polygons& areas);

}  // namespace libprofile::geography
