// SPDX-License-Identifier: MIT
/// @file
/// Whether a text has the shape of a direct identifier, by itself or among other words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace libprofile::records::detail {

/// Runs of letters and digits.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);

[[nodiscard]] std::string lower(std::string_view text);

/// How a text could be an NHS number: in its usual groups (3, 3, 4), or as ten digits that many other numbers have too.
enum class NhsShape { none, ten_digits_wrong, ten_digits_right, grouped };
[[nodiscard]] NhsShape nhs_shape(std::string_view text);

/// Whether ten digits have the check digit of an NHS number: modulo 11, weights 10 to 2.
[[nodiscard]] bool has_nhs_check_digit(std::string_view ten_digits);

[[nodiscard]] bool has_national_insurance_number(std::string_view text);
[[nodiscard]] bool has_postcode(std::string_view text);
[[nodiscard]] bool has_phone(std::string_view text);
[[nodiscard]] bool has_email(std::string_view text);
[[nodiscard]] bool has_vehicle_registration(std::string_view text);

/// A day, month and year: "2004-03-14", "14/03/2004", "14.3.04", with or without a time after it.
[[nodiscard]] bool is_full_date(std::string_view text);

/// A title or a given name followed by another name, in either order around a comma; not the name of an organisation.
[[nodiscard]] bool is_person_name(std::string_view text);

/// A number as coordinates are written: perhaps a minus, then at most nine digits before and seventeen, all that a
/// double may need, after at most one point. It has none of the other shapes here.
[[nodiscard]] bool is_coordinate(std::string_view text);

/// 32 or 64 hexadecimal digits.
[[nodiscard]] bool is_token(std::string_view text);

/// More than 40 characters in at least four words.
[[nodiscard]] bool is_long_text(std::string_view text);

}  // namespace libprofile::records::detail
