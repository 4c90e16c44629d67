// SPDX-License-Identifier: MIT
/// @file
/// Memory for keys: zeroed when it goes, and kept out of core dumps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace libprofile::core {

/// Bytes that nobody but their owner should see.
///
/// They lie on pages of their own between two that cannot be touched, which the system leaves out of core dumps and,
/// where it allows so much locked memory, out of swap (libsodium's guarded heap). They are zeroed before the pages go
/// back, also where an error unwinds. A copy is a secret of its own.
class SecretBytes {
 public:
  /// `size` zeros. @throws std::bad_alloc  where the system has no memory for them.
  explicit SecretBytes(std::size_t size);

  /// Copies the bytes and zeroes them where they were.
  [[nodiscard]] static SecretBytes taken_from(std::span<std::uint8_t> bytes);

  ~SecretBytes();
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes& other);
  SecretBytes& operator=(const SecretBytes& other);

  [[nodiscard]] std::span<std::uint8_t> bytes() { return {data_, size_}; }
  [[nodiscard]] std::span<const std::uint8_t> bytes() const { return {data_, size_}; }

  /// Zeroes them, in a way that no compiler leaves out.
  void wipe() noexcept;

 private:
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace libprofile::core
