// SPDX-License-Identifier: MIT
#include "libprofile/publish/csv.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"
#include "libprofile/disclosure/derive.hpp"
#include "libprofile/publish/detail/csv_text.hpp"
#include "libprofile/publish/tables.hpp"

#include "support/publish_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using publish::detail::csv_cell;
using publish::detail::csv_text;

namespace {

/// RFC 4180, rule by rule: the cells of each line.
std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> lines(1);
  std::string cell;
  bool is_quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_quoted) {
      if (text[i] != '"') {
        cell += text[i];
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += text[i++];
      } else {
        is_quoted = false;
      }
    } else if (text[i] == '"') {
      is_quoted = true;
    } else if (text[i] == ',') {
      lines.back().push_back(std::exchange(cell, ""));
    } else if (text[i] == '\r' && text[i + 1] == '\n') {
      lines.back().push_back(std::exchange(cell, ""));
      lines.emplace_back();
      ++i;
    } else {
      cell += text[i];
    }
  }
  lines.pop_back();
  return lines;
}

Layer table_of(std::vector<Column> columns) {
  return {.name = "t", .columns = std::move(columns), .outlines = {}, .geometry = nullptr, .provenance = {}};
}

}  // namespace

TEST_CASE("a table of every kind of value is this text", "[publish][hand]") {
  const Layer table = table_of({{"unit", TextColumn{"E1", std::nullopt}},
                                {"count", IntegerColumn{-5, std::nullopt}},
                                {"rate", NumberColumn{0.1, std::nan("")}},
                                {"units", ListColumn{{"a", "b"}, {}}}});
  CHECK(csv_text(table) == "unit,count,rate,units\r\nE1,-5,0.1,a;b\r\n,,,\r\n");
}

TEST_CASE("cells that a spreadsheet would run get an apostrophe, numbers do not", "[publish][edges]") {
  CHECK(csv_cell("=1+1") == "'=1+1");
  CHECK(csv_cell("+44 1709") == "'+44 1709");
  CHECK(csv_cell("-A1") == "'-A1");
  CHECK(csv_cell("@SUM(A1)") == "'@SUM(A1)");
  CHECK(csv_cell("\tx") == "'\tx");
  CHECK(csv_cell("\rx") == "\"'\rx\"");
  CHECK(csv_cell("\uFF1D1+1") == "'\uFF1D1+1");
  CHECK(csv_cell("-5") == "-5");
  CHECK(csv_cell("-2.5e3") == "-2.5e3");
  CHECK(csv_cell("-inf") == "'-inf");
  CHECK(csv_cell("a=b") == "a=b");
  CHECK(csv_cell("=HYPERLINK(\"x\",1)") == "\"'=HYPERLINK(\"\"x\"\",1)\"");
}

TEST_CASE("cells with commas, quotes and line breaks are quoted", "[publish][edges]") {
  CHECK(csv_cell("") == "");
  CHECK(csv_cell("Barnsley, east") == "\"Barnsley, east\"");
  CHECK(csv_cell("the \"Moor\"") == "\"the \"\"Moor\"\"\"");
  CHECK(csv_cell("two\nlines") == "\"two\nlines\"");
  CHECK(csv_cell("\xFF") == "\uFFFD");
}

TEST_CASE("a table without rows is its header", "[publish][edges]") {
  CHECK(csv_text(table_of({{"a", TextColumn{}}, {"b", NumberColumn{}}})) == "a,b\r\n");
}

TEST_CASE("random text comes back from a reader written by the RFC", "[publish][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const core::Philox random(seed, core::Stream::testing);
  const std::string alphabet = "ab,\"\r\n;= ";
  TextColumn cells;
  for (std::uint32_t i = 0; i < 200; ++i) {
    std::string cell = "x";
    for (std::uint32_t j = 0; j < 6; ++j) {
      cell += alphabet[random.below(static_cast<std::uint32_t>(alphabet.size()), i, j, 0)];
    }
    cells.emplace_back(cell);
  }
  const auto lines = read_csv(csv_text(table_of({{"a", cells}, {"b", cells}})));
  REQUIRE(lines.size() == 201);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    CHECK(lines[i + 1] == std::vector<std::string>{*cells[i], *cells[i]});
  }
}

TEST_CASE("the tables of a document have the fields of the contract", "[publish][hand]") {
  const auto document = testing::protected_document();
  const auto counts = disclosure::derive([](const Document& d) { return counts_table(d); }, document);
  const auto lines = read_csv(csv(counts));
  CHECK(lines.front() == std::vector<std::string>{"level", "unit", "name", "category", "count"});
  CHECK(lines.size() == 10);
  CHECK(lines[5] == std::vector<std::string>{"neighbourhood", "X01000004", "Area 4", "all", ""});
  const auto types = disclosure::derive([](const Document& d) { return premises_types_table(d); }, document);
  CHECK(csv(types) ==
        "type,name,premises,with_incident,incidents,rate_per_100,lower,upper,location_quotient,gini,share_top_tenth,"
        "flag,reason\r\n"
        "P05,\"takeaway, fast food\",40,10,25,25,12.5,40.25,1.5,0.25,0.4,high,"
        "\"more than the mean, \"\"25\"\" against 10\"\r\n");
}

TEST_CASE("in the internal tier every row is marked", "[publish][hand]") {
  const auto document = testing::protected_document({.side = 1}, disclosure::Policy::preset("internal"));
  const auto counts = disclosure::derive([](const Document& d) { return counts_table(d); }, document);
  CHECK(csv(counts) ==
        "level,unit,name,category,count,marking\r\n"
        "neighbourhood,X01000000,Area 0,all,0,OFFICIAL-SENSITIVE\r\n");
}
