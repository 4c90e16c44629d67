// SPDX-License-Identifier: MIT
#include "libprofile/geography/largest_in_margins.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

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
