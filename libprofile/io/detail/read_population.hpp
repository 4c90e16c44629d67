// SPDX-License-Identifier: MIT
/// @file
/// Residents by area from a table.
#pragma once

#include <string>
#include <vector>

#include "libprofile/io/read_areas.hpp"

namespace libprofile::io::detail {

struct Residents {
  /// One entry an area, in the order of its codes; NaN where the table has none.
  std::vector<double> count;
  /// Empty where no such column is named.
  std::vector<double> under_18;
  std::vector<std::string> warnings;
};

/// @throws InputError  as `read_areas`; also for a code that the table has twice.
[[nodiscard]] Residents read_population(const PopulationSource& source, const std::vector<std::string>& codes,
                                        const std::vector<std::string>& allow);

}  // namespace libprofile::io::detail
