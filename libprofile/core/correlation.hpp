// SPDX-License-Identifier: MIT
/// @file
/// How two columns of numbers go together.
#pragma once

#include <span>

namespace libprofile::core {

/// Pearson's correlation. NaN below three pairs, or where either side does not vary.
///
/// @throws InvalidArgument  where lengths differ.
[[nodiscard]] double correlation(std::span<const double> first, std::span<const double> second);

/// Spearman's correlation: that of ranks, ties at their mean rank. NaN as above.
///
/// @throws InvalidArgument  where lengths differ.
/// Method: Spearman (1904), American Journal of Psychology 15, pages 72-101.
[[nodiscard]] double rank_correlation(std::span<const double> first, std::span<const double> second);

}  // namespace libprofile::core
