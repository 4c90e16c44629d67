// SPDX-License-Identifier: MIT
/// @file
/// Shares to whole hundredths, so that they say no more than the rounded counts behind them.
#pragma once

#include <cstdint>

namespace libprofile::profile::detail {

/// `part` of `whole`, at most 1; NaN where the whole is not above 0.
[[nodiscard]] double share_of(std::int64_t part, std::int64_t whole);

/// What is not missing, of all: exactly 1 where nothing is, since none rounds to none.
[[nodiscard]] double share_given(std::int64_t all, std::int64_t missing);

}  // namespace libprofile::profile::detail
