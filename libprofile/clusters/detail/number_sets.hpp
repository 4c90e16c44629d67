// SPDX-License-Identifier: MIT
/// @file
/// Numbers for clusters, in the order in which a reader of the input meets them.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "libprofile/clusters/detail/union_find.hpp"

namespace libprofile::clusters::detail {

inline constexpr std::uint32_t kNoId = std::numeric_limits<std::uint32_t>::max();

/// A label for each item: sets are numbered from 0 by the least `first_id` of their items; a set whose items all have
/// `kNoId` is noise.
[[nodiscard]] std::vector<std::int32_t> number_sets(std::vector<std::uint32_t> first_id,
                                                    const std::vector<std::uint32_t>& root_of);
[[nodiscard]] std::vector<std::int32_t> number_sets(std::vector<std::uint32_t> first_id, UnionFind& sets);

}  // namespace libprofile::clusters::detail
