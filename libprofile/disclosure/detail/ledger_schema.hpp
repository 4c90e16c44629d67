// SPDX-License-Identifier: MIT
/// @file
/// The tables of a ledger's file.
#pragma once

#include <cstdint>
#include <string_view>

namespace libprofile::disclosure::detail {

/// "LPLG" in the header of the file.
inline constexpr std::uint32_t kApplicationId = 0x4C504C47;

/// Raised when an older libprofile could no longer read the file.
inline constexpr std::uint32_t kLedgerVersion = 1;

/// AUTOINCREMENT remembers the largest number that was ever given, so that a row taken from the end is missed. The
/// triggers stop mistakes; what stops nobody is found by the chain.
inline constexpr const char* kSchema =
    "CREATE TABLE entries (number INTEGER PRIMARY KEY AUTOINCREMENT, previous TEXT NOT NULL UNIQUE, "
    "head TEXT NOT NULL, tables TEXT NOT NULL, hash TEXT NOT NULL UNIQUE) STRICT;\n"
    "CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are kept'); END;\n"
    "CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries stay'); END;\n";

/// What the schema table of such a file says, in its order.
inline constexpr std::string_view kSchemaAsRead =
    "CREATE TABLE entries (number INTEGER PRIMARY KEY AUTOINCREMENT, previous TEXT NOT NULL UNIQUE, "
    "head TEXT NOT NULL, tables TEXT NOT NULL, hash TEXT NOT NULL UNIQUE) STRICT;\n"
    "sqlite_autoindex_entries_1;\n"
    "sqlite_autoindex_entries_2;\n"
    "CREATE TABLE sqlite_sequence(name,seq);\n"
    "CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are kept'); END;\n"
    "CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries stay'); END;\n";

}  // namespace libprofile::disclosure::detail
