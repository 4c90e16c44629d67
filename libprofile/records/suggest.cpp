// SPDX-License-Identifier: MIT
#include "libprofile/records/suggest.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace libprofile::records {
namespace {

constexpr std::size_t kMostNames = 3;
constexpr std::size_t kMostListed = 12;
constexpr std::size_t kLongestCompared = 64;

std::string folded(std::string_view text) {
  std::string result;
  for (const char c : text.substr(0, kLongestCompared)) {
    if (c >= 'A' && c <= 'Z') {
      result.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if (c != '_' && c != '-' && c != ' ') {
      result.push_back(c);
    }
  }
  return result;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t change = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

bool holds(std::string_view longer, std::string_view shorter) {
  constexpr std::size_t kShortestPart = 3;
  return shorter.size() >= kShortestPart && longer.find(shorter) != std::string_view::npos;
}

std::string joined(std::span<const std::string> names, std::string_view last_separator) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) {
      text.append(i + 1 == names.size() ? last_separator : std::string_view(", "));
    }
    text.append(names[i]);
  }
  return text;
}

}  // namespace

std::vector<std::string> nearest_names(std::string_view name, std::span<const std::string> candidates) {
  const std::string wanted = folded(name);
  std::vector<std::pair<std::size_t, std::size_t>> near;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const std::string candidate = folded(candidates[i]);
    const std::size_t edits = edit_distance(wanted, candidate);
    if (3 * edits <= std::max(wanted.size(), candidate.size()) || holds(wanted, candidate) ||
        holds(candidate, wanted)) {
      near.emplace_back(edits, i);
    }
  }
  std::sort(near.begin(), near.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(near.size(), kMostNames); ++i) {
    names.push_back(candidates[near[i].second]);
  }
  return names;
}

std::string did_you_mean(std::string_view name, std::span<const std::string> candidates) {
  const std::vector<std::string> near = nearest_names(name, candidates);
  if (!near.empty()) {
    return "did you mean " + joined(near, " or ") + "?";
  }
  if (candidates.empty()) {
    return "there are none";
  }
  const auto listed = candidates.first(std::min(candidates.size(), kMostListed));
  return "there are: " + joined(listed, ", ") + (candidates.size() > kMostListed ? ", ..." : "");
}

std::string near_columns(std::string_view name, std::span<const std::string> header) {
  return nearest_names(name, header).empty()
             ? "none of its " + std::to_string(header.size()) + " columns has a name like it"
             : did_you_mean(name, header);
}

}  // namespace libprofile::records
