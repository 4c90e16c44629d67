// SPDX-License-Identifier: MIT
#include "libprofile/risk/matched_background.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/premises_summary.hpp"

#include "support/poisson_draws.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::core::Philox;
using libprofile::core::Stream;
namespace support = libprofile::testing;

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

PremisesAggregate cell(std::uint32_t stratum, std::uint32_t type, double premises, double incidents) {
  return {stratum, type, premises, std::min(premises, incidents), incidents, {}};
}

/// A town whose busy streets have most of the takeaways (type 0): incidents per premises depend on the street, and on
/// the type by `ratio`.
std::vector<PremisesAggregate> high_street(std::uint64_t seed, std::uint32_t world, double ratio,
                                           std::uint32_t streets) {
  const Philox random(seed, Stream::testing);
  std::vector<PremisesAggregate> rows;
  for (std::uint32_t s = 0; s < streets; ++s) {
    const bool is_busy = s % 4 == 0;
    const double rate = is_busy ? 4.0 : 0.4;
    for (std::uint32_t type = 0; type < 3; ++type) {
      const double premises = type == 0 ? (is_busy ? 12.0 : 1.0) : 5.0;
      const double mean = premises * rate * (type == 0 ? ratio : 1.0);
      rows.push_back(cell(s, type, premises, support::poisson_draw(random, mean, 3 * s + type, world)));
    }
  }
  return rows;
}

/// The formula, sum by sum, for one type against one other.
double ratio_by_definition(const std::vector<PremisesAggregate>& rows, std::uint32_t strata, std::uint32_t type) {
  double above = 0.0;
  double below = 0.0;
  for (std::uint32_t s = 0; s < strata; ++s) {
    double n = 0.0, a = 0.0, others = 0.0, b = 0.0;
    for (const auto& row : rows) {
      if (row.group == s) {
        (row.type == type ? n : others) += row.premises;
        (row.type == type ? a : b) += row.incidents;
      }
    }
    if (n > 0.0 && others > 0.0) {
      above += a * others / (n + others);
      below += b * n / (n + others);
    }
  }
  return above / below;
}

}  // namespace

TEST_CASE("a type against one other in two streets, worked on paper", "[risk][hand]") {
  // Ratio (4 · 6 / 10 + 1 · 2 / 10) / (3 · 4 / 10 + 1 · 8 / 10) = 2.6 / 2.
  const auto rows =
      matched_background(std::vector{cell(0, 7, 4, 4), cell(0, 9, 6, 3), cell(1, 7, 8, 1), cell(1, 9, 2, 1)});
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].type == 7);
  CHECK(rows[0].strata == 2);
  CHECK(rows[0].premises == 12);
  CHECK(rows[0].incidents == 5);
  CHECK(rows[0].rate_ratio == Approx(1.3));
  // Independent: (7 · 24 / 100 + 2 · 16 / 100) / (2.6 · 2). Strata: residuals ± 0.84, which have 0.84 and 0.16 of the
  // variance and leave one degree of freedom.
  const double independent = (7 * 0.24 + 2 * 0.16) / (2.6 * 2);
  const double residual = (4 * 6 - 1.3 * 3 * 4) / 10;
  const double robust = residual * residual * (1 / 0.16 + 1 / 0.84) / (2.6 * 2.6);
  const double width = std::max(1.959963984540054 * std::sqrt(independent), 12.706204736174698 * std::sqrt(robust));
  CHECK(rows[0].lower == Approx(1.3 * std::exp(-width)));
  CHECK(rows[0].upper == Approx(1.3 * std::exp(width)));
  CHECK(rows[1].rate_ratio == Approx(1 / 1.3));
}

TEST_CASE("strata that agree leave the interval of independent incidents", "[risk][hand]") {
  // Ratio 2 in both: the residuals are 0. Variance (6 · 25 / 100 + 12 · 25 / 100) / (6 · 3).
  const auto rows =
      matched_background(std::vector{cell(0, 0, 5, 4), cell(0, 1, 5, 2), cell(1, 0, 5, 8), cell(1, 1, 5, 4)});
  CHECK(rows[0].rate_ratio == Approx(2.0));
  CHECK(rows[0].upper == Approx(2.0 * std::exp(1.959963984540054 * 0.5)));
}

