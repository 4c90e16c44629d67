// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/person_name.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>

#include <utf8proc.h>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/detail/ledger_text.hpp"

namespace libprofile::disclosure::detail {
namespace {

constexpr std::u32string_view kLikeLatin =
    U"авгдеһікмнорстухѕјԁԛԝѵ"
    U"αβεζηικμνορτυχγω"
    U"01i";
constexpr std::u32string_view kLatinLike =
    U"abrdehlkmhopctyxsjdqwv"
    U"abezhlkmnoptyxyw"
    U"oll";
static_assert(kLikeLatin.size() == kLatinLike.size());

/// Letters and digits, decomposed, without case and marks.
std::u32string folded(std::string_view name) {
  constexpr int kHow = UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
  utf8proc_uint8_t* made = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(name.data()), static_cast<utf8proc_ssize_t>(name.size()),
                   &made, static_cast<utf8proc_option_t>(kHow));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(made, &std::free);
  std::u32string kept;
  for (utf8proc_ssize_t at = 0; at < length;) {
    utf8proc_int32_t letter = 0;
    at += std::max<utf8proc_ssize_t>(utf8proc_iterate(made + at, length - at, &letter), 1);
    switch (utf8proc_category(letter)) {
      case UTF8PROC_CATEGORY_LU:
      case UTF8PROC_CATEGORY_LL:
      case UTF8PROC_CATEGORY_LT:
      case UTF8PROC_CATEGORY_LO:
      case UTF8PROC_CATEGORY_ND:
      case UTF8PROC_CATEGORY_NL:
      case UTF8PROC_CATEGORY_NO:
        kept += static_cast<char32_t>(letter);
        break;
      default:
        break;
    }
  }
  return kept;
}

bool is_digit(char32_t letter) {
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(letter));
  return category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NL || category == UTF8PROC_CATEGORY_NO;
}

bool is_between(char32_t letter, char32_t first, char32_t last) {
  return letter >= first && letter <= last;
}

/// Without phonetic letters, some of which look like others.
bool is_latin(char32_t letter) {
  return letter < 0x250 || is_between(letter, 0x1E00, 0x1EFF) || is_between(letter, 0x2C60, 0x2C7F) ||
         is_between(letter, 0xA722, 0xA7FF);
}

/// Chinese, Japanese and Korean, whose letters look like no Latin ones.
bool is_east_asian(char32_t letter) {
  return is_between(letter, 0x1100, 0x11FF) || is_between(letter, 0x2E80, 0x9FFF) ||
         is_between(letter, 0xA960, 0xA97F) || is_between(letter, 0xAC00, 0xD7FF) ||
         is_between(letter, 0xF900, 0xFAFF) || is_between(letter, 0x20000, 0x3FFFF);
}

std::u32string look_of(std::string_view name) {
  std::u32string look = folded(name);
  for (char32_t& letter : look) {
    const std::size_t like = kLikeLatin.find(letter);
    letter = like == std::u32string_view::npos ? letter : kLatinLike[like];
  }
  return look;
}

}  // namespace

void require_person(std::string_view name, std::string_view what) {
  require_name(name, what);
  const std::u32string letters = folded(name);
  require(!letters.empty(), what, name, "a name with a letter or digit");
  const bool has_latin =
      std::any_of(letters.begin(), letters.end(), [](char32_t c) { return is_latin(c) && !is_digit(c); });
  const bool has_other = std::any_of(letters.begin(), letters.end(),
                                     [](char32_t c) { return !is_latin(c) && !is_east_asian(c) && !is_digit(c); });
  require(!has_latin || !has_other, what, name,
          "a name in letters of one script: some of these are not the Latin letters that they look like");
}

bool same_person(std::string_view a, std::string_view b) {
  return look_of(a) == look_of(b);
}

}  // namespace libprofile::disclosure::detail
