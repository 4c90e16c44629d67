// SPDX-License-Identifier: MIT
/// @file
/// SHA-256 of whole blocks, by the processor's own instructions where it has them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace libprofile::core::detail {

inline constexpr std::size_t kSha256Block = 64;

/// The eight words a to h that blocks are mixed into.
using Sha256State = std::array<std::uint32_t, 8>;

/// Whether this processor has instructions for SHA-256. False where `InstructionSetLimit` allows the baseline only.
[[nodiscard]] bool has_sha256_instructions();

/// The state after `blocks` more blocks of 64 bytes. Call it only where `has_sha256_instructions()`.
///
/// Method: FIPS 180-4, section 6.2.2, with four rounds a step.
[[nodiscard]] Sha256State mixed_blocks(Sha256State state, const std::uint8_t* bytes, std::size_t blocks);

}  // namespace libprofile::core::detail
