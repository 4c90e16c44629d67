// SPDX-License-Identifier: MIT
/// @file
/// The prior of the smooth share that prefers no structure.
#pragma once

#include <functional>

#include "libprofile/risk/detail/scaled_icar.hpp"

namespace libprofile::risk::detail {

/// The distance of a smooth share m from independence: √(2 KLD), 2 KLD = m (tr C - n) - log |(1 - m) I + m C|, C the
/// covariance of the scaled autoregression.
[[nodiscard]] double distance_from_independence(const NeighbourhoodGraph& graph, const ScaledIcar& icar,
                                                double logit_share);

/// log density of logit m where that distance is exponential with P(m < 1/2) = 2/3. Read from a table of the logarithms
/// of distances at logits a quarter apart; where all places are islands every share is the same model, and it is
/// uniform.
///
/// Method: Riebler, Sørbye, Simpson and Rue (2016), Stat. Methods Med. Res. 25, section 3.3 and appendix.
[[nodiscard]] std::function<double(double)> penalised_mixing_prior(const NeighbourhoodGraph& graph,
                                                                   const ScaledIcar& icar);

}  // namespace libprofile::risk::detail
