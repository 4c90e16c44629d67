// SPDX-License-Identifier: MIT
/// @file
/// One type of premises by its surroundings, as it may leave.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/core/digest.hpp"
#include "libprofile/disclosure/protect_premises.hpp"

namespace libprofile::disclosure::detail {

/// The numbers that surroundings need: what is withheld beside what, and what counts are rounded to.
struct SurroundingsRules {
  std::int64_t premises_threshold = 0;
  std::int64_t premises_base = 1;
  std::int64_t base = 1;
  double dominance = 1.0;
};

/// @throws InvalidArgument  for lengths that do not fit or rows that do not add up to their type.
void require_surroundings(const PremisesTable& table);

/// The surroundings of `type`, adding up to `released` where nothing is withheld: all withheld where it is.
///
/// A cell with fewer premises than the threshold is withheld, and so are the smallest others until two cells are, with
/// the
/// threshold of premises together. Incidents that round to 0 beside released premises of a type of which some have an
/// incident are withheld by the same rule, with the base of incidents together; so are incidents of which one premises
/// makes up more than the dominance.
[[nodiscard]] std::vector<ProtectedSurroundings> protected_surroundings(const PremisesTable& table, std::size_t type,
                                                                        const ProtectedPremisesCell& released,
                                                                        const SurroundingsRules& rules,
                                                                        const core::Key& key);

}  // namespace libprofile::disclosure::detail
