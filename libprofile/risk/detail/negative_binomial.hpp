// SPDX-License-Identifier: MIT
/// @file
/// The gamma distribution of risks under which counts are most likely.
#pragma once

#include <span>

namespace libprofile::risk::detail {

struct GammaOfRisks {
  double mean = 0.0;
  /// Variance over squared mean; 0 where counts vary no more than Poisson counts do.
  double relative_variance = 0.0;
};

/// @param counts    At least 0, not all 0.
/// @param expected  Above 0.
[[nodiscard]] GammaOfRisks most_likely_gamma(std::span<const double> counts, std::span<const double> expected);

}  // namespace libprofile::risk::detail
