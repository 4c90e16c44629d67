// SPDX-License-Identifier: MIT
#include "libprofile/risk/missing_spells.hpp"

#include <algorithm>
#include <map>

#include "libprofile/core/error.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/clustered_survival.hpp"
#include "libprofile/risk/detail/join_episodes.hpp"

namespace libprofile::risk {
namespace {

using detail::Spell;
using detail::SpellEnd;
using Spells = std::vector<const Spell*>;

constexpr double kQuarter = 0.25;
constexpr double kHalf = 0.5;
constexpr double kNineTenths = 0.9;

/// What a survival curve is made from: one entry for each spell that says something.
struct Watched {
  std::vector<double> time;
  std::vector<std::uint8_t> happened;
  /// Children by the order in which they appear.
  std::vector<std::uint32_t> child;
  std::size_t children = 0;

  void add(double for_how_long, bool is_over, bool is_new_child) {
    children += is_new_child ? 1U : 0U;
    time.push_back(for_how_long);
    happened.push_back(is_over ? 1 : 0);
    child.push_back(static_cast<std::uint32_t>(children - 1));
  }

  [[nodiscard]] detail::SurvivalCurve curve() const { return detail::survival_curve(time, happened, child, children); }
};

/// Spells in order of child; only those that `of` gives a time for.
template <class TimeOf>
Watched watch(const Spells& spells, TimeOf&& of) {
  Watched watched;
  const Spell* last = nullptr;
  for (const Spell* spell : spells) {
    if (const auto [is_known, time, is_over] = of(*spell); is_known) {
      watched.add(time, is_over, last == nullptr || last->child != spell->child);
      last = spell;
    }
  }
  return watched;
}

struct Observation {
  bool is_known = false;
  double time = 0.0;
  bool is_over = false;
};

Observation hours_missing(const Spell& spell) {
  const auto hours = static_cast<double>(spell.end_s - spell.start_s) / static_cast<double>(core::kSecondsPerHour);
  return {spell.end != SpellEnd::not_recorded, hours, spell.end == SpellEnd::returned};
}

Observation days_until_next(const Spell& spell) {
  const auto days = static_cast<double>(spell.until_next_s) / static_cast<double>(core::kSecondsPerDay);
  return {spell.until_next_s >= 0, days, spell.is_repeated};
}

/// Children of whom some entry holds; entries of a child follow each other.
template <class Holds>
std::size_t count_children(const Watched& watched, Holds&& holds) {
  std::vector<std::uint8_t> is_counted(watched.children, 0);
  for (std::size_t i = 0; i < watched.time.size(); ++i) {
    if (holds(i)) {
      is_counted[watched.child[i]] = 1;
    }
  }
  return static_cast<std::size_t>(std::count(is_counted.begin(), is_counted.end(), 1));
}

std::array<Repeat, 2> repeats_of(const Spells& spells, const MissingSpellsOptions& options) {
  const Watched watched = watch(spells, days_until_next);
  const detail::SurvivalCurve curve = watched.curve();
  std::array<Repeat, 2> repeats;
  for (std::size_t k = 0; k < repeats.size(); ++k) {
    const auto days = static_cast<double>(options.repeat_days[k]);
    const auto informative =
        count_children(watched, [&](std::size_t i) { return watched.time[i] >= days || watched.happened[i] != 0; });
    const auto found = detail::share_by(curve, days, informative, options.level);
    repeats[k] = {options.repeat_days[k], {found.estimate, found.interval}, count_children(watched, [&](std::size_t i) {
                    return watched.happened[i] != 0 && watched.time[i] <= days;
                  })};
  }
  return repeats;
}

std::size_t distinct_children(const Spells& spells) {
  std::size_t children = 0;
  for (std::size_t i = 0; i < spells.size(); ++i) {
    children += i == 0 || spells[i]->child != spells[i - 1]->child ? 1U : 0U;
  }
  return children;
}

SpellsRow describe(const Spells& spells, std::vector<std::uint32_t> groups, const MissingSpellsOptions& options) {
  SpellsRow row;
  row.groups = std::move(groups);
  row.spells = spells.size();
  row.children = distinct_children(spells);
  for (const Spell* spell : spells) {
    row.episodes += spell->episodes;
    row.open += spell->end == SpellEnd::open ? 1U : 0U;
    row.without_return += spell->end == SpellEnd::not_recorded ? 1U : 0U;
  }
  const detail::SurvivalCurve hours = watch(spells, hours_missing).curve();
  const auto figure = [&](double share) {
    const auto found = detail::time_of(hours, share, options.level);
    return SpellFigure{found.estimate, found.interval};
  };
  row.hours_quarter = figure(kQuarter);
  row.hours_half = figure(kHalf);
  row.hours_nine_tenths = figure(kNineTenths);
  row.repeats = repeats_of(spells, options);
  return row;
}

struct Group {
  std::uint32_t group = 0;
  std::size_t children = 0;
  Spells spells;
};

/// Spells of several groups, by child again.
Spells together(const std::vector<Group>& groups) {
  Spells all;
  for (const Group& group : groups) {
    all.insert(all.end(), group.spells.begin(), group.spells.end());
  }
  std::sort(all.begin(), all.end(), [](const Spell* a, const Spell* b) {
    return a->child != b->child ? a->child < b->child : a->start_s < b->start_s;
  });
  return all;
}

/// Groups with a row of their own, and those that share one: none of the second, or enough children.
std::pair<std::vector<Group>, std::vector<Group>> part_by_size(std::vector<Group> groups, std::size_t fewest) {
  std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    return a.children != b.children ? a.children < b.children : a.group < b.group;
  });
  std::vector<Group> joined;
  auto next = groups.begin();
  while (next != groups.end() &&
         (next->children < fewest || (!joined.empty() && distinct_children(together(joined)) < fewest))) {
    joined.push_back(std::move(*next++));
  }
  std::vector<Group> own(std::make_move_iterator(next), std::make_move_iterator(groups.end()));
  std::sort(own.begin(), own.end(), [](const Group& a, const Group& b) { return a.group < b.group; });
  return {std::move(own), std::move(joined)};
}

