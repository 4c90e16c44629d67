// SPDX-License-Identifier: MIT
#include "libprofile/core/detail/sha256_messages.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <sodium.h>

#include "libprofile/core/detail/sha256_blocks.hpp"

namespace libprofile::core::detail {
namespace {

/// FIPS 180-4, section 5.3.3.
constexpr Sha256State kInitialState{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

using Block = std::array<std::uint8_t, kSha256Block>;

const std::uint8_t* as_bytes(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

/// Writes the lowest `count` bytes of `value`, the highest of them first.
void put_big_endian(std::uint64_t value, std::size_t count, std::uint8_t* to) {
  for (std::size_t byte = count; byte > 0; --byte) {
    *to++ = static_cast<std::uint8_t>(value >> (8 * (byte - 1)));
  }
}

/// The digest of a message of which `before` bytes, whole blocks, are in the state; `rest` is what follows them. The
/// end is padded as FIPS 180-4, section 5.1.1 says.
Digest finished(Sha256State state, std::size_t before, std::string_view rest) {
  constexpr std::size_t kLengthBytes = 8;
  const std::size_t whole = rest.size() / kSha256Block;
  state = mixed_blocks(state, as_bytes(rest), whole);

  const std::string_view tail = rest.substr(whole * kSha256Block);
  std::array<std::uint8_t, 2 * kSha256Block> end{};
  *std::copy(tail.begin(), tail.end(), end.begin()) = 0x80;
  const std::size_t blocks = tail.size() + 1 + kLengthBytes <= kSha256Block ? 1 : 2;
  put_big_endian(8 * std::uint64_t{before + rest.size()}, kLengthBytes,
                 end.data() + blocks * kSha256Block - kLengthBytes);
  state = mixed_blocks(state, end.data(), blocks);

  Digest digest{};
  for (std::size_t i = 0; i < state.size(); ++i) {
    put_big_endian(state[i], sizeof state[i], digest.data() + i * sizeof state[i]);
  }
  return digest;
}

std::string_view as_text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The digest of the key's block, every byte of it mixed with `pad`, and the message.
Digest keyed(Block block, std::uint8_t pad, std::string_view message) {
  for (std::uint8_t& byte : block) {
    byte ^= pad;
  }
  Sha256State state = mixed_blocks(kInitialState, block.data(), 1);
  const Digest digest = finished(state, kSha256Block, message);
  sodium_memzero(block.data(), block.size());
  sodium_memzero(state.data(), sizeof state);
  return digest;
}

}  // namespace

Digest sha256_by_instructions(std::string_view message) {
  return finished(kInitialState, 0, message);
}

Digest hmac_by_instructions(std::span<const std::uint8_t> key, std::string_view message) {
  constexpr std::uint8_t kInnerPad = 0x36;
  constexpr std::uint8_t kOuterPad = 0x5c;
  Block block{};
  if (key.size() <= kSha256Block) {
    std::copy(key.begin(), key.end(), block.begin());
  } else {
    const Digest short_key = sha256_by_instructions(as_text(key));
    std::copy(short_key.begin(), short_key.end(), block.begin());
  }
  const Digest inner = keyed(block, kInnerPad, message);
  const Digest outer = keyed(block, kOuterPad, as_text(inner));
  sodium_memzero(block.data(), block.size());
  return outer;
}

}  // namespace libprofile::core::detail
