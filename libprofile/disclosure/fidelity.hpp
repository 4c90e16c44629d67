// SPDX-License-Identifier: MIT
/// @file
/// How much of what is true is left in what is released. For the secure environment only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "libprofile/disclosure/protect.hpp"
#include "libprofile/geography/count_table.hpp"

namespace libprofile::disclosure {

/// Can be neither copied nor moved, and so can nothing that has one: no `Protected` can hold it.
struct InternalOnly {
  InternalOnly() = default;
  InternalOnly(const InternalOnly&) = delete;
  InternalOnly& operator=(const InternalOnly&) = delete;
  InternalOnly(InternalOnly&&) = delete;
  InternalOnly& operator=(InternalOnly&&) = delete;
  ~InternalOnly() = default;
};

/// Raw beside released, over some of the numbers of a table.
struct FidelityRow {
  /// "totals" (units over all categories), "cells" (units by category), or the name of a category (its units).
  std::string of;
  /// Numbers compared, and those among them that are not shown.
  std::size_t numbers = 0;
  std::size_t withheld = 0;
  /// Not shown, or marked as of low reliability.
  std::size_t unreliable = 0;
  /// Whose raw count is below the base (of suppression: the threshold), 0 included; and those that are 0.
  std::size_t few = 0;
  std::size_t zero = 0;
  /// What is counted, raw.
  std::int64_t count = 0;
  /// The same in numbers that are not shown, and in those that are not reliable.
  std::int64_t count_withheld = 0;
  std::int64_t count_unreliable = 0;
  /// Spearman's, between raw and released where shown, ties at their mean rank; NaN below three numbers or where all
  /// of a side are equal.
  double rank_correlation = 0.0;
  /// Between the shares of raw and of released counts, in [0, 1]; what is withheld counts as nothing. NaN without raw
  /// counts, 1 where nothing is released.
  double hellinger = 0.0;
  /// Shared by the tenth of the numbers with most, raw and released, as a part of those in either; ties at the edge
  /// belong to it.
  double top_tenth_overlap = 0.0;
};

/// Holds raw counts: it cannot become protected, and nothing that publishes takes it.
struct Fidelity {
  InternalOnly mark{};
  /// "totals", "cells", then the categories in the order of the table.
  std::vector<FidelityRow> rows;
  /// What counts are rounded to; the threshold where small ones are withheld.
  std::int64_t base = 1;
};

/// Never joins protected values; said here, so that nobody can say otherwise.
template <>
struct is_publicly_known<Fidelity> : std::false_type {};

/// Compares what was counted with what is released of it, unit by unit.
///
/// @param raw  The table that was protected. Without units every share and distance is NaN.
/// @throws InvalidArgument  where units or categories are not those of the protected table.
///
/// Time O(cells log cells).
/// Method: Spearman (1904), American Journal of Psychology 15, pages 72-101; Shlomo and Young (2006), Statistical
/// Journal of the United Nations Economic Commission for Europe 23, pages 61-80 (measures of information loss).
[[nodiscard]] Fidelity fidelity(const geography::CountTable& raw, const Protected<ProtectedTable>& released);

/// Marked in both as a part of marked in either; NaN where nothing is marked. Anything but 0 is a mark.
///
/// @throws InvalidArgument  where lengths differ.
[[nodiscard]] double overlap(std::span<const std::uint8_t> first, std::span<const std::uint8_t> second);

}  // namespace libprofile::disclosure
