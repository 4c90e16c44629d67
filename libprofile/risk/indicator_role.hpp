// SPDX-License-Identifier: MIT
/// @file
/// What a column that explains or scores places is, and the one rule on which may.
#pragma once

#include <cstdint>
#include <string_view>

namespace libprofile::risk {

/// What an indicator or a covariate counts.
enum class IndicatorRole : std::uint8_t {
  /// Events of harm: incidents, missing episodes, referrals.
  harm,
  /// What harm needs or follows from, counted of places: premises, stops, licensed hours.
  exposure,
  /// What services are asked for or give.
  service,
  /// Refused in a score: deprivation is shown beside it. Inside, the score would be deprivation under another name.
  deprivation,
  /// Refused: age, disability, gender reassignment, marriage, pregnancy, race, religion or belief, sex and sexual
  /// orientation (Equality Act 2010, section 4) say nothing of a place that may be acted on.
  protected_characteristic,
};

/// "harm", "exposure", "service", "deprivation", "protected_characteristic".
[[nodiscard]] std::string_view to_string(IndicatorRole role);

/// @throws InvalidArgument  for another name, naming the five.
[[nodiscard]] IndicatorRole indicator_role(std::string_view name);

/// Every model and score of `risk` asks this of each column that it takes.
///
/// @param what  For messages: "indicator", "covariate".
/// @throws InvalidArgument  for the role `protected_characteristic`, naming the column and the rule.
/// @throws InputError       for a name that says one, whatever the role.
void require_may_predict(std::string_view what, std::string_view name, IndicatorRole role);

}  // namespace libprofile::risk
