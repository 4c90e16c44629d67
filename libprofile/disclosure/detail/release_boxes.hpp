// SPDX-License-Identifier: MIT
/// @file
/// Published numbers as boxes: areas x categories x days x filters of one measure.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "libprofile/disclosure/detail/name_parts.hpp"
#include "libprofile/disclosure/detail/refinement.hpp"

namespace libprofile::disclosure::detail {

/// Numbers equal sets, so that a box is five numbers.
class SetNumbers {
 public:
  [[nodiscard]] std::uint32_t of(PartSet set);
  [[nodiscard]] const PartSet& at(std::uint32_t number) const { return *sets_[number]; }

 private:
  std::map<PartSet, std::uint32_t> numbers_;
  std::vector<const PartSet*> sets_;
};

/// Measure, and the numbers of the sets of areas, categories, spans of days and filters.
using Box = std::array<std::uint32_t, 5>;

/// Boxes and what is published of each, each box once.
class ReleaseBoxes {
 public:
  SetNumbers areas;
  SetNumbers categories;
  SetNumbers spans;
  SetNumbers filters;

  /// @param is_new  Numbers of the new release are kept even where an earlier one shows the same.
  enum class Origin : std::uint8_t { earlier, added };
  void add(const Box& box, const Published& published, Origin origin);

  /// Unknown counts that the boxes are sums of, with those put together that no box tells apart.
  ///
  /// @param persons, records  Numbers of those measures. @throws std::length_error  where there are too many.
  [[nodiscard]] Refinement refined(std::uint32_t persons, std::uint32_t records) const;

 private:
  std::map<Box, std::uint32_t> numbers_;
  std::vector<Box> boxes_;
  std::vector<std::vector<Published>> published_;
};

}  // namespace libprofile::disclosure::detail
