// SPDX-License-Identifier: MIT
/// @file
/// The one rule on names that say a protected characteristic: Equality Act 2010, section 4, and nationality.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace libprofile::core {

/// What a column would be used as.
enum class ColumnUse : std::uint8_t {
  /// Mapped, counted or divided by: ethnicity, religion, nationality, sexual orientation, disability, gender
  /// reassignment, marriage and pregnancy are refused; age and sex are not, since standards are set by them.
  counted,
  /// Explains or scores places: age and sex are refused too.
  predictor,
};

/// Whether a name says a protected characteristic: by its words ("Self-defined ethnicity", "pct_disabled"), by the name
/// of a group and of nothing beside it ("share_white", "Muslim residents"), or by a code ("IC1", "18+1", "TS021001").
///
/// Words are told apart by case, spaces and signs. Ordinary words that have another meaning too, such as "race", count.
/// A name that says nothing, such as "x1", cannot be known: whoever gives it says what it is by its role.
[[nodiscard]] bool is_protected_characteristic(std::string_view name, ColumnUse use);

/// The names among these that are refused for a use, in order.
[[nodiscard]] std::vector<std::string> protected_characteristics(std::span<const std::string> names, ColumnUse use);

/// @throws InputError  naming the first such name, after `context`.
void require_no_protected_characteristics(std::span<const std::string> names, std::string_view context, ColumnUse use);

}  // namespace libprofile::core
