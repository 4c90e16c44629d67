// SPDX-License-Identifier: MIT
/// @file
/// HMAC-SHA-256 and HKDF-SHA-256 of bytes: what keys are made from.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "libprofile/core/digest.hpp"

namespace libprofile::core::detail {

/// FIPS 198-1 with keys of any length. Leaves nothing of the key in memory.
[[nodiscard]] Digest hmac_sha256(std::span<const std::uint8_t> key, std::string_view message);

/// The first 32 bytes of RFC 5869's output. Leaves nothing of the key in memory but what it returns.
[[nodiscard]] Digest hkdf_sha256(std::span<const std::uint8_t> key, std::string_view salt, std::string_view info);

}  // namespace libprofile::core::detail
