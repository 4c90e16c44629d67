// SPDX-License-Identifier: MIT
/// @file
/// The gate for premises by type and by area.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/core/key.hpp"
#include "libprofile/disclosure/policy.hpp"
#include "libprofile/disclosure/protected.hpp"
#include "libprofile/disclosure/protected_count.hpp"

namespace libprofile::disclosure {

/// Counts of distinct premises, and of incidents near them, by type and group of areas.
struct PremisesTable {
  /// Codes of the types, and of the groups (districts, wards). Both distinct; without groups there is one, `kAll`.
  std::vector<std::string> types{};
  std::vector<std::string> groups{};
  /// Row-major: cell (t, g) is at `t * groups.size() + g`. Distinct premises, those of them with an incident, and the
  /// incidents, whole numbers: round parts of incidents before.
  std::vector<std::int64_t> premises{};
  std::vector<std::int64_t> with_incident{};
  std::vector<std::int64_t> incidents{};
  /// Groups whose counts were withheld, 1, or not, 0: all their cells are withheld here too. Empty: none.
  std::vector<std::uint8_t> withheld_groups{};
  /// Names of the bands of incidents per premises, from the lowest above 0 ("1", "2", "3 to 4" ...). May be empty.
  std::vector<std::string> bands{};
  /// Row-major (type, band): premises with an incident by how many they have; a row's sum is the type's
  /// `with_incident`.
  std::vector<std::int64_t> premises_by_band{};
  /// Names of kinds of surroundings, told from the register alone ("no other premises near", ...). May be empty.
  std::vector<std::string> surroundings{};
  /// Row-major (type, surroundings): distinct premises, and incidents; a row's sums are those of the type.
  std::vector<std::int64_t> premises_by_surroundings{};
  std::vector<std::int64_t> incidents_by_surroundings{};
  /// The incidents of the premises that has the most, in each (type, group) and each (type, surroundings); empty where
  /// nobody knows: then the rule on dominance does nothing.
  std::vector<std::int64_t> largest{};
  std::vector<std::int64_t> largest_by_surroundings{};
};

/// What is released of one type, or of one type in one group.
struct ProtectedPremisesCell {
  /// `with_incident` is never above `premises`.
  ProtectedCount premises{};
  ProtectedCount with_incident{};
  ProtectedCount incidents{};

  friend bool operator==(const ProtectedPremisesCell&, const ProtectedPremisesCell&) = default;
};

/// What is released of one type in one kind of surroundings.
struct ProtectedSurroundings {
  ProtectedCount premises{};
  ProtectedCount incidents{};

  friend bool operator==(const ProtectedSurroundings&, const ProtectedSurroundings&) = default;
};

/// Premises as they may leave.
struct ProtectedPremises {
  std::vector<std::string> types{};
  std::vector<std::string> groups{};
  std::vector<std::string> bands{};
  /// All types together.
  ProtectedPremisesCell all{};
  /// One a type, over all groups.
  std::vector<ProtectedPremisesCell> by_type{};
  /// Row-major (type, group); adds up to `by_type` where nothing is withheld.
  std::vector<ProtectedPremisesCell> by_group{};
  /// Row-major (type, band); adds up to the type's `with_incident`.
  std::vector<ProtectedCount> by_band{};
  /// Row-major (type, surroundings); adds up to `by_type` where nothing is withheld.
  std::vector<std::string> surroundings{};
  std::vector<ProtectedSurroundings> by_surroundings{};
  /// What premises and incidents are rounded to.
  std::int64_t premises_base = 1;
  std::int64_t base = 1;

  friend bool operator==(const ProtectedPremises&, const ProtectedPremises&) = default;
};

/// Lets premises counts out under a policy.
///
/// * Premises with and without an incident are rounded to `policy.premises_rounding_base()`, incidents to
///   `policy.rounding_base()`, each additive over groups and types.
/// * A cell with fewer than `premises_threshold` distinct premises, none included, is withheld, and so are as many
/// others
///   of its type, those with the fewest premises first, as it takes to keep subtraction from giving it. Totals of a
///   group over all types are not released.
/// * At the public tier a cell of whose released premises all have an incident is withheld like one with too few, and
///   what is withheld together holds premises without one.
/// * Incidents that round to 0 in a cell that shows premises with an incident would be known to lie between 1 and the
/// base;
///   they alone are withheld there, with as many others of their type as it takes.
///
/// * Incidents of which one premises makes up more than `dominance` would be those of one business: they alone are
///   withheld there too, with as many others of their type as it takes for what is withheld together not to be so
///   either.
///
/// * Kinds of surroundings are another way to divide each type: rounded so that they add up to the type as released,
/// with the
///   same rules.
///
/// @throws InvalidArgument  for labels that repeat, lengths that do not fit, negative counts, more premises with an
///                          incident than premises, a largest above its incidents, or bands or surroundings that do not
///                          add up.
[[nodiscard]] Protected<ProtectedPremises> protect_premises(const PremisesTable& table, const Policy& policy,
                                                            const core::Key& key);

}  // namespace libprofile::disclosure
