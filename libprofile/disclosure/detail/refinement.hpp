// SPDX-License-Identifier: MIT
/// @file
/// Published numbers of several releases as sums over the common refinement of what they count.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "libprofile/disclosure/cross_release.hpp"

namespace libprofile::disclosure::detail {

/// Which number of which release.
struct PublishedPlace {
  /// Position among the releases that were refined.
  std::uint32_t release;
  std::uint32_t level;
  std::uint32_t unit;
  std::uint32_t category;
  /// 0: a count of areas by category. Else `unit` is a number of the list one below.
  std::uint32_t list = 0;
};

/// A number as it was published.
struct Published {
  PublishedPlace place;
  std::int64_t shown;
  std::int64_t base;
};

/// What is at most in a cell that nothing limits.
inline constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

/// Everything that is published of one sum of unknown counts.
struct RefinedCell {
  /// Unknowns, ascending.
  std::vector<std::uint32_t> unknowns;
  /// By all of `published` together; `least` above `most` where they contradict.
  std::int64_t least = 0;
  std::int64_t most = kNoLimit;
  std::vector<Published> published;
  ListCounts of = ListCounts::persons;
};

struct Refinement {
  std::size_t unknowns = 0;
  std::vector<RefinedCell> cells;
  /// (persons, records) of the same place, window and category: the first is at most the second.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> links;
};

/// Why releases cannot be refined, or are too much.
struct RefinementFault {
  CrossVerdict verdict = CrossVerdict::safe;
  /// Position of the release that does not go with the last one.
  std::size_t release = 0;
  std::string reason;
};

/// The common refinement, with unknowns that no number tells apart put together.
///
/// @param releases  The last is the new one. @returns A fault instead where `verdict` is not `safe`.
[[nodiscard]] std::pair<Refinement, RefinementFault> refine(std::span<const Release* const> releases);

/// What a published number can be, both included; a withheld one from 0 to `kNoLimit`.
[[nodiscard]] std::pair<std::int64_t, std::int64_t> limits_of(const Published& published);

}  // namespace libprofile::disclosure::detail
