// SPDX-License-Identifier: MIT
/// @file
/// Which units and groups of a count table are withheld with all their categories.
#pragma once

#include "libprofile/disclosure/controlled_rounding.hpp"
#include "libprofile/disclosure/detail/area_tree.hpp"
#include "libprofile/disclosure/detail/withholding.hpp"
#include "libprofile/disclosure/policy.hpp"
#include "libprofile/geography/count_table.hpp"

namespace libprofile::disclosure::detail {

/// The cells and the hierarchy of a count table.
[[nodiscard]] RoundingTable rounding_table(const geography::CountTable& table);

/// Places with few residents or one dominant contributor, and the company that they need.
[[nodiscard]] NodeFlags withheld_places(const geography::CountTable& table, const Policy& policy, const AreaTree& tree);

/// The same for few residents alone.
[[nodiscard]] NodeFlags places_with_few_residents(const geography::CountTable& table, const Policy& policy,
                                                  const AreaTree& tree);

}  // namespace libprofile::disclosure::detail
