// SPDX-License-Identifier: MIT
/// @file
/// Every set of areas that one team can visit in its hours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace libprofile::risk::detail {

/// A team visits no more areas in one round.
inline constexpr std::size_t kMostVisits = 10;

/// Sets of areas, ascending within a set; sets in lexicographic order.
struct Rounds {
  std::vector<std::uint32_t> areas;
  /// Set s is [offset[s], offset[s + 1]) of `areas`.
  std::vector<std::size_t> offset{0};
  /// Hours of the visits and of the shortest way through them.
  std::vector<double> hours;

  [[nodiscard]] std::size_t size() const { return hours.size(); }
  [[nodiscard]] std::span<const std::uint32_t> set(std::size_t s) const {
    return std::span(areas).subspan(offset[s], offset[s + 1] - offset[s]);
  }
};

/// The travel times with ways through other areas where those are shorter.
[[nodiscard]] std::vector<double> shortest_ways(std::span<const double> travel_hours, std::size_t areas);

/// The areas of a set in the order of the shortest way through all, from any to any other; the first in lexicographic
/// order of those that are equally short.
struct Way {
  double hours = 0.0;
  std::vector<std::uint32_t> order;
};
[[nodiscard]] Way shortest_way(std::span<const std::uint32_t> set, std::span<const double> ways, std::size_t areas);

/// All sets that fit in `hours`.
///
/// @param ways  From `shortest_ways`: a part of a set then never takes longer than the set, which bounds the search.
/// @throws InvalidArgument  for more than `most_rounds` sets.
[[nodiscard]] Rounds make_rounds(std::span<const double> ways, std::size_t areas, double hours, double visit_hours,
                                 std::size_t most_rounds);

}  // namespace libprofile::risk::detail