TEST_CASE("one stratum with incidents has a ratio without an interval", "[risk][edges]") {
  const auto of = [](std::vector<PremisesAggregate> rows, double band) {
    return matched_background(rows, {.rounding_band = band})[0];
  };
  for (const double band : {0.0, 4.0}) {
    const auto alone = of({cell(0, 0, 5, 8), cell(0, 1, 5, 4)}, band);
    CHECK(alone.rate_ratio == 2.0);
    CHECK(std::isnan(alone.lower));
    CHECK(std::isnan(alone.upper));
    const auto beside = of({cell(0, 0, 5, 8), cell(0, 1, 5, 4), cell(1, 0, 9, 0), cell(1, 1, 9, 0)}, band);
    CHECK(beside.rate_ratio == 2.0);
    CHECK(beside.strata == 2);
    CHECK(std::isnan(beside.lower));
    const auto none = of({cell(0, 0, 5, 0), cell(0, 1, 5, 4)}, band);
    CHECK(none.rate_ratio == 0.0);
    CHECK(std::isnan(none.upper));
  }
}

TEST_CASE("strata without incidents change no interval", "[risk][property]") {
  std::vector<PremisesAggregate> rows{cell(0, 0, 20, 9), cell(0, 1, 80, 21), cell(1, 0, 30, 9), cell(1, 1, 70, 30)};
  const auto before = matched_background(rows)[0];
  for (std::uint32_t stratum = 2; stratum < 22; ++stratum) {
    rows.push_back(cell(stratum, 0, 20, 0));
    rows.push_back(cell(stratum, 1, 90, 0));
  }
  const auto after = matched_background(rows)[0];
  CHECK(after.lower == before.lower);
  CHECK(after.upper == before.upper);
}

TEST_CASE("a stratum that outweighs all others by far leaves nothing to tell strata by", "[risk][edges]") {
  const auto rows = matched_background(
      std::vector{cell(0, 0, 1e9, 4e20), cell(0, 1, 1e9, 2e20), cell(1, 0, 1, 1e-9), cell(1, 1, 1, 0)});
  CHECK(rows[0].rate_ratio == Approx(2.0));
  CHECK(rows[0].lower == 0.0);
  CHECK(rows[0].upper == kInfinite);
}

TEST_CASE("two strata that contradict each other say nothing of the ratio", "[risk][edges]") {
  const auto rows =
      matched_background(std::vector{cell(0, 0, 5, 90), cell(0, 1, 5, 1), cell(1, 0, 5, 1), cell(1, 1, 5, 90)});
  CHECK(rows[0].rate_ratio == Approx(1.0));
  CHECK(rows[0].lower == 0.0);
  CHECK(rows[0].upper == kInfinite);
}

TEST_CASE("where one side has no incident its finite limit is exact", "[risk][hand]") {
  // 5 incidents at 20 other premises, none at 20 of the type: (1 / (1 + θ))^5 = 0.025.
  const auto rows =
      matched_background(std::vector{cell(0, 0, 10, 0), cell(0, 1, 10, 3), cell(1, 0, 10, 0), cell(1, 1, 10, 2)});
  CHECK(rows[0].rate_ratio == 0.0);
  CHECK(rows[0].lower == 0.0);
  CHECK(rows[0].upper == Approx(std::pow(0.025, -0.2) - 1.0));
  CHECK(rows[1].rate_ratio == kInfinite);
  CHECK(rows[1].lower == Approx(1.0 / (std::pow(0.025, -0.2) - 1.0)));
  CHECK(rows[1].upper == kInfinite);
}

TEST_CASE("nothing to compare: no rows, no other type, no incident, a street of one type", "[risk][edges]") {
  CHECK(matched_background({}).empty());
  const auto alone = matched_background(std::vector{cell(0, 3, 10, 4), cell(1, 3, 5, 1)});
  CHECK(alone[0].strata == 0);
  CHECK(alone[0].incidents == 0.0);
  CHECK(std::isnan(alone[0].rate_ratio));
  CHECK(alone[0].lower == 0.0);
  CHECK(alone[0].upper == kInfinite);
  CHECK(std::isnan(matched_background(std::vector{cell(0, 0, 3, 0), cell(0, 1, 3, 0)})[0].rate_ratio));
  // The second street has no other type: it takes no part.
  const auto rows = matched_background(std::vector{cell(0, 0, 5, 2), cell(0, 1, 5, 2), cell(1, 0, 5, 90)});
  CHECK(rows[0].strata == 1);
  CHECK(rows[0].incidents == 2);
  CHECK(rows[0].rate_ratio == Approx(1.0));
  // So small a part of an incident has no limit.
  const std::vector parts{cell(0, 0, 5, 0), cell(0, 1, 5, 0.005), cell(1, 0, 5, 0), cell(1, 1, 5, 0.005)};
  CHECK(matched_background(parts)[0].upper == kInfinite);
}

