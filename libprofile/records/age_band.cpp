// SPDX-License-Identifier: MIT
#include "libprofile/records/age_band.hpp"

#include <charconv>

#include "libprofile/records/code_lists.hpp"

namespace libprofile::records {
namespace {

constexpr int kOldest = 150;

/// Digits from the start of the text, which they are taken off.
std::optional<int> take_age(std::string_view& text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') {
    return std::nullopt;
  }
  int age = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), age);
  if (error != std::errc{} || age > kOldest) {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return age;
}

std::optional<AgeBand> under(std::string_view text) {
  const auto end = take_age(text);
  return end && *end > 0 && text.empty() ? std::optional(AgeBand{0, *end - 1}) : std::nullopt;
}

}  // namespace

std::optional<AgeBand> parse_age_band(std::string_view text) {
  constexpr std::string_view kUnder = "under-";
  if (text.starts_with(kUnder)) {
    return under(text.substr(kUnder.size()));
  }
  const auto from = take_age(text);
  if (!from) {
    return std::nullopt;
  }
  if (text == "+" || text == "-plus") {
    return AgeBand{*from, std::nullopt};
  }
  if (!text.starts_with('-')) {
    return std::nullopt;
  }
  text.remove_prefix(1);
  const auto to = take_age(text);
  return to && *to >= *from && text.empty() ? std::optional(AgeBand{*from, *to}) : std::nullopt;
}

std::optional<std::size_t> listed_age_band(const AgeBand& band) {
  const auto codes = code_list("age_bands").codes;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const auto listed = parse_age_band(codes[i].code);
    const bool reaches = listed && (!listed->to || (band.to && *band.to <= *listed->to));
    if (reaches && band.from >= listed->from) {
      return i;
    }
  }
  return std::nullopt;
}

}  // namespace libprofile::records
