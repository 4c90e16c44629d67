// SPDX-License-Identifier: MIT
#include "libprofile/risk/missing_spells.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/wilson_interval.hpp"

#include "support/spells_by_definition.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::core::Philox;
using libprofile::core::Stream;
namespace support = libprofile::testing;
using support::Episodes;

namespace {

constexpr std::int64_t kHour = 3'600;
constexpr std::int64_t kDay = 86'400;

void add(Episodes& episodes, std::uint32_t child, std::int64_t start_s, std::int64_t end_s, std::uint32_t group = 0) {
  episodes.child.push_back(child);
  episodes.start_s.push_back(start_s);
  episodes.end_s.push_back(end_s);
  episodes.group.push_back(group);
}

MissingSpells run(const Episodes& episodes, const MissingSpellsOptions& options, bool with_groups = true) {
  EpisodesView view{episodes.child, episodes.start_s, episodes.end_s, {}};
  if (with_groups) {
    view.group = episodes.group;
  }
  return missing_spells(view, options);
}

MissingSpellsOptions until(std::int64_t observed_until_s, std::size_t fewest = 2) {
  MissingSpellsOptions options;
  options.observed_until_s = observed_until_s;
  options.fewest_children = fewest;
  return options;
}

std::vector<double> numbers_of(const SpellsRow& row) {
  std::vector<double> all(row.groups.begin(), row.groups.end());
  for (const std::size_t one : {row.episodes, row.spells, row.children, row.open, row.without_return}) {
    all.push_back(static_cast<double>(one));
  }
  const auto put = [&](const SpellFigure& figure) {
    for (const double one : {figure.estimate, figure.interval.lower, figure.interval.upper}) {
      all.push_back(std::isnan(one) ? -1.0 : one);
    }
  };
  for (const auto& figure : {row.hours_quarter, row.hours_half, row.hours_nine_tenths}) {
    put(figure);
  }
  for (const auto& repeat : row.repeats) {
    put(repeat.share);
    all.push_back(static_cast<double>(repeat.children));
  }
  return all;
}

/// Children who are missing for two hours, the first `again` of them once more `gap_days` after their return.
Episodes children_with_repeats(std::uint32_t children, std::uint32_t again, std::int64_t gap_days) {
  Episodes episodes;
  for (std::uint32_t child = 0; child < children; ++child) {
    add(episodes, child, 0, 2 * kHour);
    if (child < again) {
      add(episodes, child, 2 * kHour + gap_days * kDay, 2 * kHour + gap_days * kDay + kHour);
    }
  }
  return episodes;
}

}  // namespace

TEST_CASE("overlapping, abutting and nested episodes are one spell, worked on paper", "[risk][hand]") {
  Episodes episodes;
  add(episodes, 4, 0, 5 * kHour);
  add(episodes, 4, 3 * kHour, 6 * kHour);     // Overlaps.
  add(episodes, 4, 6 * kHour, 8 * kHour);     // Abuts.
  add(episodes, 4, kHour, 2 * kHour);         // Lies within.
  add(episodes, 4, 9 * kHour, 10 * kHour);    // An hour later: a second spell.
  add(episodes, 9, 5 * kHour, kNotReturned);  // Another child, still missing.
  const auto found = run(episodes, until(15 * kHour));
  REQUIRE(found.is_given);
  CHECK(found.all.episodes == 6);
  CHECK(found.all.spells == 3);
  CHECK(found.all.children == 2);
  CHECK(found.all.open == 1);
  // Spells of 8 and 1 hours are over, one of 10 is not: a third by 1 h, two thirds by 8 h, then nobody is left.
  CHECK(found.all.hours_quarter.estimate == 1.0);
  CHECK(found.all.hours_half.estimate == 8.0);
  CHECK(std::isinf(found.all.hours_nine_tenths.estimate));
  auto options = until(15 * kHour);
  options.joined_within_s = kHour;
  CHECK(run(episodes, options).all.spells == 2);
}

