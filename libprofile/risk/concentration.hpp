// SPDX-License-Identifier: MIT
/// @file
/// Whether a few places have most of the events.
#pragma once

#include <span>
#include <vector>

namespace libprofile::risk {

/// So many places that have the same number of events.
struct PlacesWithValue {
  double value = 0.0;
  double places = 0.0;

  friend bool operator==(const PlacesWithValue&, const PlacesWithValue&) = default;
};

/// A point of the Lorenz curve: this share of the places has that share of the events.
struct LorenzPoint {
  double places = 0.0;
  double events = 0.0;

  friend bool operator==(const LorenzPoint&, const LorenzPoint&) = default;
};

struct Concentration {
  /// Gini coefficient: 0 where all places have equally many, towards 1 where one has all. NaN without an event.
  double gini;
  /// The same against the most even spread that so few events allow: 0 where no place has more than one of them.
  /// Equal to `gini` from as many events as places. Never below 0. NaN without an event.
  double gini_generalised;
  /// Share of the events in the ⌈places / 10⌉ places with the most. NaN without an event.
  double share_top_tenth;
  /// From (0, 0) to (1, 1), places with the fewest first. The diagonal without an event; empty without a
  /// place.
  std::vector<LorenzPoint> lorenz;
  /// Shares of the places, the fewest that hold at least a quarter, half and four fifths of the events. NaN without an
  /// event.
  double places_with_quarter;
  double places_with_half;
  double places_with_four_fifths;
};

/// Concentration of events over places; the curve has one point more than there are places.
///
/// @param counts  Events of each place: finite, at least 0, not necessarily whole. May be empty.
/// @throws InvalidArgument  for a count outside its range, naming its position.
///
/// Time O(n log n). Method: Bernasco and Steenbeek (2017), J. Quant. Criminol. 33, pages 451-467, equation 6.
[[nodiscard]] Concentration concentration(std::span<const double> counts);

/// The same from a table of how many places have each value; the curve has one point more than there are distinct
/// values. Rows may come in any order and repeat a value.
///
/// @throws InvalidArgument  for a value or number of places that is negative or not finite.
[[nodiscard]] Concentration concentration(std::span<const PlacesWithValue> histogram);

/// The table of distinct values, ascending.
///
/// @throws InvalidArgument  for a count that is negative or not finite, naming its position.
[[nodiscard]] std::vector<PlacesWithValue> histogram_of(std::span<const double> counts);

}  // namespace libprofile::risk
