// SPDX-License-Identifier: MIT
/// @file
/// Whole numbers in proportion to parts.
#pragma once

#include <cstdint>
#include <vector>

namespace libprofile::profile::detail {

/// Whole numbers that add up to `total`, each in proportion to its part: what is left goes to the largest remainders,
/// ties to the first. All 0 where no part is above 0.
[[nodiscard]] std::vector<std::int64_t> apportioned(const std::vector<double>& parts, std::int64_t total);

}  // namespace libprofile::profile::detail
