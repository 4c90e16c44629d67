// SPDX-License-Identifier: MIT
/// @file
/// Episodes of going missing as spells: how many, of how many children, how long, and how soon again.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "libprofile/risk/interval.hpp"

namespace libprofile::risk {

/// The end of an episode without a return.
inline constexpr std::int64_t kNotReturned = std::numeric_limits<std::int64_t>::max();

/// Columns of equal length, one entry an episode.
struct EpisodesView {
  /// Which child, as any number that stands for a pseudonym. It goes into no result.
  std::span<const std::uint32_t> child;
  /// Seconds since 1970-01-01T00:00:00Z; `kNotReturned` as end where there was no return.
  std::span<const std::int64_t> start_s;
  std::span<const std::int64_t> end_s;
  /// The area or month that it is counted for; empty for none.
  std::span<const std::uint32_t> group;
};

struct MissingSpellsOptions {
  /// When the records were taken. Later returns have not happened yet.
  std::int64_t observed_until_s = 0;
  /// Episodes of a child at most this far apart are one spell. At least 0, below 30 days.
  std::int64_t joined_within_s = 0;
  /// Days from return within which going missing again counts, ascending, each 1 to 3,660.
  std::array<int, 2> repeat_days{30, 90};
  /// A row stands for at least so many distinct children, 2 to 1,000: smaller groups are joined.
  std::size_t fewest_children = 10;
  /// Of the intervals, in (0, 1).
  double level = 0.95;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const MissingSpellsOptions& options);

/// An estimate with its limits; NaN where nothing is known.
struct SpellFigure {
  double estimate = 0.0;
  Interval interval;
};

/// Going missing again within so many days of a return.
struct Repeat {
  int days = 0;
  /// Of returns, with those watched for less long taken into account.
  SpellFigure share;
  /// Children to whom it was seen to happen.
  std::size_t children = 0;
};

struct SpellsRow {
  /// The groups that the row is of, ascending: one, or all that are too small for a row of their own.
  std::vector<std::uint32_t> groups;
  std::size_t episodes = 0;
  std::size_t spells = 0;
  std::size_t children = 0;
  /// Spells without a return when the records were taken.
  std::size_t open = 0;
  /// Spells whose return was not recorded, though the child went missing again: how long they were is not known.
  std::size_t without_return = 0;
  /// Hours by which a quarter, half and nine tenths of spells are over; infinite where fewer are.
  SpellFigure hours_quarter;
  SpellFigure hours_half;
  SpellFigure hours_nine_tenths;
  std::array<Repeat, 2> repeats;
};

struct MissingSpells {
  /// All groups together; without children where there are fewer than `fewest_children`.
  SpellsRow all;
  /// Whether there are enough children for a row.
  bool is_given = false;
  /// By group, ascending, the joined one last. None where there are no groups, or only one row could be given.
  std::vector<SpellsRow> rows;
};

/// Joins episodes to spells and describes them, by children and never by child.
///
/// Episodes of a child that overlap, or abut within `joined_within_s`, are one spell; it counts for the group of its
/// first episode. An episode without a return ends where the child's next begins, at a time that is not known. A repeat
/// is timed from return to the start of the child's next spell, in any group; a return that no spell follows is watched
/// until the records were taken. Spells of one child go together in every interval.
///
/// Groups with fewer than `fewest_children` children are joined to one row; where that has too few itself, it takes the
/// group with the fewest children too, until it has enough.
///
/// @throws InvalidArgument  for columns of different lengths, an end before its start or a start after
///   `observed_until_s`, naming the position and no value, or an option outside its range.
///
/// Time O(n log n). The same for any order of episodes. Method: `detail::survival_curve` (Kaplan and Meier 1958;
/// Williams 1995); Brookmeyer and Crowley (1982) for limits of quantiles.
[[nodiscard]] MissingSpells missing_spells(const EpisodesView& episodes, const MissingSpellsOptions& options);

}  // namespace libprofile::risk
