// SPDX-License-Identifier: MIT
#include "libprofile/records/code_lists.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/records/detail/code_list_data.hpp"
#include "libprofile/records/suggest.hpp"

namespace libprofile::records {
namespace {

char folded(char c) {
  if (c >= 'A' && c <= 'Z') {
    return static_cast<char>(c - 'A' + 'a');
  }
  return c == '_' || c == '-' ? ' ' : c;
}

bool same_folded(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return folded(x) == folded(y); });
}

template <class Listed>
const Listed& by_id(std::span<const Listed> all, std::string_view id, std::string_view what) {
  std::vector<std::string> ids;
  for (const Listed& listed : all) {
    if (listed.id == id) {
      return listed;
    }
    ids.emplace_back(listed.id);
  }
  throw InvalidArgument(std::string(what) + " = " + std::string(id) +
                        ": must be one that exists: " + did_you_mean(id, ids));
}

}  // namespace

std::span<const CodeList> code_lists() {
  return detail::kCodeLists;
}
std::span<const Crosswalk> crosswalks() {
  return detail::kCrosswalks;
}
const CodeList& code_list(std::string_view id) {
  return by_id(code_lists(), id, "code list");
}
const Crosswalk& crosswalk(std::string_view id) {
  return by_id(crosswalks(), id, "crosswalk");
}

const Code* find_code(const CodeList& list, std::string_view code) {
  const auto found = std::find_if(list.codes.begin(), list.codes.end(), [&](const Code& c) { return c.code == code; });
  return found == list.codes.end() ? nullptr : &*found;
}

std::optional<std::string_view> match_code(const CodeList& list, std::string_view text) {
  if (const Code* exact = find_code(list, text)) {
    return exact->code;
  }
  for (const Code& code : list.codes) {
    if (same_folded(code.code, text) || same_folded(code.label, text)) {
      return code.code;
    }
  }
  return std::nullopt;
}

bool is_mappable(std::string_view premises_type) {
  constexpr std::array<std::string_view, 3> kNeverMapped = {"P12", "P15", "P17"};
  require(find_code(code_list("premises_types"), premises_type) != nullptr, "premises_type", premises_type,
          "a code of premises_types (P01 to P99)");
  return std::find(kNeverMapped.begin(), kNeverMapped.end(), premises_type) == kNeverMapped.end();
}

std::optional<std::string_view> translate(const Crosswalk& crosswalk, std::string_view code) {
  for (const CrosswalkEntry& entry : crosswalk.entries) {
    if (entry.from == code) {
      return entry.to;
    }
  }
  return std::nullopt;
}

bool is_gss_code(std::string_view text) {
  constexpr std::string_view kCountries = "ENSWJKLM";
  constexpr std::size_t kLength = 9;
  return text.size() == kLength && kCountries.find(text.front()) != std::string_view::npos &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::string_view> gss_kind(std::string_view text) {
  constexpr std::size_t kPrefix = 3;
  const Code* kind = is_gss_code(text) ? find_code(code_list("gss_entities"), text.substr(0, kPrefix)) : nullptr;
  return kind == nullptr ? std::nullopt : std::optional(kind->label);
}

}  // namespace libprofile::records
