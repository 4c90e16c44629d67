// SPDX-License-Identifier: MIT
/// @file
/// A suppressed table as an attacker sees it, and what makes it safe.
#pragma once

#include <cstdint>
#include <limits>

#include "libprofile/disclosure/suppression.hpp"

#include "support/audit_by_definition.hpp"

namespace libprofile::testing {

/// Exact numbers with gaps; with zeros shown everybody knows that a gap is no 0.
inline disclosure::ReleasedTable suppressed_release(const disclosure::RoundingTable& table,
                                                    const disclosure::Suppression& suppression,
                                                    disclosure::Zeros zeros) {
  disclosure::ReleasedTable release = exact_release(table);
  release.small_counts = disclosure::SmallCounts::withheld;
  const std::size_t width = release.shown.back().size();
  for (std::size_t l = 0; l < release.shown.size(); ++l) {
    for (std::size_t cell = 0; cell < release.shown[l].size(); ++cell) {
      if (suppression.levels[l][cell] == disclosure::CellStatus::shown) {
        continue;
      }
      release.shown[l][cell] = disclosure::kWithheld;
      if (zeros == disclosure::Zeros::shown) {
        release.known.push_back({{l, cell / width, cell % width}, 1.0, std::numeric_limits<double>::infinity()});
      }
    }
  }
  return release;
}

/// The same without secondary suppression.
inline disclosure::Suppression primary_only(disclosure::Suppression suppression) {
  for (auto& level : suppression.levels) {
    for (auto& status : level) {
      status = status == disclosure::CellStatus::secondary ? disclosure::CellStatus::shown : status;
    }
  }
  return suppression;
}

}  // namespace libprofile::testing
