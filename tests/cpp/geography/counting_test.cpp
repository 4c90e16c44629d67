// SPDX-License-Identifier: MIT
#include "libprofile/geography/counting.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"

#include "support/geography_shapes.hpp"

using namespace libprofile;
using geography::count;
using geography::CountColumns;
using geography::Counted;
using geography::CountOf;

namespace {

using Codes = std::vector<std::int32_t>;

geography::AreaSet units(std::size_t n) {
  auto areas = testing::area_set(testing::squares(n, 1, 100.0));
  areas.population.assign(n, 1000.0);
  geography::Level district;
  district.name = "district";
  district.codes = {"D1"};
  district.names = {"D1"};
  district.group_of_unit.assign(n, 0);
  areas.levels.push_back(district);
  return areas;
}

const std::vector<std::string> kTwo = {"robbery", "violence"};

Codes random_codes(std::uint64_t seed, std::uint32_t column, std::size_t n, std::uint32_t bound) {
  const core::Philox random(seed, core::Stream::testing);
  Codes codes;
  for (std::size_t i = 0; i < n; ++i) {
    codes.push_back(static_cast<std::int32_t>(random.below(bound + 1, static_cast<std::uint32_t>(i), column, 0)) - 1);
  }
  return codes;
}

}  // namespace

TEST_CASE("a child with thirty episodes is one child", "[geography][hand]") {
  const Codes unit(30, 1);
  const Codes person(30, 4);
  const std::vector<std::string> one = {"missing"};
  const CountColumns columns{.unit = unit, .categories = one, .person = person};
  CHECK(count(columns, units(2)).table.counts == std::vector<std::int64_t>{0, 1});
  const Counted records = count(columns, units(2), {.count_of = CountOf::records});
  CHECK(records.table.counts == std::vector<std::int64_t>{0, 30});
  CHECK(records.table.largest_contribution == std::vector<std::int64_t>{0, 30});
}

TEST_CASE("persons count once a cell, agencies by the persons they bring", "[geography][hand]") {
  const Codes unit = {0, 0, 0, 0, 1, -1, 0, 0};
  const Codes category = {0, 0, 0, 1, 1, 0, -1, 0};
  const Codes person = {7, 7, 8, 7, 7, 7, 7, -1};
  const Codes agency = {0, 1, 0, 0, 0, 0, 0, 0};
  const Counted counted = count(
      {.unit = unit, .category = category, .categories = kTwo, .person = person, .contributor = agency}, units(2));
  CHECK(counted.table.counts == std::vector<std::int64_t>{2, 1, 0, 1});
  CHECK(counted.table.largest_contribution == std::vector<std::int64_t>{2, 1, 0, 1});
  CHECK(counted.outside == 1);
  CHECK(counted.without_category == 1);
  CHECK(counted.without_person == 1);
  CHECK(counted.table.at(1, 1) == 1);
  CHECK(counted.table.residents == std::vector<double>{1000.0, 1000.0});
  CHECK(counted.table.levels.size() == 1);
}

TEST_CASE("nothing to count, and columns that do not fit", "[geography][edges]") {
  const std::vector<std::string> one = {"all"};
  const Codes unit = {0, 1};
  const Codes far = {0, 2};
  const Codes short_column = {0};
  CHECK(count({.categories = one}, units(2)).table.counts == std::vector<std::int64_t>{0, 0});
  CHECK(count({}, geography::AreaSet{}).table.counts.empty());
  CHECK_THROWS_AS(count({.unit = unit, .categories = one}, units(2)), InvalidArgument);
  CHECK_THROWS_AS(count({.unit = far, .categories = one}, units(2), {.count_of = CountOf::records}), InvalidArgument);
  CHECK_THROWS_AS(count({.unit = unit, .category = short_column, .categories = one}, units(2)), InvalidArgument);
  CHECK_THROWS_AS(count({.unit = unit, .category = far, .categories = kTwo}, units(2), {.count_of = CountOf::records}),
                  InvalidArgument);
  CHECK_THROWS_AS(count({.unit = unit, .categories = kTwo}, units(2), {.count_of = CountOf::records}), InvalidArgument);
}

