// SPDX-License-Identifier: MIT
/// @file
/// Releases and ledgers for tests of what becomes of their files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/ledger.hpp"

#include "support/releases.hpp"

namespace libprofile::testing {

inline geography::CountTable some_counts(std::uint32_t seed = 1) {
  return counts_of(random_counts(seed, 24, 30), 3, 2);
}

inline disclosure::Release some_release(int number, const std::string& stream = "quarterly") {
  return protected_release(some_counts(static_cast<std::uint32_t>(number)), terms_of(stream, quarter(number)));
}

template <class Call>
std::string message_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

/// A ledger of three releases, one in each of three states.
inline void fill_ledger(const std::filesystem::path& path) {
  disclosure::Ledger ledger(path, {.at_utc = "2026-01-01T00:00:00Z"});
  static_cast<void>(ledger.release(some_release(0), "A. Author", "B. Approver"));
  static_cast<void>(ledger.enter(some_release(1), "A. Author"));
  static_cast<void>(ledger.enter(some_release(2), "A. Author"));
  static_cast<void>(ledger.advance("R2", disclosure::ReleaseState::reviewed, "C. Reviewer"));
}

}  // namespace libprofile::testing
