// SPDX-License-Identifier: MIT
/// @file
/// What can be worked out from a release together with the releases before it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/disclosure/release.hpp"

namespace libprofile::disclosure {

/// What is found of a release beside earlier ones.
enum class CrossVerdict : std::uint8_t {
  /// Nothing that certainly holds a few persons.
  safe,
  /// A number, a difference or an overlap of two numbers certainly holds 1 to threshold - 1.
  certainly_few,
  /// One number is published twice, and both together leave fewer possible values than the smaller base.
  too_narrow,
  /// No counts fit both: the data changed between them, or persons are counted in several places. Two numbers of such
  /// releases may be found `certainly_few` first.
  contradictory,
  /// How the areas of two partitions lie to each other is not known.
  unknown_overlap,
  /// Time ran out, or there is too much to look at.
  not_proved,
};

/// "safe", "certainly few", "too narrow", "contradictory", "unknown overlap", "not proved".
[[nodiscard]] std::string_view to_string(CrossVerdict verdict);

struct EarlierRelease {
  std::string id;
  const Release* release;
};

struct CrossReleaseOptions {
  /// For all of it, in seconds of wall time. Above 0.
  double time_limit_s = 60.0;
};

struct CrossReleaseReport {
  CrossVerdict verdict = CrossVerdict::safe;
  /// Earlier releases that give something away beside the new one: one, where a pair suffices; ascending by position.
  std::vector<std::string> with;
  /// In words; empty where safe.
  std::string reason;
  /// Which windows overlap without being the same, and what to release instead; empty where that is not the cause.
  std::string overlaps = {};
  /// Counts that were looked at, after putting together those that nothing tells apart.
  std::size_t unknowns = 0;
  /// Linear programs that were solved; 0 where one possible world was enough.
  std::size_t solved = 0;
};

/// Looks for what an attacker with a release and all earlier ones can work out.
///
/// Every published number is the sum of unknown counts on the common refinement of areas x windows x filters x
/// categories, for each measure, within its rounding; no count is below 0; persons of a place are at most its records.
/// Partner releases are looked at together with public ones, public ones also alone, because not everybody has the
/// partner's. Releases whose windows are not connected by overlaps, and counts that no number connects, are apart.
///
/// Distinct persons are treated as if nobody were in two places, windows or categories at once. To the attacker those
/// are some of the worlds that are possible; what is certain in all worlds is certain in them, so that nothing is
/// missed while one of them fits, and where none fits the verdict is `contradictory`.
///
/// In each part, first one world is looked for in which every count is 0 or at least the threshold: it proves that no
/// union of counts is certainly few. Where none is found, numbers inside others are compared, then linear programs
/// limit each count, each published number, and the differences and overlaps of two published numbers (of all pairs in
/// small parts; in those of more than 2,000 numbers, of pairs with a new one), whose value in the worlds found so far
/// is few. The threshold is that of the new release for its own audience, and that of the other tier's releases for
/// theirs.
///
/// @param earlier  In order of entry. Their releases must be valid, as `added` must be.
/// @throws InvalidArgument  for an option outside its range or a release that is not valid.
[[nodiscard]] CrossReleaseReport check_across(const Release& added, std::span<const EarlierRelease> earlier,
                                              const CrossReleaseOptions& options = {});

/// @throws DisclosureError  unless the report is safe, naming the earlier releases, why and a remedy.
void require_safe(const CrossReleaseReport& report);

}  // namespace libprofile::disclosure
