// SPDX-License-Identifier: MIT
#include "libprofile/core/key.hpp"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "libprofile/core/detail/hmac.hpp"
#include "libprofile/core/detail/sha256_blocks.hpp"
#include "libprofile/core/detail/sha256_messages.hpp"
#include "libprofile/core/error.hpp"

namespace libprofile::core {
namespace {

constexpr std::size_t kShortestKey = 32;
constexpr std::size_t kLongestFile = 4096;
constexpr std::string_view kSalt = "libprofile keys 1";

std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string_view as_text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string_view label(KeyUse use) {
  return use == KeyUse::masking ? "masking" : "noise";
}

/// A file that is open while this lives.
class OpenFile {
 public:
  // A pipe is refused below; it must not keep whoever opens it waiting.
  explicit OpenFile(const std::filesystem::path& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

/// Reads until the bytes are full. Whether they are.
bool read_all(int descriptor, std::span<std::uint8_t> bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = ::read(descriptor, bytes.data() + done, bytes.size() - done);
    if (got <= 0 && errno != EINTR) {
      return false;
    }
    done += got > 0 ? static_cast<std::size_t>(got) : 0;
  }
  return true;
}

}  // namespace

Digest detail::hmac_sha256(std::span<const std::uint8_t> key, std::string_view message) {
  if (has_sha256_instructions()) {
    return hmac_by_instructions(key, message);
  }
  Digest digest{};
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  crypto_auth_hmacsha256_update(&state, as_bytes(message).data(), message.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  sodium_memzero(&state, sizeof state);
  return digest;
}

Digest detail::hkdf_sha256(std::span<const std::uint8_t> key, std::string_view salt, std::string_view info) {
  Digest extracted = hmac_sha256(as_bytes(salt), as_text(key));
  std::string message(info);
  message.push_back('\x01');
  const Digest expanded = hmac_sha256(extracted, message);
  sodium_memzero(extracted.data(), extracted.size());
  return expanded;
}

Key::Key(SecretBytes bytes) : bytes_(std::move(bytes)) {}

Key::Key(std::vector<std::uint8_t> bytes) : bytes_(SecretBytes::taken_from(bytes)) {
  require(bytes_.bytes().size() >= kShortestKey, "bytes of the key", bytes_.bytes().size(), "at least 32");
}

Key Key::from_file(const std::filesystem::path& path) {
  const OpenFile file(path);
  struct stat facts {};
  if (::fstat(file.descriptor(), &facts) != 0 || !S_ISREG(facts.st_mode)) {
    throw InputError(path.string() +
                     ": no such key file; make one with: head -c 32 /dev/urandom > FILE && chmod 600 FILE");
  }
  if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    throw InputError(path.string() + ": others may read this key; run: chmod 600 FILE");
  }
  const auto size = static_cast<std::size_t>(facts.st_size);
  if (size < kShortestKey) {
    throw InputError(path.string() + ": the key has fewer than 32 bytes; make one with: head -c 32 /dev/urandom");
  }
  if (size > kLongestFile) {
    throw InputError(path.string() + ": is longer than 4096 bytes, and so no key; is it another file?");
  }
  SecretBytes bytes(size);
  if (!read_all(file.descriptor(), bytes.bytes())) {
    throw InputError(path.string() + ": the key cannot be read to its end; is the disk at fault?");
  }
  return Key(std::move(bytes));
}

Digest Key::hmac(std::string_view message) const {
  return detail::hmac_sha256(bytes_.bytes(), message);
}

Key Key::derived(KeyUse use) const {
  Digest digest = detail::hkdf_sha256(bytes_.bytes(), kSalt, label(use));
  return Key(SecretBytes::taken_from(digest));
}

std::string Key::fingerprint() const {
  return to_hex(hmac("libprofile key fingerprint")).substr(0, 16);
}

}  // namespace libprofile::core