std::vector<SpellsRow> rows_of(const Spells& spells, const MissingSpellsOptions& options) {
  std::map<std::uint32_t, Spells> by_group;
  for (const Spell* spell : spells) {
    by_group[spell->group].push_back(spell);
  }
  std::vector<Group> groups;
  for (auto& [group, members] : by_group) {
    groups.push_back({group, distinct_children(members), std::move(members)});
  }
  const auto [own, joined] = part_by_size(std::move(groups), options.fewest_children);
  std::vector<SpellsRow> rows;
  for (const Group& group : own) {
    rows.push_back(describe(group.spells, {group.group}, options));
  }
  if (!joined.empty()) {
    std::vector<std::uint32_t> names;
    std::transform(joined.begin(), joined.end(), std::back_inserter(names), [](const Group& one) { return one.group; });
    std::sort(names.begin(), names.end());
    rows.push_back(describe(together(joined), std::move(names), options));
  }
  return rows;
}

}  // namespace

void validate(const MissingSpellsOptions& options) {
  constexpr int kMostDays = 3660;
  constexpr std::int64_t kFarthest_s = 253'402'300'800;
  constexpr std::int64_t kLongestGap_s = 30 * core::kSecondsPerDay;
  require(options.observed_until_s >= -kFarthest_s && options.observed_until_s <= kFarthest_s, "observed_until_s",
          options.observed_until_s, "in the years 1 to 9999");
  require(options.joined_within_s >= 0 && options.joined_within_s < kLongestGap_s, "joined_within_s",
          options.joined_within_s, "at least 0 and below 30 days");
  require(options.repeat_days[0] >= 1, "repeat_days[0]", options.repeat_days[0], "at least 1");
  require(options.repeat_days[1] > options.repeat_days[0] && options.repeat_days[1] <= kMostDays, "repeat_days[1]",
          options.repeat_days[1], "above the first, at most 3,660");
  require(options.fewest_children >= 2 && options.fewest_children <= 1000, "fewest_children", options.fewest_children,
          "2 to 1,000");
  detail::check_level(options.level);
}

MissingSpells missing_spells(const EpisodesView& episodes, const MissingSpellsOptions& options) {
  validate(options);
  const std::vector<Spell> spells = detail::join_episodes(episodes, options);
  Spells all;
  all.reserve(spells.size());
  std::transform(spells.begin(), spells.end(), std::back_inserter(all), [](const Spell& spell) { return &spell; });
  MissingSpells result;
  result.is_given = distinct_children(all) >= options.fewest_children;
  if (!result.is_given) {
    return result;
  }
  result.all = describe(all, {}, options);
  if (!episodes.group.empty()) {
    result.rows = rows_of(all, options);
    if (result.rows.size() < 2) {
      result.rows.clear();
    }
  }
  return result;
}

}  // namespace libprofile::risk