TEST_CASE("the matched background refuses arguments outside their range", "[risk][edges]") {
  CHECK_THROWS_WITH(matched_background(std::vector{cell(0, 0, 1, 1), cell(0, 1, -1, 1)}),
                    Catch::Contains("aggregates[1]"));
  CHECK_THROWS_AS(matched_background({}, {.level = 1.0}), InvalidArgument);
  CHECK_THROWS_AS(matched_background({}, {.rounding_band = -1.0}), InvalidArgument);
}

TEST_CASE("ratios agree with the sums of the formula", "[risk][oracle]") {
  const auto seed = GENERATE(range(1U, 21U));
  const Philox random(seed, Stream::testing);
  std::vector<PremisesAggregate> rows;
  for (std::uint32_t k = 0; k < 60; ++k) {
    const double premises = random.below(6, k, 0, 0);
    rows.push_back(cell(k % 12, k / 12, premises, premises > 0.0 ? 0.5 * random.below(9, k, 0, 1) : 0.0));
  }
  for (const auto& row : matched_background(rows)) {
    const double expected = ratio_by_definition(rows, 12, row.type);
    CHECK((row.rate_ratio == Approx(expected) || (std::isnan(row.rate_ratio) && std::isnan(expected))));
    CHECK((row.lower <= row.rate_ratio && row.rate_ratio <= row.upper));
  }
}

TEST_CASE("a type is not blamed for the high street, and is found where it is the cause", "[risk][property]") {
  const auto fair = high_street(1, 0, 1.0, 200);
  double premises = 0.0, incidents = 0.0, own_premises = 0.0, own = 0.0;
  for (const auto& row : fair) {
    premises += row.premises;
    incidents += row.incidents;
    own_premises += row.type == 0 ? row.premises : 0.0;
    own += row.type == 0 ? row.incidents : 0.0;
  }
  // Against the mean of all types the takeaways look half as bad again as they are.
  CHECK(own / own_premises > 1.4 * incidents / premises);
  const auto matched = matched_background(fair)[0];
  CHECK(matched.lower < 1.0);
  CHECK(matched.upper > 1.0);
  CHECK(matched.rate_ratio == Approx(1.0).epsilon(0.15));
  const auto guilty = matched_background(high_street(1, 0, 3.0, 200))[0];
  CHECK(guilty.lower > 2.0);
  CHECK(guilty.rate_ratio == Approx(3.0).epsilon(0.15));
}

TEST_CASE("95 % intervals hold the planted ratio in 93 to 98 of 100 worlds", "[risk][property]") {
  int held = 0;
  for (std::uint32_t world = 0; world < 500; ++world) {
    const auto row = matched_background(high_street(2, world, 1.5, 40))[0];
    held += row.lower <= 1.5 && 1.5 <= row.upper ? 1 : 0;
  }
  CHECK(held >= 465);
  CHECK(held <= 490);
}

TEST_CASE("order, an empty type and a multiple of all premises change no ratio; rounding widens", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto rows = high_street(seed, 0, 2.0, 24);
  const auto plain = matched_background(rows);
  const auto rounded = matched_background(rows, {.rounding_band = 2.0, .premises_rounding_band = 1.0});
  std::reverse(rows.begin(), rows.end());
  for (auto& row : rows) {
    row.premises *= 4.0;
  }
  const auto turned = matched_background(rows);
  for (std::size_t k = 0; k < plain.size(); ++k) {
    CHECK(turned[k].rate_ratio == Approx(plain[k].rate_ratio));
    CHECK(rounded[k].rate_ratio == plain[k].rate_ratio);
    CHECK(rounded[k].lower < plain[k].lower);
    CHECK(rounded[k].upper > plain[k].upper);
  }
}

TEST_CASE("the matched ratio of a cohort in two age bands", "[risk][golden]") {
  // Deaths and person-years of current and past users of a medicine, ages 10 to 54: 196 / 62,119 and 111 / 15,763; 55
  // to 94: 167 / 6,085 and 157 / 2,780 (Walker and others 1997, Epidemiology 8, 671-677). Re-computed with NumPy 2.
  const auto rows = matched_background(
      std::vector{cell(0, 0, 62119, 196), cell(0, 1, 15763, 111), cell(1, 0, 6085, 167), cell(1, 1, 2780, 157)});
  CHECK(rows[0].rate_ratio == Approx(0.46887215559874845).epsilon(1e-12));
}
