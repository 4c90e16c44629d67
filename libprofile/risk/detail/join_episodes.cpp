// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/join_episodes.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"

namespace libprofile::risk::detail {
namespace {

/// A rule broken at a position, without the value: it is of a person.
void refuse(const char* column, std::size_t position, const char* rule) {
  throw InvalidArgument(std::string(column) + "[" + std::to_string(position) + "]: must be " + rule);
}

void check(const EpisodesView& episodes, const MissingSpellsOptions& options) {
  const std::size_t n = episodes.child.size();
  check_same_length(episodes.start_s.size(), "start", n, "child");
  check_same_length(episodes.end_s.size(), "end", n, "child");
  if (!episodes.group.empty()) {
    check_same_length(episodes.group.size(), "group", n, "child");
  }
  // Seconds of the years 1 to 9999: differences cannot overflow.
  constexpr std::int64_t kFarthest_s = 253'402'300'800;
  for (std::size_t i = 0; i < n; ++i) {
    if (episodes.start_s[i] < -kFarthest_s || episodes.start_s[i] > options.observed_until_s) {
      refuse("start", i, "in the years 1 to 9999, and no later than observed_until");
    }
    if (episodes.end_s[i] < episodes.start_s[i]) {
      refuse("end", i, "at or after its start, or missing where there was no return");
    }
  }
}

struct Episode {
  std::uint32_t child = 0;
  std::uint32_t group = 0;
  std::int64_t start_s = 0;
  std::int64_t end_s = 0;
};

std::vector<Episode> by_child_and_time(const EpisodesView& episodes) {
  std::vector<Episode> order;
  order.reserve(episodes.child.size());
  for (std::size_t i = 0; i < episodes.child.size(); ++i) {
    order.push_back(
        {episodes.child[i], episodes.group.empty() ? 0U : episodes.group[i], episodes.start_s[i], episodes.end_s[i]});
  }
  std::sort(order.begin(), order.end(), [](const Episode& a, const Episode& b) {
    return std::tie(a.child, a.start_s, a.end_s, a.group) < std::tie(b.child, b.start_s, b.end_s, b.group);
  });
  return order;
}

/// Says of each spell how it ended and how long it was until the next of the same child.
void look_ahead(std::vector<Spell>& spells, std::int64_t observed_until_s) {
  for (std::size_t i = 0; i < spells.size(); ++i) {
    Spell& spell = spells[i];
    const bool has_next = i + 1 < spells.size() && spells[i + 1].child == spell.child;
    if (spell.end_s == kNotReturned && has_next) {
      spell.end = SpellEnd::not_recorded;
      spell.end_s = spells[i + 1].start_s;
    } else if (spell.end_s > observed_until_s) {
      spell.end = SpellEnd::open;
      spell.end_s = observed_until_s;
    } else {
      spell.is_repeated = has_next;
      spell.until_next_s = (has_next ? spells[i + 1].start_s : observed_until_s) - spell.end_s;
    }
  }
}

}  // namespace

std::vector<Spell> join_episodes(const EpisodesView& episodes, const MissingSpellsOptions& options) {
  check(episodes, options);
  std::vector<Spell> spells;
  std::uint32_t last_child = 0;
  for (const auto& [child, group, start_s, end_s] : by_child_and_time(episodes)) {
    const bool is_new_child = spells.empty() || child != last_child;
    const bool is_joined = !is_new_child && (spells.back().end_s == kNotReturned
                                                 ? start_s == spells.back().start_s
                                                 : start_s - spells.back().end_s <= options.joined_within_s);
    if (!is_joined) {
      Spell spell;
      spell.child = spells.empty() ? 0 : spells.back().child + (is_new_child ? 1U : 0U);
      spell.group = group;
      spell.start_s = start_s;
      spell.end_s = end_s;
      spells.push_back(spell);
    }
    // A record without a return says nothing against a return that was recorded after it began.
    if (end_s != kNotReturned || start_s >= spells.back().end_s) {
      spells.back().end_s = std::max(spells.back().end_s, end_s);
    }
    ++spells.back().episodes;
    last_child = child;
  }
  look_ahead(spells, options.observed_until_s);
  return spells;
}

}  // namespace libprofile::risk::detail
