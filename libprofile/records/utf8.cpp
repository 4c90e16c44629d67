// SPDX-License-Identifier: MIT
#include <cstdint>

#include "libprofile/records/detail/arrow_reader.hpp"

namespace libprofile::records::detail {
namespace {

struct Lead {
  std::size_t followers;
  std::uint8_t second_low;
  std::uint8_t second_high;
};

// Table 3-7 of the Unicode standard: which second bytes a lead byte allows. No followers marks a byte that cannot lead.
Lead lead_of(std::uint8_t byte) {
  constexpr std::uint8_t kLow = 0x80;
  constexpr std::uint8_t kHigh = 0xbf;
  if (byte >= 0xc2 && byte <= 0xdf) {
    return {1, kLow, kHigh};
  }
  if (byte >= 0xe0 && byte <= 0xef) {
    return {2, byte == 0xe0 ? std::uint8_t{0xa0} : kLow, byte == 0xed ? std::uint8_t{0x9f} : kHigh};
  }
  if (byte >= 0xf0 && byte <= 0xf4) {
    return {3, byte == 0xf0 ? std::uint8_t{0x90} : kLow, byte == 0xf4 ? std::uint8_t{0x8f} : kHigh};
  }
  return {0, kLow, kHigh};
}

bool follows(std::uint8_t byte) {
  return (byte & 0xc0U) == 0x80U;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if (byte < 0x80U) {
      continue;
    }
    const Lead lead = lead_of(byte);
    if (lead.followers == 0 || text.size() - i <= lead.followers) {
      return false;
    }
    const auto second = static_cast<std::uint8_t>(text[i + 1]);
    bool is_valid = second >= lead.second_low && second <= lead.second_high;
    for (std::size_t k = 2; k <= lead.followers; ++k) {
      is_valid = is_valid && follows(static_cast<std::uint8_t>(text[i + k]));
    }
    if (!is_valid) {
      return false;
    }
    i += lead.followers;
  }
  return true;
}

}  // namespace libprofile::records::detail
