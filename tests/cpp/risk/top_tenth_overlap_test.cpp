// SPDX-License-Identifier: MIT
#include "libprofile/risk/top_tenth_overlap.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/getis_ord_by_definition.hpp"
#include "support/poisson_draws.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::core::Philox;
using libprofile::core::Stream;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;

/// The mean number shared over every choice of the k highest, ties in any order.
double shared_by_definition(const Vector& first, const Vector& second, std::size_t k) {
  const auto choices = [k](const Vector& counts) {
    std::vector<std::size_t> found;
    for (std::size_t set = 0; set < std::size_t{1} << counts.size(); ++set) {
      double lowest_in = 1e9;
      double highest_out = -1.0;
      std::size_t size = 0;
      for (std::size_t i = 0; i < counts.size(); ++i) {
        const bool is_in = (set >> i & 1U) != 0;
        size += is_in ? 1 : 0;
        (is_in ? lowest_in : highest_out) = is_in ? std::min(lowest_in, counts[i]) : std::max(highest_out, counts[i]);
      }
      if (size == k && lowest_in >= highest_out) {
        found.push_back(set);
      }
    }
    return found;
  };
  double sum = 0.0;
  const auto a = choices(first);
  const auto b = choices(second);
  for (const std::size_t one : a) {
    for (const std::size_t other : b) {
      sum += static_cast<double>(__builtin_popcountll(one & other));
    }
  }
  return sum / static_cast<double>(a.size() * b.size());
}

struct Periods {
  Vector first;
  Vector second;
};

/// Places of unlike risk over two periods; their risks are dealt out anew for the second where they change.
Periods planted(std::uint64_t seed, bool is_changed) {
  const Philox random(seed, Stream::testing);
  Periods periods;
  for (std::uint32_t i = 0; i < 200; ++i) {
    const double risk = i < 20 ? 12.0 : 1.0;
    const double later = is_changed ? ((i + 20) % 200 < 20 ? 12.0 : 1.0) : risk;
    periods.first.push_back(support::poisson_draw(random, risk, i, 0));
    periods.second.push_back(support::poisson_draw(random, later, i, 1));
  }
  return periods;
}

}  // namespace

TEST_CASE("twenty places of which one of two stays, worked on paper", "[risk][hand]") {
  Vector first(20, 1.0);
  Vector second(20, 1.0);
  first[0] = first[1] = second[1] = second[2] = 9.0;
  const auto found = top_tenth_overlap(first, second, {.replicates = 99});
  CHECK(found.places == 2);
  CHECK(found.shared == 1.0);
  CHECK(found.if_unrelated.expected == Approx(0.2));
  CHECK(found.if_unrelated.lower == 0.0);
  CHECK(found.if_unrelated.upper == 1.0);
  // One minus both of 18 others: 1 - 18 · 17 / (20 · 19).
  CHECK(found.p_unrelated == Approx(1.0 - 18.0 * 17.0 / 380.0));
}

TEST_CASE("one place, ties everywhere, and what is refused", "[risk][edges]") {
  const auto one = top_tenth_overlap(Vector{3}, Vector{1}, {.replicates = 9});
  CHECK(one.shared == 1.0);
  CHECK(one.if_unrelated.expected == 1.0);
  CHECK(one.p_unrelated == Approx(1.0));
  // All alike: each of 10 places is the top tenth by a tenth.
  const auto alike = top_tenth_overlap(Vector(10, 2.0), Vector(10, 5.0), {.replicates = 9});
  CHECK(alike.shared == Approx(0.1));
  CHECK_THROWS_AS(top_tenth_overlap({}, {}), InvalidArgument);
  CHECK_THROWS_WITH(top_tenth_overlap(Vector{1, 2}, Vector{1}), Catch::Contains("second.size()"));
  CHECK_THROWS_WITH(top_tenth_overlap(Vector{1, 0.5}, Vector{1, 1}), Catch::Contains("first[1]"));
  CHECK_THROWS_WITH(top_tenth_overlap(Vector{1, 1}, Vector{0, 0}), Catch::Contains("sum of second"));
  CHECK_THROWS_AS(top_tenth_overlap(Vector{1}, Vector{1}, {.replicates = 0}), InvalidArgument);
  CHECK_THROWS_WITH(top_tenth_overlap(Vector{4e9}, Vector{1}), Catch::Contains("fewer replicates"));
}

TEST_CASE("shared places are the mean over every order of ties", "[risk][oracle]") {
  const auto seed = GENERATE(range(1U, 21U));
  auto first = support::random_counts(seed, 12, 4);
  auto second = support::random_counts(seed + 40, 12, 4);
  first[0] += 1.0;
  second[3] += 1.0;
  CHECK(top_tenth_overlap(first, second, {.replicates = 1}).shared == Approx(shared_by_definition(first, second, 2)));
}

TEST_CASE("places that stay are told from places that change, and both from no memory", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U);
  const auto kept = planted(seed, false);
  const auto same = top_tenth_overlap(kept.first, kept.second, {.replicates = 199});
  CHECK(same.p_unrelated < 1e-6);
  CHECK(same.p_unchanged > 0.02);
  CHECK(same.if_unchanged.lower <= same.shared);
  const auto moved = planted(seed, true);
  const auto other = top_tenth_overlap(moved.first, moved.second, {.replicates = 199});
  CHECK(other.p_unchanged < 0.02);
  CHECK(other.shared < other.if_unchanged.lower);
}

TEST_CASE("the overlap is the same for any number of threads and either way round", "[risk][property]") {
  const auto periods = planted(9, false);
  const auto run = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    const auto found = top_tenth_overlap(periods.first, periods.second, {.replicates = 49});
    return Vector{found.shared, found.if_unchanged.expected, found.if_unchanged.lower, found.p_unchanged};
  };
  const auto one = run(1);
  CHECK(run(2) == one);
  CHECK(run(8) == one);
  CHECK(top_tenth_overlap(periods.second, periods.first, {.replicates = 9}).shared == Approx(one.front()));
}

TEST_CASE("shared by chance of 200 places of which 20 are high", "[risk][golden]") {
  // scipy.stats.hypergeom(200, 20, 20): quantiles and P(at least 5), SciPy 1.17 (BSD-3).
  Vector first(200, 1.0);
  Vector second(200, 1.0);
  for (std::size_t i = 0; i < 20; ++i) {
    first[i] = 5.0;
    second[i + 15] = 5.0;
  }
  const auto found = top_tenth_overlap(first, second, {.replicates = 9});
  CHECK(found.shared == 5.0);
  CHECK(found.if_unrelated.expected == 2.0);
  CHECK(found.if_unrelated.lower == 0.0);
  CHECK(found.if_unrelated.upper == 5.0);
  CHECK(found.p_unrelated == Approx(0.03453674107960109).epsilon(1e-9));
}
