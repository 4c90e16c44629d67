// SPDX-License-Identifier: MIT
/// @file
/// A connected part of what several releases say, and worlds that fit it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "libprofile/disclosure/detail/knowledge.hpp"
#include "libprofile/disclosure/detail/refinement.hpp"

namespace libprofile::disclosure::detail {

/// Unknowns numbered from 0, every cell and link that speaks of any of them.
struct ReleasePart {
  std::size_t unknowns = 0;
  std::vector<RefinedCell> cells;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> links;
};

/// A possible value of every unknown.
using World = std::vector<std::int64_t>;

/// The parts that a number of `release` is in, in the order of their first unknowns.
[[nodiscard]] std::vector<ReleasePart> parts_of(const Refinement& refinement, std::uint32_t release);

/// A world that fits, in which every unknown is 0 or at least `threshold`: then nothing that is a sum of them certainly
/// holds 1 to threshold - 1. Nothing where none was found, which does not say that there is none.
///
/// Numbers of single unknowns are taken as they are shown, others follow from sums with one unknown left, and where
/// there is none an unknown takes all that its sums have room for. Time linear in the terms of all sums.
[[nodiscard]] std::optional<World> world_without_few(const ReleasePart& part, std::int64_t threshold);

/// Everything known of the unknowns: one sum a cell, in order, then one a link.
///
/// @param limits  By cell: what it can be, at least and at most.
[[nodiscard]] Knowledge knowledge_of(const ReleasePart& part,
                                     const std::vector<std::pair<std::int64_t, std::int64_t>>& limits);

/// The sum of some unknowns in a world.
[[nodiscard]] std::int64_t sum_in(const World& world, const std::vector<std::uint32_t>& unknowns);

}  // namespace libprofile::disclosure::detail
