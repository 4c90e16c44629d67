// SPDX-License-Identifier: MIT
/// @file
/// New neighbours from old: both, either, further away, the same group.
#pragma once

#include <cstdint>
#include <span>

#include "libprofile/geography/weights.hpp"

namespace libprofile::geography {

/// Links that either has. Each of these four gives binary weights, whatever the values of its arguments were, and keeps
/// a place its own neighbour only as it would any other. Time O(links).
///
/// @throws InvalidArgument  where the two are of different numbers of places.
[[nodiscard]] Weights united(const Weights& first, const Weights& second);

/// Links that both have.
[[nodiscard]] Weights intersected(const Weights& first, const Weights& second);

/// Links of the first that the second has not.
[[nodiscard]] Weights difference(const Weights& first, const Weights& second);

/// Links that one of the two has and the other has not.
[[nodiscard]] Weights symmetric_difference(const Weights& first, const Weights& second);

/// Each link in both directions, binary: i and j are neighbours where either named the other. Time O(links).
[[nodiscard]] Weights symmetrised(const Weights& weights);

/// No place its own neighbour; other links keep their values.
[[nodiscard]] Weights without_self(const Weights& weights);

enum class LowerOrders {
  /// Only places whose shortest way takes exactly so many steps.
  exclude,
  /// Those that fewer steps reach too.
  include,
};

struct HigherOrderOptions {
  /// Steps from neighbour to neighbour. At least 1.
  std::int32_t order = 2;

  /// Whether places that fewer steps reach are neighbours.
  LowerOrders lower = LowerOrders::exclude;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const HigherOrderOptions& options);

/// Binary weights of places so many steps away along links, by the shortest way. No place is its own neighbour.
///
/// Directions count: a step goes from a place to one of its neighbours. Values do not. A place from which nobody is so
/// far has no neighbours.
/// Time O(places times the links within reach of one); parallel over places.
/// Source: Anselin and Smirnov (1996), Journal of Regional Science 36, 67-89: paths without cycles.
[[nodiscard]] Weights higher_order(const Weights& weights, const HigherOrderOptions& options = {});

/// Binary weights of places with the same group number: every other place of the group is a neighbour.
///
/// @param group  One number a place; negative: in no group, no neighbours.
/// @throws InvalidArgument  where groups would make more than `kMostLinks` links.
/// Time O(n log n + links).
[[nodiscard]] Weights block(std::span<const std::int32_t> group);

}  // namespace libprofile::geography