TEST_CASE("six of ten children again after 30 days, of whom 30 days count and 31 do not", "[risk][hand]") {
  const auto at = run(children_with_repeats(10, 6, 30), until(400 * kDay)).all;
  // 16 returns: 6 repeat, 10 are watched for more than 90 days.
  CHECK(at.repeats[0].share.estimate == Approx(6.0 / 16.0));
  CHECK(at.repeats[0].children == 6);
  CHECK(at.repeats[1].share.estimate == Approx(6.0 / 16.0));
  const auto after = run(children_with_repeats(10, 6, 31), until(400 * kDay)).all;
  CHECK(after.repeats[0].share.estimate == 0.0);
  CHECK(after.repeats[0].children == 0);
  CHECK(after.repeats[0].share.interval.upper == Approx(wilson_interval(0, 10).upper));
  CHECK(after.repeats[1].share.estimate == Approx(6.0 / 16.0));
}

TEST_CASE("returns that were watched too briefly say nothing of later", "[risk][edges]") {
  const auto found = run(children_with_repeats(10, 4, 5), until(40 * kDay)).all;
  CHECK(found.repeats[0].share.estimate == Approx(4.0 / 14.0));
  CHECK(std::isnan(found.repeats[1].share.estimate));
  CHECK(std::isnan(found.repeats[1].share.interval.lower));
  CHECK(found.repeats[1].children == 4);
}

TEST_CASE("a return that was not recorded ends where the next spell starts, and times nothing", "[risk][edges]") {
  auto episodes = children_with_repeats(5, 0, 1);
  add(episodes, 7, 0, kNotReturned);
  add(episodes, 7, 10 * kDay, 10 * kDay + kHour);
  const auto found = run(episodes, until(200 * kDay)).all;
  CHECK(found.spells == 7);
  CHECK(found.open == 0);
  CHECK(found.without_return == 1);
  CHECK(found.repeats[0].share.estimate == 0.0);
  CHECK(found.hours_half.estimate == 2.0);
  // A return after the last look has not happened yet.
  auto later = children_with_repeats(5, 0, 1);
  add(later, 8, kDay, 9 * kDay);
  CHECK(run(later, until(5 * kDay)).all.open == 1);
}

TEST_CASE("a second record without the return does not take back the one that has it", "[risk][edges]") {
  auto episodes = children_with_repeats(5, 0, 1);
  add(episodes, 7, kDay, kDay + 10 * kHour);
  add(episodes, 7, kDay, kNotReturned);
  const auto found = run(episodes, until(200 * kDay)).all;
  CHECK(found.spells == 6);
  CHECK(found.open == 0);
  CHECK(found.without_return == 0);
}

TEST_CASE("nothing is said of fewer children than a row needs, however many spells they have", "[risk][edges]") {
  Episodes episodes;
  for (std::int64_t i = 0; i < 30; ++i) {
    add(episodes, 1, i * kDay, i * kDay + kHour);
  }
  const auto one = run(episodes, until(90 * kDay, 10));
  CHECK_FALSE(one.is_given);
  CHECK(one.all.spells == 0);
  CHECK(one.all.children == 0);
  CHECK(one.rows.empty());
  CHECK_FALSE(run({}, until(0)).is_given);
}

TEST_CASE("small groups are joined, and the joined row takes a large one where it is too small", "[risk][edges]") {
  Episodes episodes;
  std::uint32_t child = 0;
  const auto add_group = [&](std::uint32_t group, int children) {
    for (int i = 0; i < children; ++i) {
      add(episodes, child++, 0, kHour, group);
    }
  };
  add_group(3, 20);
  add_group(5, 12);
  add_group(8, 4);
  const auto taken = run(episodes, until(9 * kDay, 10));
  // 4 are too few, so that group 5 goes with them: the total less group 3 is never below 10.
  REQUIRE(taken.rows.size() == 2);
  CHECK(taken.rows[0].groups == std::vector<std::uint32_t>{3});
  CHECK(taken.rows[1].groups == std::vector<std::uint32_t>{5, 8});
  CHECK(taken.rows[1].children == 16);
  add_group(9, 7);
  const auto enough = run(episodes, until(9 * kDay, 10));
  REQUIRE(enough.rows.size() == 3);
  CHECK(enough.rows[2].groups == std::vector<std::uint32_t>{8, 9});
  // One child's many spells do not make a group of ten.
  for (std::int64_t i = 0; i < 50; ++i) {
    add(episodes, 0, (i + 1) * 2 * kHour, (i + 1) * 2 * kHour + kHour, 11);
  }
  for (const auto& row : run(episodes, until(9 * kDay, 10)).rows) {
    CHECK(row.children >= 10);
  }
}

