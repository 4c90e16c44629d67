// SPDX-License-Identifier: MIT
/// @file
/// The rules that an output's values have to hold, whatever made them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "libprofile/disclosure/policy.hpp"
#include "libprofile/publish/layer.hpp"

namespace libprofile::publish::detail {

struct OutputFindings {
  /// Rules that a value breaks, in words and with the column; empty where all hold.
  std::vector<std::string> broken;
  /// Rows whose count is absent, or whose reliability or flag says withheld.
  std::size_t withheld_rows = 0;
  /// Values of counts, rates and other numbers that are there.
  std::size_t numbers = 0;
};

/// Counts (`count`, `incidents`) are multiples of the policy's rounding base, and `premises` and `with_incident` of its
/// rounding base for premises; none is negative; a withheld row has no count, rate, limit or statistic. Two things may
/// stand in one: residents, and `premises` beside `with_incident`, where the incidents near them alone are withheld.
[[nodiscard]] OutputFindings find_broken_rules(const Layer& layer, const disclosure::Policy& policy);

}  // namespace libprofile::publish::detail
