// SPDX-License-Identifier: MIT
/// @file
/// SHA-256 and HMAC-SHA-256, by the processor's instructions for it where it has them, or libsodium.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace libprofile::core {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(std::string_view bytes);

/// Lower-case hexadecimal, 64 characters.
[[nodiscard]] std::string to_hex(const Digest& digest);

/// Base 64 with padding, as content security policies want it.
[[nodiscard]] std::string to_base64(const Digest& digest);

/// A secret that wipes its memory when it goes, and never prints itself.
class Key {
 public:
  /// @throws InvalidArgument  for fewer than 32 bytes; the message does not hold them.
  explicit Key(std::vector<std::uint8_t> bytes);

  /// Reads a key from a file that only its owner may read.
  ///
  /// @throws InputError  where the file is absent, shorter than 32 bytes, or open to group or others.
  [[nodiscard]] static Key from_file(const std::filesystem::path& path);

  ~Key();
  Key(Key&&) noexcept;
  Key& operator=(Key&&) noexcept;
  Key(const Key&);
  Key& operator=(const Key&);

  [[nodiscard]] Digest hmac(std::string_view message) const;

  /// The first 8 bytes of HMAC("libprofile key fingerprint"), in hexadecimal: names the key, gives nothing of it away.
  [[nodiscard]] std::string fingerprint() const;

 private:
  void wipe() noexcept;
  std::vector<std::uint8_t> bytes_;
};

}  // namespace libprofile::core
