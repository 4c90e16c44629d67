// SPDX-License-Identifier: MIT
/// @file
/// How well a hotspot map said where the next period's events would be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace libprofile::hotspots {

/// What happens where the area asked for ends among units of one score.
enum class ScoreTies {
  /// Each of them gives the same share of its area and of its events, so that the area is exactly what was asked for.
  split,
  /// All of them are taken, so that the area is at least what was asked for.
  whole,
};

struct EvaluateOptions {
  /// Shares of the whole area to call hotspot, highest scores first. Each above 0 and at most 1.
  std::vector<double> shares{0.01, 0.05, 0.1, 0.2};

  ScoreTies ties = ScoreTies::split;

  /// Bootstrap samples of the next period's events for the limits; 0 for none, else at least 19.
  std::int32_t replicates = 999;

  /// Of the intervals. In (0, 1).
  double level = 0.95;

  /// Of the bootstrap.
  std::uint64_t seed = 0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const EvaluateOptions& options);

/// An index and its percentile limits; all NaN where it is not defined, limits NaN without a bootstrap.
struct Estimate {
  double value;
  double lower;
  double upper;
};

/// At one share of the area.
struct MapAccuracy {
  double share;
  /// The share of the area taken: that asked for, or more where groups are whole.
  double area_share;
  /// Weight of the next period's events inside.
  double hits;
  /// hits / all events.
  Estimate hit_rate;
  /// Prediction accuracy index: hit rate / area share. 1 for a map without skill.
  Estimate accuracy_index;
  /// Prediction efficiency index: hits / the most that any choice of so much area would have held.
  Estimate efficiency_index;
  /// Recapture rate index: growth of the events inside beside growth of all, from the earlier period to the next. 1
  /// where the hotspots kept their share; NaN without an earlier period, or where it has no event inside.
  Estimate recapture_rate_index;
};

/// Units of a map, such as areas or cells, in any order.
struct ScoredMap {
  /// Finite; higher is hotter.
  std::span<const double> scores;
  /// Above 0, in any one unit.
  std::span<const double> areas;
  /// Events of the period that the map was made from, at least 0; empty where not given.
  std::span<const double> earlier;
};

/// Events of the next period.
struct NextEvents {
  /// Position of the unit that each lies in; −1 outside, where it does not count.
  std::span<const std::int64_t> units;
  /// At least 0; empty for 1 each.
  std::span<const double> weights;
};

/// Compares a map with what came next, at each share of the area in the order of the options.
///
/// The efficiency's best choice fills the area by density, its last unit in part. The bootstrap draws as many events as
/// there are inside the map, with replacement; the map and the earlier period stay as they are. Without any event
/// inside the map, or with weights that sum to 0, everything but the area is NaN.
///
/// @throws InvalidArgument  for no unit, lengths that differ, a value outside its range, or a unit that does not exist.
///
/// Time O(units log units + B (events + units log units)) for B replicates. The same for any number of threads.
/// Method: Chainey, Tompson and Uhlig (2008), Security Journal 21, pages 4-28; Hunt (2016), PhD thesis, Rutgers (PEI);
/// Levine (2008), Security Journal 21, pages 295-302 (recapture rate).
[[nodiscard]] std::vector<MapAccuracy> evaluate(const ScoredMap& map, const NextEvents& next,
                                                const EvaluateOptions& options = {});

}  // namespace libprofile::hotspots
