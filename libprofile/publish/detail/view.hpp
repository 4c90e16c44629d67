// SPDX-License-Identifier: MIT
/// @file
/// A document with what every page asks of it looked up once.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/publish/report.hpp"

namespace libprofile::publish::detail {

inline constexpr std::uint32_t kNoGroup = std::numeric_limits<std::uint32_t>::max();

/// Above this many areas, maps and tables show the groups instead.
inline constexpr std::size_t kMostAreasShown = 3000;

/// Refers to the document, which must outlive it.
struct View {
  const Document& document;
  /// What a group is called, in lower case: "district", "ward" …, and several of them.
  std::string group_word;
  std::string group_words;
  /// For each unit its group in `document.by_area_level`, or `kNoGroup`.
  std::vector<std::uint32_t> group_of_unit;
  /// In order of `document.by_area_level`: the released count, residents (NaN unknown), and rate.
  std::vector<std::optional<std::int64_t>> group_count;
  std::vector<double> group_population;
  std::vector<double> group_rate_per_1000;
  /// Over the areas whose count and residents are both known: the count, the residents, and the count per 1,000 of
  /// them. Absent and NaN where there is no such area.
  std::optional<std::int64_t> rated_count;
  double population;
  double rate_per_1000;
  /// Units of tiers A, B and C, in order of code.
  std::vector<std::uint32_t> tier_units[3];
  std::size_t low_units;
  std::size_t withheld_units;

  [[nodiscard]] std::int64_t base() const { return document.base; }
  /// What `premises` and `with_incident` are rounded to.
  [[nodiscard]] std::int64_t premises_base() const {
    return document.premises_base > 0 ? document.premises_base : document.base;
  }
  [[nodiscard]] std::size_t tiered() const {
    return tier_units[0].size() + tier_units[1].size() + tier_units[2].size();
  }
  /// Whether the overall rate is of everything that was counted: no area is withheld or without residents.
  [[nodiscard]] bool rates_everything() const { return rated_count && rated_count == document.total; }
  /// Whether areas are compared by rates; else by counts, because residents are known nowhere.
  [[nodiscard]] bool has_rates() const { return rated_count.has_value(); }
  /// Whether units lie in groups that have names of their own.
  [[nodiscard]] bool has_groups() const { return !group_of_unit.empty() && group_of_unit.front() != kNoGroup; }
  [[nodiscard]] bool shows_areas() const {
    return document.areas.size() <= kMostAreasShown || document.by_area_level.size() == 0;
  }
  /// The rate of the unit's group; NaN where it has none or it is not known.
  [[nodiscard]] double group_rate(std::size_t unit) const;
  /// Empty where the unit has no group.
  [[nodiscard]] std::string_view group_name(std::size_t unit) const;
};

[[nodiscard]] View make_view(const Document& document);

/// Whether the manifest says that persons were counted.
[[nodiscard]] bool counts_persons(const Document& document);

/// "incidents", or "counts of persons": a person counts once in each area and category, so that a sum over areas or
/// categories is no number of persons.
[[nodiscard]] std::string_view counted_noun(const Document& document);

/// "more incidents", or "higher counts of persons".
[[nodiscard]] std::string_view more_counted(const Document& document);

}  // namespace libprofile::publish::detail
