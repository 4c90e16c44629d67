// SPDX-License-Identifier: MIT
/// @file
/// Keyed weights that decide between equally good roundings.
#pragma once

#include <cstdint>
#include <string_view>

#include "libprofile/core/key.hpp"

namespace libprofile::disclosure::detail {

/// What a row or a column adds to the weight of its cells: 64 bits of HMAC-SHA-256 over the table's name, the part and
/// the label. Equal arguments give equal bits; without the key they cannot be told from random ones.
[[nodiscard]] std::uint64_t label_bits(const core::Key& key, std::string_view table, std::string_view part,
                                       std::string_view label);

/// 64 bits for the cell of a row and a column with a value.
[[nodiscard]] std::uint64_t cell_bits(std::uint64_t row_bits, std::uint64_t column_bits, std::int64_t value);

}  // namespace libprofile::disclosure::detail
