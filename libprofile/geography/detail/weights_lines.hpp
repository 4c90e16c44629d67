// SPDX-License-Identifier: MIT
/// @file
/// A text file's lines as words, and links gathered from them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "libprofile/geography/weights.hpp"

namespace libprofile::geography::detail {

/// Goes over the lines that have words. Lines end in a line feed, or a carriage return and one.
class WordLines {
 public:
  WordLines(std::string_view text, std::string_view name) : rest_(text), name_(name) {}

  /// The words of the next line that has any; none at the end.
  [[nodiscard]] const std::vector<std::string_view>& next();
  /// Throws `InputError` "name, line 3: what".
  [[noreturn]] void fail(std::string_view what) const;

  /// Numbers in words of the current line; anything else fails with what it should be.
  [[nodiscard]] std::size_t whole(std::string_view word, std::string_view meaning) const;
  [[nodiscard]] double finite(std::string_view word, std::string_view meaning) const;

  [[nodiscard]] std::size_t line() const { return line_; }

 private:
  std::string_view rest_;
  std::string_view name_;
  std::size_t line_ = 0;
  std::vector<std::string_view> words_;
};

/// A link, and the line it stood on.
struct Link {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double value = 1.0;
  std::size_t line = 0;
};

/// Weights of n places from links in any order. Throws `InputError` naming the line of one that stands twice.
[[nodiscard]] Weights weights_from_links(std::vector<Link> links, std::size_t n, std::string_view name);

}  // namespace libprofile::geography::detail
