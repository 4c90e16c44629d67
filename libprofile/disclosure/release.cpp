// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/release.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <set>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/detail/ledger_text.hpp"

namespace libprofile::disclosure {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::size_t kMostCells = 20'000'000;
constexpr std::size_t kMostListed = 1'000'000;
constexpr std::int64_t kMostCount = 1'000'000'000'000;
/// Years 0 to 9999.
constexpr std::int64_t kFirstDay = -719'528;
constexpr std::int64_t kLastDay = 2'932'896;

void require_distinct(const std::vector<std::string>& names, std::string_view what) {
  std::set<std::string_view> seen;
  for (const std::string& name : names) {
    detail::require_name(name, what);
    require(seen.insert(name).second, what, name, "there once only");
  }
}

void require_parts(const std::vector<ReleaseParts>& all, std::string_view what) {
  std::set<std::string_view> wholes;
  for (const ReleaseParts& entry : all) {
    detail::require_name(entry.whole, what);
    require(wholes.insert(entry.whole).second, what, entry.whole, "there once only");
    require(!entry.parts.empty(), what, entry.whole, "made of at least 1 part");
    require_distinct(entry.parts, what);
  }
}

void require_terms(const ReleaseTerms& terms) {
  detail::require_name(terms.stream, "stream");
  detail::require_name(terms.measure, "measure");
  detail::require_name(terms.method, "method");
  detail::require_text(terms.partition, "partition");
  detail::require_text(terms.vintage, "vintage");
  require(terms.window.start_day >= kFirstDay && terms.window.end_day <= kLastDay, "window", terms.window.start_day,
          "in the years 0 to 9999");
  require(terms.window.end_day >= terms.window.start_day, "window end", terms.window.end_day, "on or after its start");
  std::set<std::string_view> attributes;
  for (const ReleaseCondition& condition : terms.filter) {
    detail::require_name(condition.attribute, "filter");
    require(condition.attribute != "category", "filter", condition.attribute, "left to the categories of the release");
    require(attributes.insert(condition.attribute).second, "filter", condition.attribute, "there once only");
    require(!condition.values.empty(), "filter", condition.attribute, "one that lets at least 1 value in");
    require_distinct(condition.values, "filter");
  }
  require_parts(terms.area_parts, "area_parts");
  require_parts(terms.category_parts, "category_parts");
  for (const auto& [name, value] : terms.parameters) {
    detail::require_name(name, "parameters");
    detail::require_text(value, "parameters");
  }
  require(terms.manifest_sha256.empty() || detail::is_digest(terms.manifest_sha256), "manifest_sha256",
          terms.manifest_sha256.size(), "64 hexadecimal digits");
}

void require_level(const Release& release, std::size_t l) {
  const ReleaseLevel& level = release.levels[l];
  const std::size_t width = release.categories.size() + 1;
  const bool is_last = l + 1 == release.levels.size();
  detail::require_name(level.name, "level");
  require_distinct(level.units, "unit");
  require(level.cells.size() == level.units.size() * width, "cells", level.cells.size(), "one a unit and category");
  require(level.parents.size() == (is_last ? 0 : level.units.size()), "parents", level.parents.size(),
          "one a unit, and none in the last level");
  for (const std::uint32_t parent : level.parents) {
    require(parent < release.levels[l + 1].units.size(), "parents", std::size_t{parent}, "below the units of the next");
  }
  for (const std::int64_t shown : level.cells) {
    require(shown == kWithheld || (shown >= 0 && shown <= kMostCount && shown % release.base == 0), "cells", shown,
            "a multiple of the base from 0 to 10^12, or withheld");
  }
}

void require_number(const Release& release, const ReleaseList& list, const ReleaseNumber& number) {
  detail::require_name(number.name, "number");
  require_distinct(number.areas, "area of a list");
  require_distinct(number.labels, "label of a list");
  require(
      number.shown == kWithheld || (number.shown >= 0 && number.shown <= kMostCount && number.shown % list.base == 0),
      "numbers of " + list.name, number.shown, "a multiple of the base from 0 to 10^12, or withheld");
  if (number.window) {
    const ReleaseWindow& all = release.terms.window;
    require(number.window->start_day >= all.start_day && number.window->end_day <= all.end_day &&
                number.window->start_day <= number.window->end_day,
            "window of " + list.name, to_string(*number.window), "inside that of the release, in order");
  }
}

void require_lists(const Release& release) {
  std::set<std::string_view> names;
  std::size_t numbers = 0;
  for (const ReleaseList& list : release.lists) {
    detail::require_name(list.name, "list");
    detail::require_name(list.measure, "measure");
    require(names.insert(list.name).second, "list", list.name, "there once only");
    require(list.base >= 1 && list.base <= 1000, "base", list.base, "in 1 to 1000");
    numbers += list.numbers.size();
    require(numbers <= kMostListed, "numbers", numbers, "at most 1 million in one release");
    for (const ReleaseNumber& number : list.numbers) {
      require_number(release, list, number);
    }
  }
}

bool is_month_start(sys_days day) {
  return year_month_day(day).day() == std::chrono::day(1);
}

}  // namespace

