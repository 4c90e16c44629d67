// SPDX-License-Identifier: MIT
/// @file
/// The gamma distribution of risks under which released, rounded counts are most likely.
#pragma once

#include <span>

#include "libprofile/risk/detail/negative_binomial.hpp"
#include "libprofile/risk/detail/rounding_model.hpp"

namespace libprofile::risk::detail {

struct RoundedGamma {
  GammaOfRisks risks;
  RoundingModel rounding;
};

/// Maximises Σ log Σ P(released | x) P(x) over places and true counts x, P(x) being negative binomial. For each
/// variance the rounding is the one that moves all counts together neither up nor down.
///
/// @param counts    Released, at least 0, not all 0.
/// @param expected  Above 0.
/// @param band      Base - 1, above 0.
[[nodiscard]] RoundedGamma most_likely_rounded_gamma(std::span<const double> counts, std::span<const double> expected,
                                                     double band);

}  // namespace libprofile::risk::detail
