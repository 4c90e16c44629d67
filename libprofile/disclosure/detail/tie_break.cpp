// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/tie_break.hpp"

#include <string>

#include "libprofile/core/random.hpp"

namespace libprofile::disclosure::detail {
namespace {

/// The length before each part keeps ("ab", "c") and ("a", "bc") apart.
void append_part(std::string& message, std::string_view part) {
  message.append(std::to_string(part.size())).append(":").append(part);
}

}  // namespace

std::uint64_t label_bits(const core::Key& key, std::string_view table, std::string_view part, std::string_view label) {
  std::string message = "libprofile rounding 1;";
  append_part(message, table);
  append_part(message, part);
  append_part(message, label);
  const core::Digest digest = key.hmac(message);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    bits = bits << 8U | digest[i];
  }
  return bits;
}

std::uint64_t cell_bits(std::uint64_t row_bits, std::uint64_t column_bits, std::int64_t value) {
  const core::Philox random(row_bits, core::Stream::rounding);
  const auto words = random.words(static_cast<std::uint32_t>(column_bits),
                                  static_cast<std::uint32_t>(column_bits >> 32U), static_cast<std::uint32_t>(value));
  return std::uint64_t{words[0]} << 32U | words[1];
}

}  // namespace libprofile::disclosure::detail
