// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/places.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "libprofile/core/parallel.hpp"

namespace libprofile::profile::detail {
namespace {

// Weights are whole numbers of this part of one, so that their sums are exact in any order.
constexpr double kParts = 1048576.0;

// Within what a person's records share the weight of one.
enum class Within { unit, cell };

// A record by its unit and person, and its category where that matters.
struct OfPerson {
  std::int32_t unit;
  std::int32_t category;
  std::int32_t person;
  std::uint32_t record;

  friend bool operator<(const OfPerson& a, const OfPerson& b) {
    return std::tie(a.person, a.unit, a.category) < std::tie(b.person, b.unit, b.category);
  }
};

// What each record weighs among those of its person.
std::vector<double> shares_of_persons(const Selection& selection, Within within) {
  std::vector<OfPerson> records(selection.person.size());
  core::parallel_for(records.size(), [&](std::size_t i) {
    const std::int32_t category = within == Within::cell ? selection.category[i] : 0;
    records[i] = {selection.unit[i], category, selection.person[i], static_cast<std::uint32_t>(i)};
  });
  std::sort(records.begin(), records.end());
  std::vector<double> shares(records.size());
  for (std::size_t begin = 0; begin < records.size();) {
    std::size_t end = begin + 1;
    while (end < records.size() && !(records[begin] < records[end])) {
      ++end;
    }
    const double share = std::round(kParts / static_cast<double>(end - begin)) / kParts;
    for (; begin < end; ++begin) {
      shares[records[begin].record] = share;
    }
  }
  return shares;
}

std::vector<double> weights_of(const Selection& selection, geography::CountOf count_of, Within within) {
  std::vector<double> weights(selection.place_xy_m.size() / 2, 0.0);
  const std::vector<double> shares =
      count_of == geography::CountOf::persons ? shares_of_persons(selection, within) : std::vector<double>();
  for (std::size_t i = 0; i < selection.place.size(); ++i) {
    weights[selection.place[i]] += shares.empty() ? 1.0 : shares[i];
  }
  return weights;
}

Places places_with(const Selection& selection, const std::vector<double>& weights) {
  Places places;
  for (std::size_t place = 0; place < weights.size(); ++place) {
    if (weights[place] > 0.0) {
      places.xy_m.insert(places.xy_m.end(), {selection.place_xy_m[2 * place], selection.place_xy_m[2 * place + 1]});
      places.weights.push_back(weights[place]);
    }
  }
  return places;
}

}  // namespace

Places places_of(const Selection& selection, geography::CountOf count_of) {
  return places_with(selection, weights_of(selection, count_of, Within::unit));
}

Places places_of_cells(const Selection& selection, geography::CountOf count_of) {
  const std::vector<double> weights = weights_of(selection, count_of, Within::cell);
  std::vector<std::int32_t> unit(weights.size(), 0);
  for (std::size_t i = 0; i < selection.place.size(); ++i) {
    unit[selection.place[i]] = selection.unit[i];
  }
  Places places = places_with(selection, weights);
  for (std::size_t place = 0; place < weights.size(); ++place) {
    if (weights[place] > 0.0) {
      places.unit.push_back(unit[place]);
    }
  }
  return places;
}

}  // namespace libprofile::profile::detail
