// SPDX-License-Identifier: MIT
#include "libprofile/records/column_table.hpp"

#include <map>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"

using namespace libprofile;
using namespace libprofile::records;
using Strings = std::vector<std::string>;

namespace {

ColumnTable one_text(const std::string& source, const Strings& values) {
  ColumnTable table(values.size(), source);
  table.add("c", text_column(values));
  return table;
}

Strings values_of(const TextColumn& text) {
  Strings values;
  for (const auto code : text.codes) {
    values.emplace_back(code == kAbsent ? "" : std::string(text.dictionary[static_cast<std::size_t>(code)]));
  }
  return values;
}

}  // namespace

TEST_CASE("a dictionary builder gives each distinct text one code, first seen first", "[records][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const core::Philox random(seed, core::Stream::testing);
  DictionaryBuilder builder;
  std::map<std::string, std::int32_t> known;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    const std::string text(1 + random.below(20, i, 0, 1), static_cast<char>('a' + random.below(26, i, 0, 2)));
    const auto [at, is_new] = known.try_emplace(text, static_cast<std::int32_t>(known.size()));
    REQUIRE(builder.code(text) == at->second);
  }
  CHECK(builder.dictionary().size() == known.size());
  CHECK(builder.take().size() == known.size());
  CHECK(builder.dictionary().size() == 0);
}

TEST_CASE("many texts at once get the codes that they get one after the other", "[records][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto distinct = GENERATE(1U, 3U, 700U, 100000U);
  const core::Philox random(seed, core::Stream::testing);
  Strings texts;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    texts.push_back(std::to_string(random.below(distinct, i, 0, 1)));
  }
  DictionaryBuilder one_by_one;
  DictionaryBuilder at_once;
  std::vector<std::int32_t> codes(texts.size());
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  for (const std::size_t cut : {std::size_t{0}, std::size_t{5}, std::size_t{1900}}) {
    const std::size_t end = cut == 0 ? 5 : cut == 5 ? 1900 : 2000;
    at_once.codes(std::span(views).subspan(cut, end - cut), std::span(codes).subspan(cut, end - cut));
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    REQUIRE(codes[i] == one_by_one.code(texts[i]));
  }
  CHECK(at_once.take() == one_by_one.take());
}

TEST_CASE("a table refuses columns of another length and names that are taken", "[records][edges]") {
  ColumnTable table(2, "a.csv");
  table.add("x", NumberColumn{{1.0, 2.0}});
  CHECK_THROWS_WITH(table.add("y", NumberColumn{{1.0}}), Catch::Contains("a.csv: column 'y' has 1 values for 2 rows"));
  CHECK_THROWS_WITH(table.add("x", NumberColumn{{1.0, 2.0}}), Catch::Contains("two columns are named 'x'"));
  CHECK_THROWS_WITH(table.at("Y"), Catch::Contains("a.csv: no column 'Y'"));
}

TEST_CASE("tables under one another keep their values, sources and rows", "[records][hand]") {
  std::vector<ColumnTable> tables;
  tables.push_back(one_text("a.csv", {"x", "y"}));
  tables.push_back(one_text("b.csv", {}));
  tables.push_back(one_text("c.csv", {"y", "", "z"}));
  const ColumnTable all = concatenate(std::move(tables));
  CHECK(all.rows() == 5);
  CHECK(values_of(std::get<TextColumn>(all.at("c").column)) == Strings{"x", "y", "y", "", "z"});
  CHECK(all.context() == "a.csv and 2 more");
  CHECK(all.sources().at(static_cast<std::size_t>(all.address(2).source)).name == "c.csv");
  CHECK(all.address(2).row == 1);
  CHECK(all.address(1).source == 0);
  CHECK(all.address(1).row == 2);
  CHECK(concatenate({}).rows() == 0);
}

TEST_CASE("columns of different types meet in numbers, or else in text", "[records][edges]") {
  const auto joined = [](Column first, Column second) {
    std::vector<ColumnTable> tables;
    tables.emplace_back(1, "a").add("c", std::move(first));
    tables.emplace_back(1, "b").add("c", std::move(second));
    return concatenate(std::move(tables));
  };
  const auto numbers = joined(IntegerColumn{{7}}, NumberColumn{{0.5}});
  CHECK(std::get<NumberColumn>(numbers.at("c").column).values == std::vector<double>{7.0, 0.5});
  const auto mixed = joined(IntegerColumn{{7842}}, text_column(Strings{"7842"}));
  CHECK(values_of(std::get<TextColumn>(mixed.at("c").column)) == Strings{"7842", "7842"});
  std::vector<ColumnTable> different;
  different.push_back(one_text("a.csv", {"x"}));
  different.emplace_back(1, "b.csv").add("d", NumberColumn{{1.0}});
  CHECK_THROWS_WITH(concatenate(std::move(different)), Catch::Contains("b.csv: no column 'c'"));
}

TEST_CASE("numbers become the text that a person would write", "[records][hand]") {
  CHECK(values_of(to_text(NumberColumn{{7843.0, 0.1, -1e300}})) == Strings{"7843", "0.1", "-1e+300"});
  CHECK(values_of(to_text(IntegerColumn{{7843, kNoInteger}})) == Strings{"7843", ""});
}
