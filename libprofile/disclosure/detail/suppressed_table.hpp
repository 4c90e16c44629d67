// SPDX-License-Identifier: MIT
/// @file
/// A count table as a policy that withholds small counts lets it out.
#pragma once

#include <cstdint>

#include "libprofile/disclosure/policy.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/geography/count_table.hpp"

namespace libprofile::disclosure::detail {

/// The multiple of `base` nearest to a count of at least 0, a half up.
[[nodiscard]] std::int64_t nearest_multiple(std::int64_t count, std::int64_t base);

/// Unreleased: for `protect` alone. @param table  Of the right shape.
[[nodiscard]] ProtectedTable suppressed_table(const geography::CountTable& table, const Policy& policy);

}  // namespace libprofile::disclosure::detail
