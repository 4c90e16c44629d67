// SPDX-License-Identifier: MIT
/// @file
/// SHA-256, by the processor's instructions for it where it has them, or libsodium; keys are in `key.hpp`.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace libprofile::core {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(std::string_view bytes);

/// Lower-case hexadecimal, 64 characters.
[[nodiscard]] std::string to_hex(const Digest& digest);

/// Base 64 with padding, as content security policies want it.
[[nodiscard]] std::string to_base64(const Digest& digest);

}  // namespace libprofile::core
