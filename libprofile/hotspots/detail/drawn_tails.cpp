// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/drawn_tails.hpp"

#include <algorithm>
#include <limits>
#include <type_traits>

namespace libprofile::hotspots::detail {
namespace {

/// Both precisions go over as many permutations.
constexpr std::size_t kPadding = std::max(kLanes<float>, kLanes<double>);
/// After so many places it is seen whether single precision is worth its while.
constexpr std::size_t kTrial = 64;

std::size_t padded(std::size_t permutations) {
  return (permutations + kPadding - 1) / kPadding * kPadding;
}

}  // namespace

/// What is made ready for the kernel, kept from one four to the next.
template <class Real>
struct DrawnTails::Room {
  explicit Room(std::size_t columns) : kernel(nullptr), own(columns * kPlacesAtOnce) {}

  TailKernel<Real>* kernel;
  std::vector<Real> weight;
  std::vector<Real> own;
  PlacesAtOnce<Real> places;
};

DrawnTails::DrawnTails(const PermutedStatistic& statistic, const NeighbourRows& rows, const SharedDraws& draws)
    : statistic_(statistic), rows_(rows), draws_(draws), units_(statistic), stride_(padded(draws.permutations)) {
  doubles_ = laid_out<double>([&](std::size_t c, std::size_t place) { return statistic_.columns[c][place]; });
  if (units_.is_usable()) {
    singles_ = laid_out<float>([&](std::size_t c, std::size_t place) { return units_.value(c, place); });
  }
}

template <class Real, class ValueOf>
std::vector<Real> DrawnTails::laid_out(ValueOf value_of) const {
  std::vector<Real> values(statistic_.columns.size() * draws_.length * stride_, std::numeric_limits<Real>::quiet_NaN());
  for (std::size_t c = 0; c < statistic_.columns.size(); ++c) {
    for (std::size_t t = 0; t < draws_.length; ++t) {
      Real* to = values.data() + (c * draws_.length + t) * stride_;
      const std::uint32_t* from = draws_.place.data() + t * draws_.permutations;
      std::transform(from, from + draws_.permutations, to, [&](std::uint32_t place) { return value_of(c, place); });
    }
  }
  return values;
}

template <class Real>
void DrawnTails::prepare(std::size_t s, std::size_t i, Room<Real>& room) const {
  constexpr bool kIsSingle = std::is_same_v<Real, float>;
  SingleRow row{rows_.degree(i)};
  for (std::size_t t = 0; t < row.terms; ++t) {
    row.largest = std::max(row.largest, rows_.weight(i, t));
    row.sum += rows_.weight(i, t);
  }
  const double unit = kIsSingle ? row.largest : 1.0;
  for (std::size_t t = 0; t < row.terms; ++t) {
    room.weight[t * kPlacesAtOnce + s] = static_cast<Real>(rows_.weight(i, t) / unit);
  }
  Bounds bounds = statistic_.observed(i, rows_);
  if constexpr (kIsSingle) {
    bounds = units_.beyond_doubt(row, bounds);
  }
  room.places.at_least[s] = static_cast<Real>(bounds.at_least);
  room.places.at_most[s] = static_cast<Real>(bounds.at_most);
  for (std::size_t c = 0; c < statistic_.columns.size(); ++c) {
    if constexpr (kIsSingle) {
      room.own[c * kPlacesAtOnce + s] = units_.value(c, i);
    } else {
      room.own[c * kPlacesAtOnce + s] = statistic_.columns[c][i];
    }
  }
}

template <class Real>
std::array<Tails, kPlacesAtOnce> DrawnTails::of_four(std::span<const std::size_t> places, Room<Real>& room) const {
  room.kernel = room.kernel == nullptr ? tail_kernel<Real>(statistic_.term) : room.kernel;
  room.places.terms = 0;
  room.places.at_least.fill(std::numeric_limits<Real>::quiet_NaN());
  room.places.at_most.fill(std::numeric_limits<Real>::quiet_NaN());
  for (const std::size_t i : places) {
    room.places.terms = std::max(room.places.terms, rows_.degree(i));
  }
  room.weight.assign(room.places.terms * kPlacesAtOnce, Real{0});
  for (std::size_t s = 0; s < places.size(); ++s) {
    prepare(s, places[s], room);
  }
  room.places.weight = room.weight.data();
  room.places.own = room.own.data();
  const Real* values = nullptr;
  if constexpr (std::is_same_v<Real, float>) {
    values = singles_.data();
  } else {
    values = doubles_.data();
  }
  std::array<Tails, kPlacesAtOnce> found{};
  room.kernel({values, statistic_.columns.size(), draws_.length, stride_}, room.places, found.data());
  return found;
}

void DrawnTails::add_clear(std::span<const std::size_t> places, Room<float>& room, std::vector<Tails>& tails,
                           std::vector<std::size_t>& near) const {
  for (std::size_t first = 0; first < places.size(); first += kPlacesAtOnce) {
    const auto four = places.subspan(first, std::min(kPlacesAtOnce, places.size() - first));
    const auto found = of_four<float>(four, room);
    for (std::size_t s = 0; s < four.size(); ++s) {
      if (found[s].at_least + found[s].at_most == draws_.permutations) {
        tails[four[s]].add(found[s]);
      } else {
        near.push_back(four[s]);
      }
    }
  }
}

void DrawnTails::add(std::span<const std::size_t> places, std::vector<Tails>& tails) const {
  std::vector<std::size_t> near;
  Room<float> single(statistic_.columns.size());
  bool is_worth_it = !singles_.empty();
  for (std::size_t first = 0; first < places.size(); first += kTrial) {
    const auto some = places.subspan(first, std::min(kTrial, places.size() - first));
    const std::size_t before = near.size();
    if (is_worth_it) {
      add_clear(some, single, tails, near);
      is_worth_it = 2 * (near.size() - before) <= some.size();
    } else {
      near.insert(near.end(), some.begin(), some.end());
    }
  }
  Room<double> room(statistic_.columns.size());
  for (std::size_t first = 0; first < near.size(); first += kPlacesAtOnce) {
    const auto four = std::span(near).subspan(first, std::min(kPlacesAtOnce, near.size() - first));
    const auto found = of_four<double>(four, room);
    for (std::size_t s = 0; s < four.size(); ++s) {
      tails[four[s]].add(found[s]);
    }
  }
}

}  // namespace libprofile::hotspots::detail
