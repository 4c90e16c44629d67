// SPDX-License-Identifier: MIT
#include "libprofile/records/field_uses.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

using namespace libprofile;
using records::ColumnTable;
using records::field_uses;
using records::FieldUse;
using records::kNoHandling;

namespace {

using Texts = std::vector<std::string>;

ColumnTable table_of(const std::vector<std::pair<std::string, Texts>>& columns) {
  ColumnTable table(columns.front().second.size(), "t.csv");
  for (const auto& [name, values] : columns) {
    table.add(name, records::text_column(values));
  }
  return table;
}

std::vector<FieldUse> uses_of(const ColumnTable& table) {
  return field_uses(table, records::validate(table, records::Kind::incident));
}

}  // namespace

TEST_CASE("a field is used by the agencies whose records have a value", "[records][hand]") {
  const auto table = table_of({{"start", {"2024-01-01", "2024-01-02", "2024-01-03", "never"}},
                               {"agency", {"police", "school", "", "gp"}},
                               {"model", {"BF", "", "", "BF"}},
                               {"grade", {"B24", "", "2B", "B24"}},
                               {"grade_scheme", {"5x5x5", "", "3x5x2", "5x5x5"}}});
  const std::vector<FieldUse> expected{{"", "grade", kNoHandling},      {"", "grade_scheme", kNoHandling},
                                       {"", "start", kNoHandling},      {"police", "grade", '4'},
                                       {"police", "grade_scheme", '4'}, {"police", "model", '4'},
                                       {"police", "start", '4'},        {"school", "start", kNoHandling}};
  CHECK(uses_of(table) == expected);
}

TEST_CASE("points are used where they are", "[records][hand]") {
  ColumnTable table = table_of({{"start", {"2024-01", "2024-02"}}, {"agency", {"a", "b"}}});
  table.add("x", records::NumberColumn{{1.0, std::numeric_limits<double>::quiet_NaN()}});
  table.add("y", records::NumberColumn{{1.0, std::numeric_limits<double>::quiet_NaN()}});
  const auto uses = uses_of(table);
  CHECK(std::count(uses.begin(), uses.end(), FieldUse{"a", "x"}) == 1);
  CHECK(std::count(uses.begin(), uses.end(), FieldUse{"b", "x"}) == 0);
}

TEST_CASE("no rows use nothing, and another table's validation is refused", "[records][edges]") {
  ColumnTable table(0, "t.csv");
  table.add("start", records::TextColumn{});
  CHECK(uses_of(table).empty());
  const auto other = table_of({{"start", {"2024-01"}}});
  CHECK_THROWS_AS(field_uses(other, records::validate(table, records::Kind::incident)), InvalidArgument);
}

TEST_CASE("uses agree with every row looked at alone, for any order and threads", "[records][oracle][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  std::mt19937 draw(seed);
  const auto pick = [&draw](const Texts& from) { return from[draw() % from.size()]; };
  std::vector<std::pair<std::string, Texts>> columns{
      {"start", {}}, {"agency", {}}, {"model", {}}, {"grade", {}}, {"grade_scheme", {}}};
  std::vector<FieldUse> expected;
  for (int row = 0; row < 300; ++row) {
    const Texts values{"2024-01-01", pick({"a", "b", "c", ""}), draw() % 40 == 0 ? "BF" : "",
                       pick({"B21", "B22", "B25", "B2", ""}), "5x5x5"};
    const char handling = values[3].size() == 3 ? values[3][2] : kNoHandling;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      columns[c].second.push_back(values[c]);
      if (columns[c].first != "agency" && !values[c].empty()) {
        expected.push_back({values[1], columns[c].first, handling});
      }
    }
  }
  std::sort(expected.begin(), expected.end());
  expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
  CHECK(uses_of(table_of(columns)) == expected);
  for (auto& column : columns) {
    std::reverse(column.second.begin(), column.second.end());
  }
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    CHECK(uses_of(table_of(columns)) == expected);
  }
}
