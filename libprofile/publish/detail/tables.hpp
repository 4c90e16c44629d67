// SPDX-License-Identifier: MIT
/// @file
/// The tables of the pages, as HTML made here: they have thousands of cells, which a template engine is slow at.
#pragma once

#include <string>

#include "libprofile/publish/detail/view.hpp"

namespace libprofile::publish::detail {

/// The most rows of areas that a page holds when it shows groups instead of areas.
inline constexpr std::size_t kMostRowsBesideGroups = 500;

/// A row a unit. Outreach: in order of tier, then code; analyst: in order of code, with statistics. Each row's id is
/// the unit's code, so that "#E01…" finds it.
[[nodiscard]] std::string area_table(const View& view, Audience audience);

/// A row a group: count, residents, rate.
[[nodiscard]] std::string group_table(const View& view);

/// Rows are groups or types, whichever are more; cells are tinted by flag and carry its letter. Empty without data.
[[nodiscard]] std::string type_by_group_table(const View& view);

/// Concentration a type: Gini and share of the top tenth. Empty where no type has either.
[[nodiscard]] std::string concentration_table(const View& view);

/// Units, count and size of each cluster. Empty without clusters.
[[nodiscard]] std::string cluster_table(const View& view);

/// Rows read, accepted, rejected by rule and the rest, a row a source. Empty without sources.
[[nodiscard]] std::string source_table(const View& view);

/// Agency × field by month, tinted by the share that is filled in. Empty without data.
[[nodiscard]] std::string completeness_table(const View& view);

/// Distinct persons by age band and sex. Only rows and columns of somebody are listed. Empty without the attributes.
[[nodiscard]] std::string age_by_sex_table(const View& view, const std::vector<PersonCount>& persons);

/// A row for each value of every other attribute that somebody has, districts first. Empty without any.
[[nodiscard]] std::string attribute_table(const View& view, const std::vector<PersonCount>& persons);

/// Name, value of every parameter, and reference of each method. Empty without methods.
[[nodiscard]] std::string method_table(const View& view);

/// A row a month. Empty without months.
[[nodiscard]] std::string month_table(const View& view);

/// The letter of a flag with a shape that tells it without colour: "▲ H", "▼ L", "·", "withheld".
[[nodiscard]] std::string flag_mark(std::string_view flag);

/// "Incidents (to the nearest 5)", as the heading of a column of counts.
[[nodiscard]] std::string count_heading(const View& view);

/// The same of months, where a person counts once in each.
[[nodiscard]] std::string month_heading(const View& view);

}  // namespace libprofile::publish::detail