TEST_CASE("bad rows are named by position, never by what they hold", "[risk][edges]") {
  Episodes episodes;
  add(episodes, 123'456'789, 5 * kHour, 6 * kHour);
  add(episodes, 123'456'789, 77'777, 77'776);
  std::string message;
  try {
    run(episodes, until(kDay));
  } catch (const InvalidArgument& error) {
    message = error.what();
  }
  CHECK(message == "end[1]: must be at or after its start, or missing where there was no return");
  episodes.end_s[1] = 77'778;
  CHECK_THROWS_WITH(run(episodes, until(6 * kHour)), Catch::Contains("start[1]") && !Catch::Contains("77"));
  episodes.end_s.pop_back();
  CHECK_THROWS_WITH(run(episodes, until(kDay)), Catch::Contains("end.size()"));
  auto options = until(kDay);
  options.repeat_days = {30, 30};
  CHECK_THROWS_WITH(run({}, options), Catch::Contains("repeat_days[1]"));
  options = until(kDay, 1);
  CHECK_THROWS_WITH(run({}, options), Catch::Contains("fewest_children"));
  options = until(kDay);
  options.joined_within_s = -1;
  CHECK_THROWS_AS(run({}, options), InvalidArgument);
  options.joined_within_s = 0;
  options.level = 1.0;
  CHECK_THROWS_AS(run({}, options), InvalidArgument);
}

TEST_CASE("spells are runs of hours that a child is missing", "[risk][oracle]") {
  const auto seed = GENERATE(range(1U, 61U));
  const auto episodes = support::random_episodes(seed, 5 + seed, 3, 40 + 5 * seed);
  const auto found = run(episodes, until(2'000 * kHour), false);
  CHECK(found.all.spells == support::spells_by_definition(episodes));
  CHECK(found.all.episodes == episodes.child.size());
}

TEST_CASE("the order of rows and the numbers of children change nothing", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto episodes = support::random_episodes(seed, 400, 40, 3'000);
  episodes.end_s[7] = episodes.end_s[50] = kNotReturned;
  const auto found = run(episodes, until(4'000 * kHour, 10));
  for (auto& one : episodes.child) {
    one += 1'000;
  }
  for (auto* column : {&episodes.start_s, &episodes.end_s}) {
    std::reverse(column->begin(), column->end());
  }
  for (auto* column : {&episodes.child, &episodes.group}) {
    std::reverse(column->begin(), column->end());
  }
  const auto turned = run(episodes, until(4'000 * kHour, 10));
  CHECK(numbers_of(turned.all) == numbers_of(found.all));
  REQUIRE(turned.rows.size() == found.rows.size());
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    CHECK(numbers_of(turned.rows[i]) == numbers_of(found.rows[i]));
  }
}

TEST_CASE("an hour later in everything changes nothing", "[risk][property]") {
  auto episodes = support::random_episodes(3, 200, 30, 3'000);
  const auto found = run(episodes, until(4'000 * kHour));
  for (auto* column : {&episodes.start_s, &episodes.end_s}) {
    std::transform(column->begin(), column->end(), column->begin(), [](std::int64_t s) { return s + kHour; });
  }
  CHECK(numbers_of(run(episodes, until(4'001 * kHour)).all) == numbers_of(found.all));
}

TEST_CASE("intervals by children hold the planted share where children differ; Greenwood's would not",
          "[risk][property]") {
  int held = 0;
  for (std::uint32_t world = 0; world < 300; ++world) {
    const Philox random(17, Stream::testing);
    Episodes episodes;
    for (std::uint32_t child = 0; child < 60; ++child) {
      // Half of all children go missing again within a day of each return, the others never: 5 spells, then 1.
      const bool goes_again = random.uniform(child, world, 0) < 0.5;
      for (std::int64_t spell = 0; spell < (goes_again ? 5 : 1); ++spell) {
        add(episodes, child, spell * kDay, spell * kDay + kHour);
      }
    }
    const auto share = run(episodes, until(400 * kDay), false).all.repeats[0].share;
    // Of 6 returns two children have, 4 are followed.
    held += share.interval.lower <= 4.0 / 6.0 && 4.0 / 6.0 <= share.interval.upper ? 1 : 0;
  }
  CHECK(held >= 273);
  CHECK(held <= 298);
}
