// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/conditional_permutation.hpp"

#include "libprofile/hotspots/detail/independent_permutation.hpp"
#include "libprofile/hotspots/detail/shared_permutation.hpp"

namespace libprofile::hotspots::detail {

std::vector<Tails> permutation_tails(const PermutedStatistic& statistic, const NeighbourRows& rows,
                                     const PermutationPlan& plan) {
  if (rows.greatest_degree() == 0) {
    return std::vector<Tails>(rows.size());
  }
  return plan.draws == Draws::shared ? shared_tails(statistic, rows, plan) : independent_tails(statistic, rows, plan);
}

}  // namespace libprofile::hotspots::detail
