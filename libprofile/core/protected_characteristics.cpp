// SPDX-License-Identifier: MIT
#include "libprofile/core/protected_characteristics.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "libprofile/core/detail/characteristic_words.hpp"
#include "libprofile/core/error.hpp"

namespace libprofile::core {
namespace {

using Words = std::vector<std::string>;

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_of_word(char c) {
  return is_lower(c) || is_capital(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// "victim", "nationality" from "VictimNationality", "victim_nationality" or "Victim nationality".
Words words_of(std::string_view name) {
  Words words;
  char before = ' ';
  for (const char c : name) {
    if (is_of_word(c)) {
      if (!is_of_word(before) || (is_capital(c) && is_lower(before))) {
        words.emplace_back();
      }
      words.back().push_back(is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c);
    }
    before = c;
  }
  return words;
}

/// The same name with a space between letters and digits, and between capitals and the small letters after them:
/// "muslim2021" as "muslim 2021", "BAMEpct" as "BAME pct".
std::string taken_apart(std::string_view name) {
  std::string apart;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool turns_digit = i > 0 && is_of_word(name[i - 1]) && is_digit(name[i]) != is_digit(name[i - 1]);
    const bool ends_capitals = i > 1 && is_lower(name[i]) && is_capital(name[i - 1]) && is_capital(name[i - 2]);
    if (turns_digit || ends_capitals) {
      apart.push_back(' ');
    }
    apart.push_back(name[i]);
  }
  return apart;
}

/// Words between spaces, with one before the first and after the last.
std::string joined(const Words& words) {
  std::string text = " ";
  for (const std::string& word : words) {
    text.append(word).push_back(' ');
  }
  return text;
}

template <std::size_t N>
bool has_any(const std::string& text, const std::array<std::string_view, N>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    return text.find(" " + std::string(phrase) + " ") != std::string::npos;
  });
}

template <std::size_t N>
bool is_any(std::string_view text, const std::array<std::string_view, N>& all) {
  return std::find(all.begin(), all.end(), text) != all.end();
}

template <std::size_t N>
bool names_table(const Words& words, const std::array<std::string_view, N>& tables) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::any_of(tables.begin(), tables.end(), [&](std::string_view table) { return word.starts_with(table); });
  });
}

bool has_stem(const Words& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::any_of(detail::kStems.begin(), detail::kStems.end(),
                       [&](std::string_view stem) { return word.starts_with(stem); });
  });
}

bool is_measure(const std::string& word) {
  return std::all_of(word.begin(), word.end(), is_digit) || is_any(word, detail::kMeasures);
}

bool is_group(const Words& words) {
  Words left;
  std::copy_if(words.begin(), words.end(), std::back_inserter(left),
               [](const std::string& word) { return !is_measure(word); });
  const std::string text = joined(left);
  return !left.empty() && is_any(std::string_view(text).substr(1, text.size() - 2), detail::kGroups);
}

bool says_characteristic(const Words& words, ColumnUse use) {
  const std::string text = joined(words);
  if (has_any(text, detail::kPhrases) || has_any(text, detail::kCodes) || has_stem(words) ||
      names_table(words, detail::kTables) || is_group(words)) {
    return true;
  }
  return use == ColumnUse::predictor &&
         (has_any(text, detail::kAgeAndSex) || names_table(words, detail::kTablesOfAgeAndSex));
}

}  // namespace

bool is_protected_characteristic(std::string_view name, ColumnUse use) {
  return says_characteristic(words_of(name), use) || says_characteristic(words_of(taken_apart(name)), use);
}

std::vector<std::string> protected_characteristics(std::span<const std::string> names, ColumnUse use) {
  std::vector<std::string> found;
  std::copy_if(names.begin(), names.end(), std::back_inserter(found),
               [use](const std::string& name) { return is_protected_characteristic(name, use); });
  return found;
}

void require_no_protected_characteristics(std::span<const std::string> names, std::string_view context, ColumnUse use) {
  const std::vector<std::string> found = protected_characteristics(names, use);
  if (!found.empty()) {
    throw InputError(std::string(context) + ": column '" + found.front() +
                     "' holds a protected characteristic (Equality Act 2010, section 4, or nationality): these are "
                     "never predictors, so leave it out");
  }
}

}  // namespace libprofile::core
