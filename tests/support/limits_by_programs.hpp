// SPDX-License-Identifier: MIT
/// @file
/// The attacker's limits of every cell by two linear programs over the whole table, and tables to compare with.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/core/random.hpp"
#include "libprofile/disclosure/detail/audit_block.hpp"
#include "libprofile/disclosure/detail/cell_limits.hpp"
#include "libprofile/disclosure/detail/linear_program.hpp"
#include "libprofile/geography/count_table.hpp"

#include "support/rounding_by_definition.hpp"

namespace libprofile::testing {

/// By level, node and column.
///
/// @throws InvalidArgument  where no table fits.
inline std::vector<disclosure::detail::Limits> limits_by_programs(const disclosure::ReleasedTable& release) {
  namespace detail = disclosure::detail;
  const detail::AuditedTree audited(release);
  const detail::AuditBlock block(audited, audited.tree.levels() - 1, 0, release.band);
  detail::LinearProgram program(block.knowledge);
  const detail::Deadline deadline(600.0);
  std::vector<detail::Limits> limits;
  for (std::size_t level = 0; level < audited.tree.levels(); ++level) {
    for (std::size_t node = 0; node < audited.tree.sizes[level]; ++node) {
      for (std::size_t column = 0; column < audited.width; ++column) {
        const auto unknowns = block.unknowns_of({level, node, column});
        limits.push_back(unknowns.empty() ? detail::Limits{0.0, 0.0, true}
                                          : detail::solve_sum(program, unknowns, block.offset(unknowns), deadline));
      }
    }
  }
  return limits;
}

/// Rows × columns in wards of `per_group` rows each, in districts of as many wards, as deep as `levels` says.
inline geography::CountTable deep_counts(std::uint32_t seed, std::size_t rows, std::size_t columns, std::size_t levels,
                                         std::size_t per_group, std::uint32_t largest) {
  const core::Philox random(seed, core::Stream::testing);
  geography::CountTable table;
  for (std::uint32_t row = 0; row < rows; ++row) {
    table.units.push_back("unit " + std::to_string(100'000 + row));
    for (std::uint32_t column = 0; column < columns; ++column) {
      // Mostly few.
      table.counts.push_back(random.below(1 + random.below(largest + 1, row, column, 1), row, column, 2));
    }
  }
  for (std::uint32_t column = 0; column < columns; ++column) {
    table.categories.push_back("category " + std::to_string(column));
  }
  std::size_t size = 1;
  for (std::size_t l = 0; l < levels; ++l) {
    size *= per_group;
    geography::Level level{"level " + std::to_string(l), {}, {}, {}};
    for (std::size_t row = 0; row < rows; ++row) {
      level.group_of_unit.push_back(static_cast<std::uint32_t>(row / size));
    }
    for (std::size_t group = 0; group <= (rows - 1) / size; ++group) {
      level.codes.push_back("group " + std::to_string(group));
    }
    level.names = level.codes;
    table.levels.push_back(std::move(level));
  }
  return table;
}

/// Each number within the band of the true one for itself, some withheld, something true known of some.
inline disclosure::ReleasedTable release_of_its_own(std::uint32_t seed) {
  const core::Philox random(seed, core::Stream::testing);
  const auto draw = [&](std::uint32_t below, std::uint32_t what) { return random.below(below, what, 0, 7); };
  disclosure::ReleasedTable release;
  release.shape = random_table(seed, 2 + draw(6, 0), 1 + draw(3, 1), 1 + draw(3, 2), 1 + draw(12, 3));
  release.shape.margin = draw(2, 4) == 0 ? disclosure::ColumnMargin::sum : disclosure::ColumnMargin::none;
  release.band = std::vector<std::int64_t>{1, 2, 3, 5}[draw(4, 5)];
  const Sums truth = all_sums(release.shape, release.shape.counts);
  const std::size_t width = truth.back().size();
  const std::uint32_t withheld_of_8 = draw(7, 6);
  for (std::uint32_t l = 0; l < truth.size(); ++l) {
    release.shown.emplace_back();
    for (std::uint32_t cell = 0; cell < truth[l].size(); ++cell) {
      const auto off =
          static_cast<std::int64_t>(random.below(static_cast<std::uint32_t>(2 * release.band - 1), l, cell, 8));
      const std::int64_t shown = std::max<std::int64_t>(0, truth[l][cell] + off - release.band + 1);
      release.shown.back().push_back(random.below(8, l, cell, 9) < withheld_of_8 ? disclosure::kWithheld : shown);
      const auto value = static_cast<double>(truth[l][cell]);
      const disclosure::CellPlace place{l, cell / width, cell % width};
      switch (random.below(12, l, cell, 10)) {
        case 0:
          release.known.push_back({place, value - random.below(3, l, cell, 11), value + random.below(4, l, cell, 12)});
          break;
        case 1:
          release.known.push_back({place, value / 2.0, std::numeric_limits<double>::infinity()});
          break;
        default:
          break;
      }
    }
  }
  return release;
}

}  // namespace libprofile::testing