TEST_CASE("records without a contributor contribute alone", "[geography][edges]") {
  const Codes unit = {0, 0, 0, 0};
  const Codes person = {-1, -1, -1, -1};
  const std::vector<std::string> one = {"all"};
  const Counted counted =
      count({.unit = unit, .categories = one, .person = person}, units(1), {.count_of = CountOf::records});
  CHECK(counted.table.largest_contribution == std::vector<std::int64_t>{1});
  const Counted unknown = count({.unit = unit, .categories = one}, units(1), {.count_of = CountOf::records});
  CHECK(unknown.table.largest_contribution.empty());
}

TEST_CASE("counts agree with sets written out", "[geography][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Codes unit = random_codes(seed, 0, 5000, 12);
  const Codes category = random_codes(seed, 1, 5000, 2);
  const Codes person = random_codes(seed, 2, 5000, 60);
  const Codes agency = random_codes(seed, 3, 5000, 4);
  const Counted persons = count(
      {.unit = unit, .category = category, .categories = kTwo, .person = person, .contributor = agency}, units(12));
  const Counted records = count({.unit = unit, .category = category, .categories = kTwo, .person = person}, units(12),
                                {.count_of = CountOf::records});
  std::map<std::pair<int, int>, std::set<int>> people;
  std::map<std::tuple<int, int, int>, std::set<int>> by_agency;
  std::map<std::tuple<int, int, int>, int> by_person;
  std::map<std::pair<int, int>, int> rows;
  for (std::size_t i = 0; i < unit.size(); ++i) {
    if (unit[i] < 0 || category[i] < 0) {
      continue;
    }
    ++rows[{unit[i], category[i]}];
    by_person[{unit[i], category[i], person[i]}] += 1;
    if (person[i] >= 0) {
      people[{unit[i], category[i]}].insert(person[i]);
      by_agency[{unit[i], category[i], agency[i]}].insert(person[i]);
    }
  }
  for (int u = 0; u < 12; ++u) {
    for (int c = 0; c < 2; ++c) {
      const auto cell = static_cast<std::size_t>(2 * u + c);
      std::size_t most_persons = 0;
      int most_records = 0;
      for (int a = 0; a < 4; ++a) {
        most_persons = std::max(most_persons, by_agency[{u, c, a}].size());
      }
      for (int p = 0; p < 60; ++p) {
        most_records = std::max(most_records, by_person[{u, c, p}]);
      }
      CHECK(persons.table.counts[cell] == static_cast<std::int64_t>(people[{u, c}].size()));
      CHECK(records.table.counts[cell] == rows[{u, c}]);
      CHECK(persons.table.largest_contribution[cell] == static_cast<std::int64_t>(most_persons));
      CHECK(records.table.largest_contribution[cell] == most_records);
    }
  }
}

TEST_CASE("the order of records and the number of threads change nothing, and no record is lost",
          "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  Codes unit = random_codes(seed, 0, 20000, 40);
  Codes person = random_codes(seed, 2, 20000, 500);
  const std::vector<std::string> one = {"all"};
  const auto run = [&](int threads) {
    const core::ThreadLimit limit(threads);
    return count({.unit = unit, .categories = one, .person = person}, units(40)).table.counts;
  };
  const auto before = run(1);
  CHECK(run(8) == before);
  std::reverse(unit.begin(), unit.end());
  std::reverse(person.begin(), person.end());
  CHECK(run(2) == before);
  const Counted records = count({.unit = unit, .categories = one}, units(40), {.count_of = CountOf::records});
  std::int64_t total = records.outside;
  for (const std::int64_t cell : records.table.counts) {
    total += cell;
  }
  CHECK(total == 20000);
}

TEST_CASE("counts by month, worked on paper", "[geography][hand]") {
  // Months 0, 0, 1, none; persons 5, 5, 5, 6.
  const Codes month = {0, 0, 1, -1};
  const Codes person = {5, 5, 5, 6};
  CHECK(geography::count_by_group(month, 3) == std::vector<std::int64_t>{2, 1, 0});
  CHECK(geography::count_by_group(month, 3, person) == std::vector<std::int64_t>{1, 1, 0});
  CHECK_THROWS_AS(geography::count_by_group(month, 1), InvalidArgument);
}
