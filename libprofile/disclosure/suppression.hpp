// SPDX-License-Identifier: MIT
/// @file
/// Which cells of a table have to be withheld so that none that is too small can be worked out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/disclosure/controlled_rounding.hpp"
#include "libprofile/disclosure/policy.hpp"

namespace libprofile::disclosure {

/// What makes a cell or margin too small, or too much one contributor's, to be shown.
struct SuppressionRule {
  /// Counts of 1 to threshold - 1 are withheld, and 0 where `zeros` says so. At least 1; at least 2 with zeros shown.
  std::int64_t threshold = 6;
  Zeros zeros = Zeros::shown;
  /// Largest share of a cell for its largest contributor, and for its two largest together, in (0, 1].
  double dominance = 1.0;
  double pair_dominance = 1.0;
  /// Least share of the largest contribution that all but the two largest must hold, in [0, 1].
  double p_ratio = 0.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const SuppressionRule& rule);

/// The rule of a policy whose method is suppression.
///
/// @throws InvalidArgument  for a policy that rounds.
[[nodiscard]] SuppressionRule suppression_rule(const Policy& policy);

/// What else is known of a table.
struct SuppressionInput {
  /// By inner cell: the largest contribution of one person or agency, and the second largest. Empty where not known;
  /// the rules that need them then do nothing. A margin is taken to be dominated as much as its cells could make it:
  /// as if their largest contributors were one.
  std::vector<std::int64_t> largest{};
  std::vector<std::int64_t> second{};
  /// By level and node of the tree: 1 where all its cells must be withheld. Empty for none.
  std::vector<std::vector<std::uint8_t>> withheld_nodes{};
};

enum class CellStatus : std::uint8_t {
  shown,
  /// Withheld by a rule.
  primary,
  /// Withheld so that others cannot be worked out.
  secondary,
};

/// Tells a primary cell from a secondary one: never to be released.
struct Suppression {
  /// By level and cell, as in `RoundedTable`.
  std::vector<std::vector<CellStatus>> levels{};
  std::size_t primary = 0;
  std::size_t secondary = 0;
  /// Sum of the counts of secondary cells.
  std::int64_t cost = 0;
};

/// Primary suppression by the rule, secondary suppression by cost.
///
/// For an attacker who knows all that is shown, that sums hold, that no count is below 0 and, with zeros shown, that a
/// withheld one is at least 1:
/// * a cell that was too small may be `threshold` or more;
/// * a dominated cell may be more, and where there is a way less, by what its rule asks: Hundepool and others (2012),
///   table 4.2;
/// * every withheld cell has at least `threshold` possible values.
///
/// Each of these is proved by a table: the true one with a few persons moved round a circle of withheld cells, which
/// agrees with everything that is shown. Circles are found one by one, cheapest first, each by shortest paths in the
/// network of the table (as in Kelly, Golden and Assad, 1992, Networks 22, pages 397-417); the cost of withholding a
/// cell is its count. So the result is safe, and its cost low but not always the least.
///
/// Cells of 0 are not withheld where zeros are shown, except in `withheld_nodes`. The order of rows, columns and groups
/// does not matter. `table.pins` must be empty.
///
/// @throws InvalidArgument  where the table breaks the contract of `controlled_rounding`, lengths do not fit, or a
///                          contribution is below 0.
///
/// Time about linear in withheld cells where groups are small; see docs/methods/suppression.md.
[[nodiscard]] Suppression suppress(const RoundingTable& table, const SuppressionRule& rule,
                                   const SuppressionInput& input = {});

}  // namespace libprofile::disclosure
