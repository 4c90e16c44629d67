// SPDX-License-Identifier: MIT
#include "libprofile/core/digest.hpp"

#include <sodium.h>

#include "libprofile/core/detail/sha256_blocks.hpp"
#include "libprofile/core/detail/sha256_messages.hpp"

namespace libprofile::core {
namespace {

const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

Digest sha256(std::string_view bytes) {
  if (detail::has_sha256_instructions()) {
    return detail::sha256_by_instructions(bytes);
  }
  Digest digest{};
  crypto_hash_sha256(digest.data(), as_bytes(bytes), bytes.size());
  return digest;
}

std::string to_hex(const Digest& digest) {
  std::string text(2 * digest.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  text.pop_back();
  return text;
}

std::string to_base64(const Digest& digest) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(digest.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), digest.data(), digest.size(), kVariant);
  text.pop_back();
  return text;
}

}  // namespace libprofile::core
