// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/weights_lines.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <system_error>
#include <tuple>

#include "libprofile/core/error.hpp"

namespace libprofile::geography::detail {
namespace {

constexpr std::string_view kWhite = " \t\r\v\f";
// What messages repeat of a word: enough to find it.
constexpr std::size_t kShown = 40;

std::string quoted(std::string_view word) {
  return "\"" + std::string(word.substr(0, kShown)) + (word.size() > kShown ? "…" : "") + "\"";
}

void split(std::string_view line, std::vector<std::string_view>& words) {
  words.clear();
  for (std::size_t begin = line.find_first_not_of(kWhite); begin != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(kWhite, begin), line.size());
    words.push_back(line.substr(begin, end - begin));
    begin = line.find_first_not_of(kWhite, end);
  }
}

template <class Number>
bool parse(std::string_view word, Number& number) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc() && end == word.data() + word.size();
}

}  // namespace

const std::vector<std::string_view>& WordLines::next() {
  words_.clear();
  while (words_.empty() && !rest_.empty()) {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    split(rest_.substr(0, end), words_);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++line_;
  }
  return words_;
}

void WordLines::fail(std::string_view what) const {
  throw InputError(std::string(name_) + ", line " + std::to_string(std::max<std::size_t>(line_, 1)) + ": " +
                   std::string(what));
}

std::size_t WordLines::whole(std::string_view word, std::string_view meaning) const {
  std::uint32_t number = 0;
  if (!parse(word, number)) {
    fail(quoted(word) + ": must be " + std::string(meaning) + ", a whole number");
  }
  return number;
}

double WordLines::finite(std::string_view word, std::string_view meaning) const {
  double number = 0.0;
  if (!parse(word, number) || !std::isfinite(number)) {
    fail(quoted(word) + ": must be " + std::string(meaning) + ", a finite number");
  }
  return number;
}

Weights weights_from_links(std::vector<Link> links, std::size_t n, std::string_view name) {
  std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) {
    return std::tie(a.from, a.to, a.line) < std::tie(b.from, b.to, b.line);
  });
  Weights weights;
  weights.offsets.assign(n + 1, 0);
  for (std::size_t k = 0; k < links.size(); ++k) {
    if (k > 0 && links[k].from == links[k - 1].from && links[k].to == links[k - 1].to) {
      throw InputError(std::string(name) + ", line " + std::to_string(links[k].line) + ": the link stands on line " +
                       std::to_string(links[k - 1].line) + " already: remove one");
    }
    ++weights.offsets[links[k].from + std::size_t{1}];
    weights.neighbours.push_back(links[k].to);
    weights.values.push_back(links[k].value);
  }
  for (std::size_t i = 0; i < n; ++i) {
    weights.offsets[i + 1] += weights.offsets[i];
  }
  return weights;
}

}  // namespace libprofile::geography::detail
