// SPDX-License-Identifier: MIT
/// @file
/// Identifiers into tokens that only the holder of the key can make again.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "libprofile/core/digest.hpp"
#include "libprofile/records/column_table.hpp"

namespace libprofile::records {

enum class TokenLength : std::uint8_t {
  digits_64,  ///< All of HMAC-SHA-256.
  digits_32,  ///< The first half of them: 128 bits.
};

/// HMAC-SHA-256 of the text's bytes under the key, in lower-case hexadecimal.
///
/// The same text gives the same token in any column under one key, and another under another key.
[[nodiscard]] std::string token(std::string_view text, const core::Key& key,
                                TokenLength length = TokenLength::digits_64);

/// The table with tokens in place of the values of the named columns; everything else is as it was.
///
/// Whole numbers are taken as their digits, so that 7 and "7" have one token. Absent values stay absent.
///
/// @throws InputError  for a column that the table does not have, with the nearest names, or one of bytes.
[[nodiscard]] ColumnTable pseudonymise(const ColumnTable& table, std::span<const std::string> columns,
                                       const core::Key& key, TokenLength length = TokenLength::digits_64);

}  // namespace libprofile::records
