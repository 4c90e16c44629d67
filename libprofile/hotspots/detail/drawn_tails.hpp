// SPDX-License-Identifier: MIT
/// @file
/// Tails of places whose sums over the draws are added up one by one.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "libprofile/hotspots/detail/neighbour_rows.hpp"
#include "libprofile/hotspots/detail/permuted_statistic.hpp"
#include "libprofile/hotspots/detail/shared_draws.hpp"
#include "libprofile/hotspots/detail/single_units.hpp"
#include "libprofile/hotspots/detail/tail_kernel.hpp"

namespace libprofile::hotspots::detail {

/// The sums are added up in single precision, twice as many at a time. A place of which one lies so near to the
/// observed sum that rounding could decide is gone over again in double, so that the tails are those of double
/// precision.
class DrawnTails {
 public:
  /// The caller keeps all three.
  DrawnTails(const PermutedStatistic& statistic, const NeighbourRows& rows, const SharedDraws& draws);

  /// Adds to `tails` those of `places`, none of which is an island.
  void add(std::span<const std::size_t> places, std::vector<Tails>& tails) const;

 private:
  template <class Real>
  struct Room;
  template <class Real>
  [[nodiscard]] std::array<Tails, kPlacesAtOnce> of_four(std::span<const std::size_t> places, Room<Real>& room) const;
  template <class Real>
  void prepare(std::size_t s, std::size_t i, Room<Real>& room) const;
  template <class Real, class ValueOf>
  [[nodiscard]] std::vector<Real> laid_out(ValueOf value_of) const;
  /// Adds the tails that are beyond doubt, and appends the other places to `near`.
  void add_clear(std::span<const std::size_t> places, Room<float>& room, std::vector<Tails>& tails,
                 std::vector<std::size_t>& near) const;

  const PermutedStatistic& statistic_;
  const NeighbourRows& rows_;
  const SharedDraws& draws_;
  SingleUnits units_;
  std::size_t stride_;
  std::vector<double> doubles_;
  /// Empty where single precision can tell nothing.
  std::vector<float> singles_;
};

}  // namespace libprofile::hotspots::detail
