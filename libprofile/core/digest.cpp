// SPDX-License-Identifier: MIT
#include "libprofile/core/digest.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#include <sodium.h>
#include <sys/stat.h>

#include "libprofile/core/detail/sha256_blocks.hpp"
#include "libprofile/core/error.hpp"

namespace libprofile::core {
namespace {

constexpr std::size_t kShortestKey = 32;

const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// FIPS 180-4, section 5.3.3.
constexpr detail::Sha256State kInitialState{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

/// Writes the lowest `count` bytes of `value`, the highest of them first.
template <class Output>
void put_big_endian(std::uint64_t value, int count, Output to) {
  for (int byte = count - 1; byte >= 0; --byte) {
    *to++ = static_cast<std::uint8_t>(value >> (8 * byte));
  }
}

/// By the processor's own instructions. The end is padded as FIPS 180-4, section 5.1.1 says.
Digest sha256_by_instructions(std::string_view bytes) {
  constexpr std::size_t kLengthBytes = 8;
  const std::size_t whole = bytes.size() / detail::kSha256Block;
  detail::Sha256State state = detail::mixed_blocks(kInitialState, as_bytes(bytes), whole);

  const std::string_view rest = bytes.substr(whole * detail::kSha256Block);
  std::array<std::uint8_t, 2 * detail::kSha256Block> end{};
  *std::copy(rest.begin(), rest.end(), end.begin()) = 0x80;
  const std::size_t blocks = rest.size() + 1 + kLengthBytes <= detail::kSha256Block ? 1 : 2;
  put_big_endian(8 * std::uint64_t{bytes.size()}, kLengthBytes,
                 end.begin() + static_cast<std::ptrdiff_t>(blocks * detail::kSha256Block - kLengthBytes));
  state = detail::mixed_blocks(state, end.data(), blocks);

  Digest digest{};
  for (std::size_t i = 0; i < state.size(); ++i) {
    put_big_endian(state[i], sizeof state[i], digest.begin() + static_cast<std::ptrdiff_t>(i * sizeof state[i]));
  }
  return digest;
}

}  // namespace

Digest sha256(std::string_view bytes) {
  if (detail::has_sha256_instructions()) {
    return sha256_by_instructions(bytes);
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
