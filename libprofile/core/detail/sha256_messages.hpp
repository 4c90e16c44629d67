// SPDX-License-Identifier: MIT
/// @file
/// SHA-256 and HMAC-SHA-256 of messages by the processor's own instructions.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "libprofile/core/digest.hpp"

namespace libprofile::core::detail {

/// Both only where `has_sha256_instructions()`. `sha256` and `hmac_sha256` choose between these and libsodium.
[[nodiscard]] Digest sha256_by_instructions(std::string_view message);

/// FIPS 198-1 with keys of any length. Leaves nothing of the key in memory.
[[nodiscard]] Digest hmac_by_instructions(std::span<const std::uint8_t> key, std::string_view message);

}  // namespace libprofile::core::detail
