// SPDX-License-Identifier: MIT
/// @file
/// Secret keys: read from files that are their owner's alone, never shown, and parted by what they are used for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/core/digest.hpp"
#include "libprofile/core/secret_bytes.hpp"

namespace libprofile::core {

/// What a key derived from another is for. Tokens of persons (linkage) are made with the key of the file itself, so
/// that any program with HMAC-SHA-256 makes the same.
enum class KeyUse : std::uint8_t {
  masking,  ///< Digests that a manifest holds of inputs and agreements.
  noise,    ///< Ties of the rounding.
};

/// A secret that wipes its memory when it goes, and never prints itself.
class Key {
 public:
  /// Takes the bytes over and zeroes them where they were.
  ///
  /// @throws InvalidArgument  for fewer than 32 bytes; the message does not hold them.
  explicit Key(std::vector<std::uint8_t> bytes);

  /// Reads a key from a file that only its owner may read. The bytes go into guarded memory and nowhere else.
  ///
  /// @throws InputError  where the file is absent, shorter than 32 bytes, longer than 4,096, or open to group or
  ///                     others; the message does not hold them.
  [[nodiscard]] static Key from_file(const std::filesystem::path& path);

  /// HMAC-SHA-256.
  [[nodiscard]] Digest hmac(std::string_view message) const;

  /// A key of 32 bytes for one use, by HKDF-SHA-256 (RFC 5869): who has it learns nothing of this key or of another
  /// use's. The same key and use give the same.
  [[nodiscard]] Key derived(KeyUse use) const;

  /// The first 8 bytes of HMAC("libprofile key fingerprint"), in hexadecimal: names the key, gives nothing of it away.
  [[nodiscard]] std::string fingerprint() const;

 private:
  explicit Key(SecretBytes bytes);
  SecretBytes bytes_;
};

}  // namespace libprofile::core
