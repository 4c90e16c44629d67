// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/suppression.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/suppression_by_definition.hpp"

using namespace libprofile;
using disclosure::CellStatus;
using disclosure::ColumnMargin;
using disclosure::RoundingTable;
using disclosure::suppress;
using disclosure::SuppressionRule;
using disclosure::Zeros;

namespace {

constexpr CellStatus kShown = CellStatus::shown;
constexpr CellStatus kPrimary = CellStatus::primary;
constexpr CellStatus kSecondary = CellStatus::secondary;

using Statuses = std::vector<std::vector<CellStatus>>;

RoundingTable list(std::vector<std::int64_t> counts) {
  RoundingTable table = testing::random_table(1, counts.size(), 1, 1, 1);
  table.margin = ColumnMargin::none;
  table.counts = std::move(counts);
  return table;
}

/// What the rule asks of a cell whose possible values go from `range.least` to `range.most`.
bool is_safe(CellStatus status, std::int64_t count, const testing::PossibleRange& range, const SuppressionRule& rule) {
  if (status == kShown) {
    return range.least == count && range.most == count;
  }
  const bool is_small = status == kPrimary && count < rule.threshold;
  const bool is_wide = range.most - range.least >= rule.threshold - 1;
  return is_wide && (!is_small || range.most >= rule.threshold);
}

}  // namespace

TEST_CASE("the smallest count goes beside the one that is too small", "[disclosure][hand]") {
  const auto result = suppress(list({3, 8, 20}), {.threshold = 6});
  CHECK(result.levels == Statuses{{kPrimary, kSecondary, kShown}, {kShown}});
  CHECK(result.primary == 1);
  CHECK(result.secondary == 1);
  CHECK(result.cost == 8);
}

TEST_CASE("a sum with one part cannot be shown beside it", "[disclosure][hand]") {
  CHECK(suppress(list({3}), {.threshold = 6}).levels == Statuses{{kPrimary}, {kPrimary}});
  CHECK(suppress(list({3, 0}), {.threshold = 6}).levels == Statuses{{kPrimary, kShown}, {kPrimary}});
  // The total would give 3 away, and 40 is cheaper than 43.
  CHECK(suppress(list({3, 40}), {.threshold = 6}).levels == Statuses{{kPrimary, kSecondary}, {kShown}});
}

TEST_CASE("two small counts hide each other only if they could be large", "[disclosure][hand]") {
  // 1 + 2 = 3: neither could be 6, so 9 goes too.
  CHECK(suppress(list({1, 2, 9, 30}), {.threshold = 6}).levels ==
        Statuses{{kPrimary, kPrimary, kSecondary, kShown}, {kShown}});
  // 5 + 5 = 10: either could be 1 to 9.
  CHECK(suppress(list({5, 5, 9, 30}), {.threshold = 6}).levels ==
        Statuses{{kPrimary, kPrimary, kShown, kShown}, {kShown}});
}

TEST_CASE("zeros are shown or withheld as the rule says", "[disclosure][hand]") {
  CHECK(suppress(list({0, 12, 30}), {.threshold = 6}).levels == Statuses{{kShown, kShown, kShown}, {kShown}});
  const auto withheld = suppress(list({0, 12, 30}), {.threshold = 6, .zeros = Zeros::withheld});
  CHECK(withheld.levels == Statuses{{kPrimary, kSecondary, kShown}, {kShown}});
}

TEST_CASE("a cell that one or two contributors dominate is withheld, with room for what they hold",
          "[disclosure][hand]") {
  const auto withheld = [](const SuppressionRule& rule, std::vector<std::int64_t> largest,
                           std::vector<std::int64_t> second) {
    return suppress(list({100, 60, 60}), rule, {std::move(largest), std::move(second), {}}).levels[0][0] == kPrimary;
  };
  CHECK(withheld({.dominance = 0.5}, {51, 1, 1}, {}));
  CHECK_FALSE(withheld({.dominance = 0.5}, {50, 1, 1}, {}));
  CHECK(withheld({.pair_dominance = 0.9}, {60, 1, 1}, {31, 1, 1}));
  CHECK_FALSE(withheld({.pair_dominance = 0.9}, {60, 1, 1}, {30, 1, 1}));
  // The others hold 100 - 60 - 35 = 5, less than a tenth of 60.
  CHECK(withheld({.p_ratio = 0.1}, {60, 1, 1}, {35, 1, 1}));
  CHECK_FALSE(withheld({.p_ratio = 0.1}, {60, 1, 1}, {34, 1, 1}));
  // 90 / 0.5 - 100 = 80 persons of room, which 60 beside it cannot give: both others go.
  const auto wide = suppress(list({100, 60, 60}), {.dominance = 0.5}, {{90, 1, 1}, {}, {}});
  CHECK(wide.levels[0] == std::vector<CellStatus>{kPrimary, kSecondary, kSecondary});
}

TEST_CASE("places that must be withheld take all their cells along", "[disclosure][hand]") {
  RoundingTable table = testing::random_table(1, 3, 2, 1, 1);
  table.counts = {20, 30, 40, 50, 60, 70};
  const auto result = suppress(table, {.threshold = 6}, {{}, {}, {{1, 0, 0}, {0}}});
  CHECK(std::vector(result.levels[0].begin(), result.levels[0].begin() + 3) ==
        std::vector<CellStatus>{kPrimary, kPrimary, kPrimary});
  CHECK(result.secondary > 0);
}

