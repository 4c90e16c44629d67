// SPDX-License-Identifier: MIT
#include "libprofile/geography/largest_in_margins.hpp"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"

using namespace libprofile;
using geography::CountOf;

namespace {

using Largest = std::vector<std::vector<std::int64_t>>;

// Units 0 and 1 lie in group 0, unit 2 in group 1.
geography::AreaSet three_units() {
  geography::AreaSet areas;
  areas.codes = {"a", "b", "c"};
  areas.levels = {{"district", {"x", "y"}, {"x", "y"}, {0, 0, 1}}};
  return areas;
}

const std::vector<std::string> kCategories{"p", "q"};
const std::vector<std::int32_t> kUnit{0, 0, 0, 1, 2, 2, -1};
const std::vector<std::int32_t> kCategory{0, 0, 1, 1, 0, 1, 0};
const std::vector<std::int32_t> kPerson{7, 7, 7, 7, 8, 9, 7};

geography::CountColumns columns() {
  return {kUnit, kCategory, kCategories, kPerson, {}};
}

}  // namespace

TEST_CASE("one person's records are added up over categories and up the levels", "[geography][hand]") {
  CHECK(geography::largest_in_margins(columns(), three_units(), CountOf::records) == Largest{{3, 1, 1}, {4, 1}, {4}});
}

TEST_CASE("where persons are counted, each cell of a person adds one", "[geography][hand]") {
  CHECK(geography::largest_in_margins(columns(), three_units(), CountOf::persons) == Largest{{2, 1, 1}, {3, 1}, {3}});
}

TEST_CASE("without contributors nothing is known of margins", "[geography][edges]") {
  geography::CountColumns nobody = columns();
  nobody.person = {};
  CHECK(geography::largest_in_margins(nobody, three_units(), CountOf::records).empty());
}

TEST_CASE("margins are those of a slow count", "[geography][oracle]") {
  const auto seed = GENERATE(range(1U, 21U));
  const auto count_of = GENERATE(CountOf::records, CountOf::persons);
  const core::Philox random(seed, core::Stream::testing);
  std::vector<std::int32_t> unit;
  std::vector<std::int32_t> category;
  std::vector<std::int32_t> person;
  for (std::uint32_t i = 0; i < 200; ++i) {
    unit.push_back(static_cast<std::int32_t>(random.below(4, i, 0, 0)) - 1);
    category.push_back(static_cast<std::int32_t>(random.below(3, i, 0, 1)) - 1);
    // Codes far apart too.
    const auto drawn = static_cast<std::int32_t>(random.below(30, i, 0, 2)) - 1;
    person.push_back(drawn > 20 ? drawn * 70'000'000 : drawn);
  }
  const auto areas = three_units();
  std::set<std::tuple<int, int, int>> seen;
  std::map<std::tuple<std::size_t, std::size_t, int>, std::int64_t> sums;
  for (std::size_t i = 0; i < unit.size(); ++i) {
    if (unit[i] < 0 || category[i] < 0 || person[i] < 0) {
      continue;
    }
    if (count_of == CountOf::persons && !seen.insert({person[i], unit[i], category[i]}).second) {
      continue;
    }
    const auto at = static_cast<std::size_t>(unit[i]);
    ++sums[{0, at, person[i]}];
    ++sums[{1, areas.levels[0].group_of_unit[at], person[i]}];
    ++sums[{2, 0, person[i]}];
  }
  Largest wanted{{0, 0, 0}, {0, 0}, {0}};
  for (const auto& [where, sum] : sums) {
    std::int64_t& most = wanted[std::get<0>(where)][std::get<1>(where)];
    most = std::max(most, sum);
  }
  CHECK(geography::largest_in_margins({unit, category, kCategories, person, {}}, areas, count_of) == wanted);
}