void validate(const Release& release) {
  require_terms(release.terms);
  require(release.base >= 1 && release.base <= 1000, "base", release.base, "in 1 to 1000");
  require_distinct(release.categories, "category");
  require(!release.levels.empty() && release.levels.back().units.size() == 1, "levels", release.levels.size(),
          "at least 1, the last of one unit");
  std::size_t cells = 0;
  for (const ReleaseLevel& level : release.levels) {
    cells += level.cells.size();
  }
  require(cells <= kMostCells, "cells", cells, "at most 20 million in one release");
  for (std::size_t l = 0; l < release.levels.size(); ++l) {
    require_level(release, l);
  }
  require_lists(release);
}

Release make_release(const Protected<ProtectedTable>& table, const geography::CountTable& shape, ReleaseTerms terms) {
  const ReleasedTable shown = released_table(table, shape);
  const ProtectedTable& released = table.value();
  Release release;
  release.terms = std::move(terms);
  release.policy = table.policy().fields();
  release.base = released.base;
  release.categories = released.categories;
  for (std::size_t l = 0; l < released.levels.size(); ++l) {
    release.levels.push_back({released.levels[l].name, released.levels[l].units, {}, shown.shown[l]});
  }
  const std::size_t last = release.levels.size() - 1;
  for (std::size_t l = 0; l < last; ++l) {
    std::vector<std::uint32_t>& parents = release.levels[l].parents;
    parents.assign(release.levels[l].units.size(), 0);
    if (l + 1 == last) {
      continue;
    }
    const auto& upper = shown.shape.levels[l].group_of_row;
    for (std::size_t row = 0; row < upper.size(); ++row) {
      parents[l == 0 ? row : shown.shape.levels[l - 1].group_of_row[row]] = upper[row];
    }
  }
  validate(release);
  return release;
}

ReleaseWindow next_window(const ReleaseWindow& window) {
  const sys_days start{days(window.start_day)};
  const sys_days next{days(window.end_day + 1)};
  if (!is_month_start(start) || !is_month_start(next)) {
    return {window.end_day + 1, 2 * window.end_day - window.start_day + 1};
  }
  const year_month_day first(start);
  const year_month_day after(next);
  const months length = (after.year() / after.month()) - (first.year() / first.month());
  const sys_days end(after + length);
  return {window.end_day + 1, end.time_since_epoch().count() - 1};
}

std::string format_day(std::int64_t day) {
  const year_month_day ymd(sys_days{days(day)});
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(ymd.year()),
                static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
  return text.data();
}

std::int64_t parse_day(std::string_view text) {
  const auto number = [text](std::size_t begin, std::size_t size) {
    int value = -1;
    const char* const end = text.data() + begin + size;
    const auto read = std::from_chars(text.data() + begin, end, value);
    return read.ec == std::errc() && read.ptr == end ? value : -1;
  };
  bool holds = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const int year = holds ? number(0, 4) : -1;
  const int month = holds ? number(5, 2) : -1;
  const int day = holds ? number(8, 2) : -1;
  holds = year >= 0 && month > 0 && day > 0;
  const year_month_day ymd{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                           std::chrono::day(static_cast<unsigned>(day))};
  require(holds && ymd.ok(), "day", text.size() <= 32 ? text : "too long", "a day of the calendar, as 2018-01-31");
  return sys_days(ymd).time_since_epoch().count();
}

std::string to_string(const ReleaseWindow& window) {
  return format_day(window.start_day) + " to " + format_day(window.end_day);
}

bool same_values(const Release& a, const Release& b) {
  return same_counts(a, b) && a.lists == b.lists;
}

bool same_counts(const Release& a, const Release& b) {
  const auto without_manifest = [](const Release& release) {
    ReleaseTerms terms = release.terms;
    terms.manifest_sha256.clear();
    terms.parameters.clear();
    return terms;
  };
  return a.policy == b.policy && a.base == b.base && a.categories == b.categories && a.levels == b.levels &&
         without_manifest(a) == without_manifest(b);
}

}  // namespace libprofile::disclosure
