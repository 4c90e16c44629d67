// SPDX-License-Identifier: MIT
#include <algorithm>

#include "libprofile/records/detail/identifier_shapes.hpp"
#include "libprofile/records/detail/name_lists.hpp"

namespace libprofile::records::detail {
namespace {

constexpr std::size_t kMostWords = 5;

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

bool is_name_like(std::string_view word) {
  return word.size() >= 2 && std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Small words that names of people do not have.
bool is_little_word(std::string_view word) {
  constexpr std::array<std::string_view, 12> kLittle = {"a",  "and", "at", "by",  "for", "from",
                                                        "in", "of",  "on", "the", "to",  "with"};
  return is_in(kLittle, word);
}

}  // namespace

bool is_person_name(std::string_view text) {
  const std::string folded = lower(text);
  const std::vector<std::string_view> words = words_of(folded);
  if (words.size() < 2 || words.size() > kMostWords || text.find_first_of("/@") != std::string_view::npos) {
    return false;
  }
  const bool is_organisation = std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return is_in(kInstitutionWords, word) || is_little_word(word);
  });
  if (is_organisation || !std::all_of(words.begin() + 1, words.end() - 1, is_name_like)) {
    return is_in(kTitles, words.front()) && words.size() <= 3 && is_in(kSurnames, words.back());
  }
  if (is_in(kTitles, words.front())) {
    return is_name_like(words.back());
  }
  const bool is_reversed = text.find(',') != std::string_view::npos;
  const std::string_view given = is_reversed ? words[1] : words.front();
  const std::string_view family = is_reversed ? words.front() : words.back();
  return (is_in(kGivenNames, given) && is_name_like(family)) ||
         (is_in(kAmbiguousGivenNames, given) && is_in(kSurnames, family));
}

}  // namespace libprofile::records::detail
