// SPDX-License-Identifier: MIT
#include "libprofile/core/digest.hpp"

#include <fstream>
#include <iterator>
#include <utility>

#include <sodium.h>
#include <sys/stat.h>

#include "libprofile/core/detail/sha256_blocks.hpp"
#include "libprofile/core/detail/sha256_messages.hpp"
#include "libprofile/core/error.hpp"

namespace libprofile::core {
namespace {

constexpr std::size_t kShortestKey = 32;

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

Key::Key(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {
  if (bytes_.size() < kShortestKey) {
    const std::size_t size = bytes_.size();
    wipe();
    require(false, "bytes of the key", size, "at least 32");
  }
}

Key Key::from_file(const std::filesystem::path& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) {
    throw InputError(path.string() +
                     ": no such key file; make one with: head -c 32 /dev/urandom > FILE && chmod 600 FILE");
  }
  if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    throw InputError(path.string() + ": others may read this key; run: chmod 600 FILE");
  }
  std::ifstream file(path, std::ios::binary);
  std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (bytes.size() < kShortestKey) {
    sodium_memzero(bytes.data(), bytes.size());
    throw InputError(path.string() + ": the key has fewer than 32 bytes; make one with: head -c 32 /dev/urandom");
  }
  return Key(std::move(bytes));
}

Key::~Key() {
  wipe();
}
Key::Key(Key&& other) noexcept : bytes_(std::move(other.bytes_)) {}

Key& Key::operator=(Key&& other) noexcept {
  if (this != &other) {
    wipe();
    bytes_ = std::move(other.bytes_);
  }
  return *this;
}

Key::Key(const Key&) = default;

Key& Key::operator=(const Key& other) {
  if (this != &other) {
    wipe();
    bytes_ = other.bytes_;
  }
  return *this;
}

void Key::wipe() noexcept {
  if (!bytes_.empty()) {
    sodium_memzero(bytes_.data(), bytes_.size());
  }
}

Digest Key::hmac(std::string_view message) const {
  if (detail::has_sha256_instructions()) {
    return detail::hmac_by_instructions(bytes_, message);
  }
  Digest digest{};
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_.data(), bytes_.size());
  crypto_auth_hmacsha256_update(&state, as_bytes(message), message.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  sodium_memzero(&state, sizeof state);
  return digest;
}

std::string Key::fingerprint() const {
  return to_hex(hmac("libprofile key fingerprint")).substr(0, 16);
}

}  // namespace libprofile::core
