// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/drawn_tails.hpp"

#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/instruction_set.hpp"
#include "libprofile/hotspots/detail/difference_sums.hpp"

#include "support/getis_ord_by_definition.hpp"

using namespace libprofile::hotspots::detail;
using libprofile::core::InstructionSet;
using libprofile::core::InstructionSetLimit;
using libprofile::core::Stream;
using libprofile::hotspots::detail::DrawnTails;
namespace support = libprofile::testing;

namespace {

constexpr std::size_t kPlaces = 90;
constexpr std::size_t kPermutations = 333;

/// Values of which single precision holds all, or little, or nothing.
std::vector<double> column(const std::string& kind, std::uint32_t seed) {
  auto values = support::random_counts(seed, kPlaces, 5);
  for (double& x : values) {
    if (kind == "far from 0") {
      x = 1e9 + x * 1e-3;
    } else if (kind == "further still") {
      x = 1e16 + x * 4;
    } else if (kind == "large") {
      x *= 1e120;
    } else if (kind == "small") {
      x *= 1e-300;
    } else if (kind == "smallest") {
      x *= 5e-324;
    } else if (kind == "equal") {
      x = 3.0;
    }
  }
  if (kind == "one aloft") {
    values[7] = 1e12;
  }
  return values;
}

/// Sums over the draws in double precision, one after the other.
Tails plain(const PermutedStatistic& statistic, const NeighbourRows& rows, const SharedDraws& draws, std::size_t i) {
  const Bounds bounds = statistic.observed(i, rows);
  Tails tails;
  for (std::size_t p = 0; p < draws.permutations; ++p) {
    double sum = 0.0;
    for (std::size_t t = 0; t < rows.degree(i); ++t) {
      const std::size_t drawn = draws.place[t * draws.permutations + p];
      if (statistic.term == PermutedTerm::lag) {
        sum += rows.weight(i, t) * statistic.columns[0][drawn];
        continue;
      }
      for (const auto values : statistic.columns) {
        sum += rows.weight(i, t) * ((values[i] - values[drawn]) * (values[i] - values[drawn]));
      }
    }
    tails.add(bounds.tails_of(sum));
  }
  return tails;
}

}  // namespace

TEST_CASE("tails are those of plain sums in double precision, whatever the values, for each instruction set",
          "[hotspots][oracle]") {
  const auto kind = GENERATE(as<std::string>{}, "counts", "far from 0", "further still", "large", "small", "smallest",
                             "equal", "one aloft");
  const auto term = GENERATE(PermutedTerm::lag, PermutedTerm::difference);
  const auto scale = GENERATE(1.0, 1e-60, 1e60);
  const std::size_t several = term == PermutedTerm::lag ? 1 : 3;
  std::vector<std::vector<double>> values;
  for (std::size_t c = 0; c < several; ++c) {
    values.push_back(column(kind, static_cast<std::uint32_t>(c + 1)));
  }
  const std::vector<std::span<const double>> columns(values.begin(), values.end());
  auto matrix = support::random_weights(5, kPlaces, 0.1);
  for (auto& row : matrix) {
    for (double& w : row) {
      w = std::round(2.0 * w) * scale;  // Few different weights: ties.
    }
  }
  const auto weights = support::weights_from(matrix);
  const NeighbourRows rows(weights);
  const PermutedStatistic statistic{term, columns};
  const auto draws = draw_shared({3, Stream::testing}, 0, kPermutations, rows.greatest_degree() + 1, kPlaces);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < kPlaces; ++i) {
    if (!rows.is_island(i)) {
      places.push_back(i);
    }
  }
  REQUIRE(places.size() > 64);
  for (const auto set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512}) {
    const InstructionSetLimit limit(set);
    std::vector<Tails> found(kPlaces);
    DrawnTails(statistic, rows, draws).add(places, found);
    for (const std::size_t i : places) {
      const Tails expected = plain(statistic, rows, draws, i);
      REQUIRE(found[i].at_least == expected.at_least);
      REQUIRE(found[i].at_most == expected.at_most);
    }
  }
}

TEST_CASE("shared sums of squared differences give the tails of plain sums, or no answer, for each instruction set",
          "[hotspots][oracle]") {
  const auto kind = GENERATE(as<std::string>{}, "counts", "far from 0", "further still", "large", "small", "smallest",
                             "equal", "one aloft", "spread");
  const auto several = GENERATE(1U, 3U);
  std::vector<std::vector<double>> values;
  for (std::uint32_t c = 1; c <= several; ++c) {
    values.push_back(kind == "spread" ? support::random_counts(c, kPlaces, 4000000000U) : column(kind, c));
  }
  const std::vector<std::span<const double>> columns(values.begin(), values.end());
  auto matrix = support::random_weights(5, kPlaces, 0.1);
  for (auto& row : matrix) {
    for (double& w : row) {
      w = w > 0.0 ? 1.0 : 0.0;
    }
  }
  const auto weights = support::weights_from(matrix);
  const NeighbourRows rows(weights);
  const PermutedStatistic statistic{PermutedTerm::difference, columns};
  const auto draws = draw_shared({3, Stream::testing}, 0, kPermutations, rows.greatest_degree() + 1, kPlaces);
  for (const auto set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512}) {
    const InstructionSetLimit limit(set);
    const DifferenceSums sums(statistic, rows, draws);
    std::size_t answers = 0;
    std::size_t asked = 0;
    for (std::size_t i = 0; i < kPlaces; ++i) {
      const auto found = rows.is_island(i) ? std::nullopt : sums.of(i);
      asked += rows.is_island(i) ? 0 : 1;
      if (found) {
        ++answers;
        const Tails expected = plain(statistic, rows, draws, i);
        REQUIRE(found->at_least == expected.at_least);
        REQUIRE(found->at_most == expected.at_most);
      }
    }
    REQUIRE((kind != "spread" || answers == asked));
    REQUIRE((kind != "equal" || answers == 0));
  }
}

TEST_CASE("single precision leaves in doubt what rounding could decide, and little else", "[hotspots][hand]") {
  const std::vector<double> values{-1.0, 0.0, 1.0, 1.0};
  const std::array<std::span<const double>, 1> columns{values};
  const PermutedStatistic statistic{PermutedTerm::lag, columns};
  const SingleUnits units(statistic);
  REQUIRE(units.is_usable());
  CHECK(units.value(0, 0) == -1.0F);
  const Bounds beyond = units.beyond_doubt({3, 2.0, 4.0}, bounds_of(1.0, 4.0));  // Weights 2, 1, 1; in units of 2: 0.5.
  CHECK(beyond.at_least > 0.5);
  CHECK(beyond.at_least - 0.5 >= 2.0 * 6 * 0x1p-24);
  CHECK(beyond.at_least - 0.5 < 2e-6);
  CHECK(0.5 - beyond.at_most == Approx(beyond.at_least - 0.5));
  const std::vector<double> equal(4, 2.0);
  const std::array<std::span<const double>, 1> one{equal};
  CHECK_FALSE(SingleUnits({PermutedTerm::lag, one}).is_usable());
  CHECK(std::isnan(units.beyond_doubt({1'000'000, 1.0, 1e6}, bounds_of(1.0, 1.0)).at_least));
}
