// SPDX-License-Identifier: MIT
/// @file
/// What the page for whoever signs says in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libprofile/publish/detail/view.hpp"
#include "libprofile/publish/sign_page.hpp"

namespace libprofile::publish::detail {

/// The page from a document that the caller holds to have passed the gate: the inside of `render_sign_page`.
[[nodiscard]] std::string render_sign(const Document& document, const disclosure::Policy& policy,
                                      const SignFacts& facts);

struct SignWords {
  /// Why not to sign at all; empty where that is for the reader to say.
  std::string warning;
  std::string lead;
  std::vector<std::string> sentences;
  std::vector<std::string> withheld;
  std::string learns;
  std::vector<std::string> learned;
  std::string since;
  /// Empty where any window may leave.
  std::string next;
  std::string agreed;
  std::string decide;
  std::string release_commands;
  std::string refuse_commands;
};

[[nodiscard]] SignWords sign_words(const View& view, const SignFacts& facts, const disclosure::Policy& policy);

/// "counts of areas on a map", "a page", ...: what a file of a profile is, by its path.
[[nodiscard]] std::string_view what_file_is(std::string_view path);

/// "passes", "to be read", "fails".
[[nodiscard]] std::string_view verdict_word(Status status);

/// "1 to 9, nine values" for 5 under base 5.
[[nodiscard]] std::string range_in_words(std::int64_t count, std::int64_t base);

}  // namespace libprofile::publish::detail
