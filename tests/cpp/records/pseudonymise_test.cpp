// SPDX-License-Identifier: MIT
#include "libprofile/records/pseudonymise.hpp"

#include <set>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

using namespace libprofile;
using namespace libprofile::records;
using Strings = std::vector<std::string>;

namespace {

core::Key key_of(std::uint8_t byte) {
  return core::Key(std::vector<std::uint8_t>(32, byte));
}

std::string value(const ColumnTable& table, const std::string& column, std::size_t row) {
  const auto& text = std::get<TextColumn>(table.at(column).column);
  return std::string(text.dictionary[static_cast<std::size_t>(text.codes.at(row))]);
}

}  // namespace

TEST_CASE("one value has one token in any column under one key", "[records][property]") {
  ColumnTable table(3, "t");
  table.add("victim", text_column(Strings{"7", "b", ""}));
  table.add("person", IntegerColumn{{7, kNoInteger, 9}});
  table.add("other", text_column(Strings{"7", "7", "7"}));
  const ColumnTable hidden = pseudonymise(table, Strings{"victim", "person"}, key_of(1));
  CHECK(value(hidden, "victim", 0) == value(hidden, "person", 0));
  CHECK(value(hidden, "victim", 0) == token("7", key_of(1)));
  CHECK(value(hidden, "other", 0) == "7");
  CHECK(std::get<TextColumn>(hidden.at("victim").column).codes[2] == kAbsent);
  CHECK(token("7", key_of(1)) != token("7", key_of(2)));
  CHECK(token("7", key_of(1), TokenLength::digits_32) == token("7", key_of(1)).substr(0, 32));
}

TEST_CASE("tokens are not plain digests, which a list of values would undo", "[records][edges]") {
  CHECK(token("Jane Doe", key_of(1)) != core::to_hex(core::sha256("Jane Doe")));
  ColumnTable table(1, "t.csv");
  table.add("name", text_column(Strings{"x"}));
  CHECK_THROWS_WITH(pseudonymise(table, Strings{"nam"}, key_of(1)),
                    Catch::Contains("t.csv: no column 'nam': did you mean name?"));
}
