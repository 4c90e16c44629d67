// SPDX-License-Identifier: MIT
#include "libprofile/core/secret_bytes.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include <sodium.h>

namespace libprofile::core {
namespace {

/// The guarded heap needs to know the size of a page; safe to call from any thread, any number of times.
bool make_ready() {
  static const bool is_ready = sodium_init() >= 0;
  return is_ready;
}

}  // namespace

SecretBytes::SecretBytes(std::size_t size) : size_(size) {
  data_ = make_ready() ? static_cast<std::uint8_t*>(sodium_malloc(size)) : nullptr;
  if (data_ == nullptr) {
    throw std::bad_alloc();
  }
  wipe();
}

SecretBytes SecretBytes::taken_from(std::span<std::uint8_t> bytes) {
  SecretBytes secret(bytes.size());
  std::copy(bytes.begin(), bytes.end(), secret.data_);
  if (!bytes.empty()) {
    sodium_memzero(bytes.data(), bytes.size());
  }
  return secret;
}

SecretBytes::~SecretBytes() {
  // Zeroes before it gives the pages back.
  sodium_free(data_);
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

SecretBytes::SecretBytes(const SecretBytes& other) : SecretBytes(other.size_) {
  std::copy_n(other.data_, other.size_, data_);
}

SecretBytes& SecretBytes::operator=(const SecretBytes& other) {
  if (this != &other) {
    *this = SecretBytes(other);
  }
  return *this;
}

void SecretBytes::wipe() noexcept {
  if (size_ > 0) {
    sodium_memzero(data_, size_);
  }
}

}  // namespace libprofile::core
