// SPDX-License-Identifier: MIT
/// @file
/// Identifiers into tokens that only the holder of the key can make again.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/core/key.hpp"
#include "libprofile/records/column_table.hpp"

namespace libprofile::records {

enum class TokenLength : std::uint8_t {
  digits_64,  ///< All of HMAC-SHA-256.
  digits_32,  ///< The first half of them: 128 bits.
};

/// A key, and those that were in use before it, oldest first.
///
/// A token under several keys is the newest's of the token under those before it. So a token that was made with the old
/// keys becomes one of all of them without its identifier, and an identifier becomes the same token at once.
struct TokenKeys {
  core::Key key;
  std::vector<core::Key> previous = {};
};

/// HMAC-SHA-256 of the text's bytes under the key, in lower-case hexadecimal.
///
/// The same text gives the same token in any column under one key, and another under another key.
[[nodiscard]] std::string token(std::string_view text, const core::Key& key,
                                TokenLength length = TokenLength::digits_64);

/// The same under the oldest key, then of its token under the next, and so on.
[[nodiscard]] std::string token(std::string_view text, const TokenKeys& keys,
                                TokenLength length = TokenLength::digits_64);

/// Whether a text is 32 or 64 digits or small letters a to f.
[[nodiscard]] bool is_token(std::string_view text);

/// A token of its own length under the key, from a token.
///
/// @throws InvalidArgument  where the text is no token; the message does not hold it.
[[nodiscard]] std::string renewed_token(std::string_view old, const core::Key& key);

/// Throws unless no two keys are the same.
///
/// @throws InvalidArgument  naming the fingerprint of the key that is there twice: nothing would have been rotated.
void require_different(const TokenKeys& keys);

/// The table with tokens in place of the values of the named columns; everything else is as it was.
///
/// Whole numbers are taken as their digits, so that 7 and "7" have one token. Absent values stay absent.
///
/// @throws InputError  for a column that the table does not have, with the nearest names, or one of bytes.
[[nodiscard]] ColumnTable pseudonymise(const ColumnTable& table, std::span<const std::string> columns,
                                       const core::Key& key, TokenLength length = TokenLength::digits_64);

/// The same under several keys. @throws InvalidArgument  as `require_different`.
[[nodiscard]] ColumnTable pseudonymise(const ColumnTable& table, std::span<const std::string> columns,
                                       const TokenKeys& keys, TokenLength length = TokenLength::digits_64);

/// Tokens under a new key in the place of tokens, of the length that each has: what `pseudonymise` makes of the
/// identifiers with the old key among the previous ones. The identifiers are not needed.
///
/// @throws InputError  for a column that the table does not have, or with values that are no tokens (32 or 64 digits or
///                     small letters a to f): says how many, never which.
[[nodiscard]] ColumnTable renew_tokens(const ColumnTable& table, std::span<const std::string> columns,
                                       const core::Key& key);

}  // namespace libprofile::records
