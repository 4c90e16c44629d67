// SPDX-License-Identifier: MIT
#include "libprofile/risk/concentration.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr double kTenth = 10.0;

struct Totals {
  double places = 0.0;
  double events = 0.0;
};

Totals totals_of(std::span<const PlacesWithValue> ascending) {
  Totals totals;
  for (const auto& row : ascending) {
    totals.places += row.places;
    totals.events += row.places * row.value;
  }
  return totals;
}

/// One minus twice the area under the curve: each row is a straight stretch of it.
double gini_of(std::span<const PlacesWithValue> ascending, const Totals& totals) {
  double twice_area = 0.0;
  double events = 0.0;
  for (const auto& row : ascending) {
    const double more = row.places * row.value;
    twice_area += row.places * (2.0 * events + more);
    events += more;
  }
  return std::max(0.0, 1.0 - twice_area / (totals.places * totals.events));
}

/// Bernasco and Steenbeek's G' for fewer events than places, written with G: their 2 Σ i y_i - n - 1 is n G.
double generalised(double gini, const Totals& totals) {
  if (totals.events >= totals.places) {
    return gini;
  }
  return std::max(0.0, totals.places / totals.events * (gini - 1.0) + 1.0);
}

double share_of_top_tenth(std::span<const PlacesWithValue> ascending, const Totals& totals) {
  double left = std::ceil(totals.places / kTenth);
  double events = 0.0;
  for (std::size_t k = ascending.size(); k-- > 0 && left > 0.0;) {
    const double taken = std::min(left, ascending[k].places);
    events += taken * ascending[k].value;
    left -= taken;
  }
  return std::min(1.0, events / totals.events);
}

/// The fewest places that together have `share` of the events, over all. A hair too many events is rounding.
double places_holding(std::span<const PlacesWithValue> ascending, const Totals& totals, double share) {
  constexpr double kHair = 1e-9;
  double left = share * totals.events;
  double places = 0.0;
  for (std::size_t k = ascending.size(); k-- > 0 && left > kHair * totals.events;) {
    const auto& row = ascending[k];
    const double needed = std::min(row.places, std::ceil(left / row.value - kHair));
    places += needed;
    left -= needed * row.value;
  }
  return std::min(1.0, places / totals.places);
}

std::vector<LorenzPoint> lorenz_of(std::span<const PlacesWithValue> ascending, const Totals& totals) {
  if (totals.places == 0.0) {
    return {};
  }
  std::vector<LorenzPoint> curve{{0.0, 0.0}};
  double places = 0.0;
  double events = 0.0;
  for (const auto& row : ascending) {
    places += row.places;
    events += row.places * row.value;
    const double share = places / totals.places;
    curve.push_back({share, totals.events > 0.0 ? events / totals.events : share});
  }
  curve.back() = {1.0, 1.0};
  return curve;
}

Concentration concentration_of(std::span<const PlacesWithValue> ascending) {
  const Totals totals = totals_of(ascending);
  Concentration result{kNotGiven, kNotGiven, kNotGiven, lorenz_of(ascending, totals), kNotGiven, kNotGiven, kNotGiven};
  if (totals.events > 0.0) {
    result.gini = gini_of(ascending, totals);
    result.gini_generalised = generalised(result.gini, totals);
    result.share_top_tenth = share_of_top_tenth(ascending, totals);
    result.places_with_quarter = places_holding(ascending, totals, 0.25);
    result.places_with_half = places_holding(ascending, totals, 0.5);
    result.places_with_four_fifths = places_holding(ascending, totals, 0.8);
  }
  return result;
}

bool is_less(const PlacesWithValue& a, const PlacesWithValue& b) {
  return a.value < b.value;
}

std::vector<PlacesWithValue> one_row_a_place(std::span<const double> counts) {
  detail::check_known(counts, "counts");
  std::vector<PlacesWithValue> rows(counts.size());
  std::transform(counts.begin(), counts.end(), rows.begin(), [](double count) { return PlacesWithValue{count, 1.0}; });
  std::sort(rows.begin(), rows.end(), is_less);
  return rows;
}

std::vector<PlacesWithValue> merged(std::span<const PlacesWithValue> ascending) {
  std::vector<PlacesWithValue> rows;
  for (const auto& row : ascending) {
    if (row.places > 0.0 && !rows.empty() && rows.back().value == row.value) {
      rows.back().places += row.places;
    } else if (row.places > 0.0) {
      rows.push_back(row);
    }
  }
  return rows;
}

}  // namespace

Concentration concentration(std::span<const double> counts) {
  return concentration_of(one_row_a_place(counts));
}

Concentration concentration(std::span<const PlacesWithValue> histogram) {
  std::vector<PlacesWithValue> rows(histogram.begin(), histogram.end());
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const std::string name = "histogram[" + std::to_string(k) + "]";
    require(rows[k].value >= 0.0 && std::isfinite(rows[k].value), name + ".value", rows[k].value,
            "finite and at least 0");
    require(rows[k].places >= 0.0 && std::isfinite(rows[k].places), name + ".places", rows[k].places,
            "finite and at least 0");
  }
  std::sort(rows.begin(), rows.end(), is_less);
  return concentration_of(merged(rows));
}

std::vector<PlacesWithValue> histogram_of(std::span<const double> counts) {
  return merged(one_row_a_place(counts));
}

}  // namespace libprofile::risk
