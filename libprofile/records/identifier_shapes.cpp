// SPDX-License-Identifier: MIT
#include "libprofile/records/detail/identifier_shapes.hpp"

#include <algorithm>
#include <cstddef>

namespace libprofile::records::detail {
namespace {

constexpr std::size_t kNhsDigits = 10;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_word_character(char c) {
  return is_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80U;
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// Whether a word is written as a pattern says: A a letter, 9 a digit.
bool fits(std::string_view word, std::string_view pattern) {
  return word.size() == pattern.size() && std::equal(word.begin(), word.end(), pattern.begin(), [](char c, char p) {
           return p == '9' ? is_digit(c) : is_letter(c);
         });
}

bool fits_any(std::string_view word, std::initializer_list<std::string_view> patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view p) { return fits(word, p); });
}

bool is_upper(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_outward(std::string_view word) {
  return fits_any(word, {"A9", "A99", "AA9", "AA99", "A9A", "AA9A"}) &&
         std::string_view("QVX").find(upper(word.front())) == std::string_view::npos;
}

// The second part of a postcode never has C, I, K, M, O or V.
bool is_inward(std::string_view word) {
  constexpr std::string_view kNever = "CIKMOV";
  return fits(word, "9AA") && kNever.find(upper(word[1])) == std::string_view::npos &&
         kNever.find(upper(word[2])) == std::string_view::npos;
}

// Prefix rules of HM Revenue and Customs, NIM39110.
bool is_national_insurance(std::string_view joined) {
  constexpr std::string_view kNeverFirst = "DFIQUV";
  constexpr std::string_view kNeverSecond = "DFIOQUV";
  constexpr std::string_view kNeverPairs[] = {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"};
  if (!fits(joined, "AA999999A") || upper(joined.back()) > 'D') {
    return false;
  }
  const char pair[] = {upper(joined[0]), upper(joined[1])};
  return kNeverFirst.find(pair[0]) == std::string_view::npos && kNeverSecond.find(pair[1]) == std::string_view::npos &&
         std::find(std::begin(kNeverPairs), std::end(kNeverPairs), std::string_view(pair, 2)) == std::end(kNeverPairs);
}

// Area and mobile codes begin 01, 02, 03, 07, 08 or 09; abroad 44 stands for the 0.
bool is_phone(std::string_view digits, bool has_plus) {
  if (has_plus || digits.substr(0, 4) == "0044") {
    const std::string_view number = digits.substr(0, 2) == "00" ? digits.substr(2) : digits;
    return number.size() >= 10 && number.size() <= 13 && number.substr(0, 2) == "44";
  }
  constexpr std::string_view kSecond = "123789";
  return (digits.size() == 10 || digits.size() == 11) && digits[0] == '0' &&
         kSecond.find(digits[1]) != std::string_view::npos;
}

}  // namespace

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  while (begin < text.size()) {
    if (!is_word_character(text[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < text.size() && is_word_character(text[end])) {
      ++end;
    }
    words.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

bool has_nhs_check_digit(std::string_view ten_digits) {
  constexpr int kModulus = 11;
  int sum = 0;
  for (std::size_t i = 0; i + 1 < kNhsDigits; ++i) {
    sum += (ten_digits[i] - '0') * static_cast<int>(kNhsDigits - i);
  }
  const int check = kModulus - sum % kModulus;
  return check != kModulus - 1 && check % kModulus == ten_digits.back() - '0';
}

NhsShape nhs_shape(std::string_view text) {
  NhsShape shape = NhsShape::none;
  const auto words = words_of(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].size() == kNhsDigits && all_digits(words[i])) {
      shape = std::max(shape, has_nhs_check_digit(words[i]) ? NhsShape::ten_digits_right : NhsShape::ten_digits_wrong);
    }
    if (i + 2 < words.size() && fits(words[i], "999") && fits(words[i + 1], "999") && fits(words[i + 2], "9999") &&
        has_nhs_check_digit(std::string(words[i]).append(words[i + 1]).append(words[i + 2]))) {
      return NhsShape::grouped;
    }
  }
  return shape;
}

bool has_national_insurance_number(std::string_view text) {
  const auto words = words_of(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string joined;
    for (std::size_t k = i; k < words.size() && joined.size() < 9; ++k) {
      joined.append(words[k].substr(0, 10));
      if (is_national_insurance(joined)) {
        return true;
      }
    }
  }
  return false;
}

bool has_postcode(std::string_view text) {
  constexpr std::size_t kInward = 3;
  const auto words = words_of(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (i + 1 < words.size() && is_outward(word) && is_inward(words[i + 1])) {
      return true;
    }
    if (word.size() > kInward + 1 && word.size() <= 7 && is_upper(word) &&
        is_outward(word.substr(0, word.size() - kInward)) && is_inward(word.substr(word.size() - kInward))) {
      return true;
    }
  }
  return false;
}

bool has_phone(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    const bool has_plus = text[begin] == '+';
    const bool starts_word = begin == 0 || !is_word_character(text[begin - 1]);
    if (!starts_word || (!has_plus && !is_digit(text[begin]))) {
      continue;
    }
    std::string digits;
    std::size_t end = has_plus ? begin + 1 : begin;
    for (; end < text.size() &&
           (is_digit(text[end]) || std::string_view(" -()").find(text[end]) != std::string_view::npos);
         ++end) {
      if (is_digit(text[end])) {
        digits.push_back(text[end]);
      }
    }
    const bool ends_word = end == text.size() || !is_word_character(text[end]) || text[end - 1] == ' ';
    if (ends_word && is_phone(digits, has_plus)) {
      return true;
    }
  }
  return false;
}

bool has_email(std::string_view text) {
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const std::string_view domain = text.substr(at + 1, text.find_first_of(" ,;<>\"", at) - at - 1);
    const std::size_t dot = domain.find('.');
    if (at > 0 && is_word_character(text[at - 1]) && dot != std::string_view::npos && dot > 0 &&
        dot + 2 < domain.size()) {
      return true;
    }
  }
  return false;
}

bool has_vehicle_registration(std::string_view text) {
  const auto words = words_of(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool is_pair = i + 1 < words.size() && is_upper(words[i]) && is_upper(words[i + 1]) &&
                         fits(words[i + 1], "AAA") && fits_any(words[i], {"AA99", "A9", "A99", "A999"});
    if (is_pair || (is_upper(words[i]) && fits_any(words[i], {"AA99AAA", "A99AAA", "A999AAA"}))) {
      return true;
    }
  }
  return false;
}

bool is_full_date(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  if (text.size() > kLongest || text.find_first_of("-/. ") == std::string_view::npos) {
    return false;
  }
  const auto words = words_of(text);
  if (words.size() < 3 || !all_digits(words[0]) || !all_digits(words[1])) {
    return false;
  }
  const auto part = [](std::string_view word, int most) {
    return all_digits(word) && word.size() <= 2 && std::stoi(std::string(word)) >= 1 &&
           std::stoi(std::string(word)) <= most;
  };
  constexpr int kMonths = 12;
  constexpr int kDays = 31;
  const auto is_year = [](std::string_view word) {
    return fits(word, "9999") && (word.substr(0, 2) == "19" || word.substr(0, 2) == "20");
  };
  const std::string_view last = words[2].substr(0, words[2].find('T'));
  if (is_year(words[0])) {
    return part(words[1], kMonths) && part(last, kDays);
  }
  const bool is_day_month =
      (part(words[0], kDays) && part(words[1], kMonths)) || (part(words[0], kMonths) && part(words[1], kDays));
  return is_day_month && (is_year(last) || (fits(last, "99") && words.size() == 3));
}

bool is_coordinate(std::string_view text) {
  constexpr std::size_t kMostDigits = 9;
  constexpr std::size_t kMostDecimals = 17;
  std::size_t digits = 0;
  bool has_point = false;
  for (std::size_t i = !text.empty() && text.front() == '-' ? 1 : 0; i < text.size(); ++i) {
    if (text[i] == '.' && !has_point) {
      has_point = true;
      digits = 0;
    } else if (!is_digit(text[i]) || ++digits > (has_point ? kMostDecimals : kMostDigits)) {
      return false;
    }
  }
  return true;
}

bool is_token(std::string_view text) {
  constexpr std::size_t kHalf = 32;
  return (text.size() == kHalf || text.size() == 2 * kHalf) && std::all_of(text.begin(), text.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

bool is_long_text(std::string_view text) {
  constexpr std::size_t kLongestLabel = 40;
  constexpr std::size_t kFewestWords = 4;
  return text.size() > kLongestLabel && words_of(text).size() >= kFewestWords;
}

}  // namespace libprofile::records::detail
