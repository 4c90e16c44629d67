// SPDX-License-Identifier: MIT
#include "libprofile/profile/unused_rows.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

using namespace libprofile;
using profile::RowsOfSource;
using profile::UnusedRows;

namespace {

/// Incidents of one file whose starts are these; "" is missing.
records::ColumnTable table_of(const std::string& file, const std::vector<std::string>& starts) {
  records::ColumnTable table(starts.size(), file);
  table.add("start", "Date", records::text_column(starts));
  return table;
}

std::vector<UnusedRows> unused_of(const records::ColumnTable& table, const std::vector<RowsOfSource>& sources = {}) {
  return profile::unused_rows(table, records::validate(table, records::Kind::incident), sources, "incidents");
}

std::vector<std::string> starts(std::size_t good, std::size_t bad) {
  std::vector<std::string> all(good, "2024-01-31");
  all.insert(all.end(), bad, "31/01/2024");
  return all;
}

}  // namespace

TEST_CASE("rows that cannot be used are told by source, with the commonest fault", "[profile][hand]") {
  std::vector<records::ColumnTable> tables;
  tables.push_back(table_of("police.csv", {"2024-01-01", "2024-01-02", "", "31/01/2024", "2024-01-05"}));
  tables.push_back(table_of("school.csv", {"31/01/2024", "", "30/01/2024", "2024-01-05"}));
  const auto table = records::concatenate(std::move(tables));
  const auto unused = unused_of(table, {{"incidents 1 (police.csv)", 5, ""}, {"incidents 2 (school.csv)", 9, ""}});
  REQUIRE(unused.size() == 2);
  CHECK(unused[0].source == "incidents 1 (police.csv)");
  CHECK(unused[0].rows == 5);
  CHECK(unused[0].unused == 2);
  CHECK(unused[0].share() == 0.4);
  CHECK(unused[1].unused == 3);
  CHECK(unused[1].rows_of_rule == 2);
  CHECK(unused[1].column == "Date");
  CHECK(unused[1].file == "school.csv");
  CHECK(unused[1].first_row == 1);
  CHECK_FALSE(unused[1].remedy.empty());
  const std::string text = profile::describe(unused[1]);
  CHECK_THAT(text, Catch::StartsWith("incidents 2 (school.csv): 3 of 4 rows (75 %) cannot be used; most often column "
                                     "'Date': must be ") &&
                       Catch::EndsWith("(2 rows, the first is row 1 of school.csv)"));
  CHECK(text.find("31/01") == std::string::npos);
}

TEST_CASE("a share up to the one allowed passes, a larger one is refused", "[profile][hand]") {
  const auto half = unused_of(table_of("a.csv", starts(5, 5)));
  CHECK_NOTHROW(profile::require_usable(half, 0.5));
  const auto more = unused_of(table_of("a.csv", starts(39, 61)));
  CHECK_THROWS_AS(profile::require_usable(more, 0.5), InputError);
  CHECK_THROWS_WITH(profile::require_usable(more, 0.5),
                    Catch::StartsWith("incidents: 61 of 100 rows (61 %) cannot be used; most often column 'Date'") &&
                        Catch::Contains("rejected_at_most = 0.5") && Catch::Contains("rejected_at_most = 0.61"));
  CHECK_NOTHROW(profile::require_usable(more, 0.61));
}

TEST_CASE("no row and no usable row are refused, whatever is allowed", "[profile][edges]") {
  const auto none = unused_of(table_of("a.csv", {}));
  CHECK(none.front().share() == 0.0);
  CHECK_THROWS_WITH(profile::require_usable(none, 1.0), Catch::StartsWith("incidents: holds no row"));
  const auto bad = unused_of(table_of("a.csv", starts(0, 3)));
  CHECK_THROWS_WITH(profile::require_usable(bad, 1.0),
                    Catch::StartsWith("incidents: none of the 3 rows can be used") && Catch::Contains("'Date'"));
  const auto all = unused_of(table_of("a.csv", starts(3, 0)));
  CHECK_NOTHROW(profile::require_usable(all, 0.0));
  CHECK(profile::describe(all.front()) == "incidents: 0 of 3 rows (0 %) cannot be used");
}

TEST_CASE("one row in a hundred is worth a remark, fewer are not", "[profile][edges]") {
  CHECK(unused_of(table_of("a.csv", starts(99, 1))).front().is_worth_a_remark());
  CHECK_FALSE(unused_of(table_of("a.csv", starts(100, 1))).front().is_worth_a_remark());
}

TEST_CASE("unused rows are those that validation left out, by source", "[profile][property]") {
  for (std::size_t cut = 0; cut <= 12; ++cut) {
    std::vector<std::string> values;
    for (std::size_t i = 0; i < 12; ++i) {
      values.emplace_back(i % 3 == 0 ? "" : i % 5 == 0 ? "31/01/2024" : "2024-01-31");
    }
    const auto table = table_of("a.csv", values);
    const auto unused = unused_of(table, {{"first", cut, ""}, {"second", 12, ""}});
    const auto bad = [&](std::size_t begin, std::size_t end) {
      return static_cast<std::size_t>(std::count_if(values.begin() + static_cast<std::ptrdiff_t>(begin),
                                                    values.begin() + static_cast<std::ptrdiff_t>(end),
                                                    [](const std::string& value) { return value != "2024-01-31"; }));
    };
    CHECK(unused[0].unused == bad(0, cut));
    CHECK(unused[1].unused == bad(cut, 12));
    CHECK(unused[0].rows + unused[1].rows == 12);
  }
}
