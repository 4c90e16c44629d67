// SPDX-License-Identifier: MIT
/// @file
/// What somebody knows of unknown counts: each of them alone, and sums of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace libprofile::disclosure::detail {

/// A sum of unknown counts, or a difference of two, that lies between two known numbers.
struct KnownSum {
  /// Numbers of the unknowns, each at most once.
  std::vector<std::uint32_t> unknowns;
  /// Both included; infinite where nothing is known. `least` at most `most`.
  double least;
  double most;
  /// Unknowns that are taken away, none of them among `unknowns`.
  std::vector<std::uint32_t> minus = {};
};

/// Everything known of some unknown whole numbers.
struct Knowledge {
  /// Of each unknown alone; both included, infinite where nothing is known.
  std::vector<double> least;
  std::vector<double> most;
  std::vector<KnownSum> sums;

  [[nodiscard]] std::size_t unknowns() const { return least.size(); }
};

}  // namespace libprofile::disclosure::detail