TEST_CASE("tables without rows, columns or anything small are shown", "[disclosure][edges]") {
  CHECK(suppress(list({}), {.threshold = 6, .zeros = Zeros::withheld}).levels == Statuses{{}, {kShown}});
  CHECK(suppress(testing::random_table(1, 2, 0, 1, 1), {.threshold = 6}).levels ==
        Statuses{{kShown, kShown}, {kShown}});
  CHECK(suppress(list({6, 7}), {.threshold = 6}).primary == 0);
  CHECK(suppress(list({0, 0}), {.threshold = 6}).primary == 0);
  // A group that no row lies in is known to be empty.
  RoundingTable table = list({9, 9});
  table.levels = {{2, {0, 0}}};
  CHECK(suppress(table, {.threshold = 6, .zeros = Zeros::withheld}).levels[1] ==
        std::vector<CellStatus>{kShown, kShown});
}

TEST_CASE("what suppression cannot take is refused by name", "[disclosure][edges]") {
  RoundingTable table = list({3, 9});
  CHECK_THROWS_WITH(suppress(table, {.threshold = 1}), Catch::Contains("threshold = 1"));
  CHECK_NOTHROW(suppress(table, {.threshold = 1, .zeros = Zeros::withheld}));
  CHECK_THROWS_WITH(suppress(table, {.dominance = 0.0}), Catch::Contains("dominance"));
  CHECK_THROWS_WITH(suppress(table, {.pair_dominance = 1.5}), Catch::Contains("pair_dominance"));
  CHECK_THROWS_WITH(suppress(table, {.p_ratio = -0.1}), Catch::Contains("p_ratio"));
  CHECK_THROWS_WITH(suppress(table, {}, {{1}, {}, {}}), Catch::Contains("largest"));
  CHECK_THROWS_WITH(suppress(table, {}, {{}, {1, -1}, {}}), Catch::Contains("second"));
  CHECK_THROWS_WITH(suppress(table, {}, {{}, {}, {{0, 0}}}), Catch::Contains("withheld_nodes"));
  CHECK_THROWS_WITH(suppress(table, {}, {{}, {}, {{0}, {0}}}), Catch::Contains("withheld_nodes"));
  CHECK_THROWS_WITH(suppress(list({-1, 9}), {}), Catch::Contains("count = -1"));
  CHECK_THROWS_WITH(suppress(list({1'000'000'000'000, 9}), {}), Catch::Contains("at most 1000000000"));
  table.pins.push_back({0, 0, 5});
  CHECK_THROWS_WITH(suppress(table, {}), Catch::Contains("pins"));
}

TEST_CASE("of all tables that fit what is shown, none tells on a withheld cell", "[disclosure][oracle]") {
  const auto zeros = GENERATE(Zeros::shown, Zeros::withheld);
  const SuppressionRule rule{.threshold = 3, .zeros = zeros};
  std::size_t withheld = 0;
  for (std::uint32_t seed = 0; seed < 250; ++seed) {
    auto table = testing::random_table(seed, seed % 3 == 0 ? 3 : 2, seed % 3 == 0 ? 1 : 2, 1 + seed % 2, 5);
    table.margin = seed % 5 == 0 ? ColumnMargin::none : ColumnMargin::sum;
    const auto suppression = suppress(table, rule);
    const auto truth = testing::all_sums(table, table.counts);
    const auto ranges = testing::ranges_by_definition(testing::suppressed_release(table, suppression, zeros), 9);
    CAPTURE(seed);
    for (std::size_t l = 0; l < truth.size(); ++l) {
      for (std::size_t cell = 0; cell < truth[l].size(); ++cell) {
        CHECK(is_safe(suppression.levels[l][cell], truth[l][cell], ranges[l][cell], rule));
        withheld += suppression.levels[l][cell] != kShown ? 1 : 0;
      }
    }
  }
  CHECK(withheld > 500);
}

TEST_CASE("the order of rows, columns and groups does not matter", "[disclosure][property]") {
  const auto seed = GENERATE(range(1U, 11U));
  const auto table = testing::random_table(seed, 30, 3, 4, 15);
  RoundingTable other = table;
  std::reverse(other.rows.begin(), other.rows.end());
  std::reverse(other.columns.begin(), other.columns.end());
  std::reverse(other.counts.begin(), other.counts.end());
  std::reverse(other.levels[0].group_of_row.begin(), other.levels[0].group_of_row.end());
  const auto one = suppress(table, {.threshold = 6}).levels[0];
  const auto two = suppress(other, {.threshold = 6}).levels[0];
  for (std::size_t row = 0; row < 30; ++row) {
    for (std::size_t c = 0; c < 3; ++c) {
      REQUIRE(one[row * 4 + c] == two[(29 - row) * 4 + 2 - c]);
    }
  }
}

TEST_CASE("the audit passes suppressed tables of several levels, and counts agree", "[disclosure][property]") {
  const auto seed = GENERATE(range(1U, 21U));
  auto table = testing::random_table(seed, 24, 3, 6, 18);
  RoundingTable::Level upper{2, {}};
  for (const auto group : table.levels[0].group_of_row) {
    upper.group_of_row.push_back(group / 3);
  }
  table.levels.push_back(upper);
  const auto suppression = suppress(table, {.threshold = 6});
  const auto release = testing::suppressed_release(table, suppression, Zeros::shown);
  CHECK(disclosure::audit(release, {.threshold = 6, .base = 6}).passed());
  std::size_t withheld = 0;
  for (const auto& level : suppression.levels) {
    withheld += static_cast<std::size_t>(
        std::count_if(level.begin(), level.end(), [](CellStatus status) { return status != kShown; }));
  }
  CHECK(withheld == suppression.primary + suppression.secondary);
}
