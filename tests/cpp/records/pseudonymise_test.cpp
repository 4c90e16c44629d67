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

TEST_CASE("tokens that are renewed are those of the identifiers under both keys", "[records][property]") {
  for (const TokenLength length : {TokenLength::digits_64, TokenLength::digits_32}) {
    ColumnTable table(4, "t");
    table.add("person", text_column(Strings{"Ada", "Bo", "", "Ada"}));
    table.add("note", text_column(Strings{"a", "b", "c", "d"}));
    const ColumnTable first = pseudonymise(table, Strings{"person"}, key_of(1), length);
    const ColumnTable second = renew_tokens(first, Strings{"person"}, key_of(2));
    const ColumnTable third = renew_tokens(second, Strings{"person"}, key_of(3));
    const ColumnTable at_once =
        pseudonymise(table, Strings{"person"}, TokenKeys{key_of(3), {key_of(1), key_of(2)}}, length);
    for (const std::size_t row : {0U, 1U, 3U}) {
      CHECK(value(third, "person", row) == value(at_once, "person", row));
      CHECK(value(third, "person", row) != value(first, "person", row));
      CHECK(value(third, "person", row).size() == value(first, "person", row).size());
      CHECK(value(third, "note", row) == value(table, "note", row));
    }
    CHECK(value(third, "person", 0) == value(third, "person", 3));
    CHECK(std::get<TextColumn>(third.at("person").column).codes[2] == kAbsent);
  }
  CHECK(token("Ada", TokenKeys{key_of(2), {key_of(1)}}) == token(token("Ada", key_of(1)), key_of(2)));
  CHECK(token("Ada", TokenKeys{key_of(2), {key_of(1)}}) != token("Ada", TokenKeys{key_of(1), {key_of(2)}}));
}

TEST_CASE("what is no token is not renewed, and not repeated", "[records][edges]") {
  ColumnTable table(3, "t.csv");
  table.add("person", text_column(Strings{"Quillon Vexworth", std::string(64, 'a'), std::string(64, 'A')}));
  CHECK_THROWS_WITH(renew_tokens(table, Strings{"person"}, key_of(1)),
                    Catch::StartsWith("t.csv: column 'person' holds 2 different values that are no tokens") &&
                        !Catch::Contains("Quillon"));
  CHECK_THROWS_WITH(renewed_token("Quillon Vexworth", key_of(1)), !Catch::Contains("Quillon"));
  CHECK_THROWS_AS(renew_tokens(table, Strings{"persons"}, key_of(1)), InputError);
}

TEST_CASE("a key that is given twice rotates nothing and is refused by its fingerprint", "[records][edges]") {
  ColumnTable table(1, "t");
  table.add("person", text_column(Strings{"Ada"}));
  CHECK_THROWS_WITH(pseudonymise(table, Strings{"person"}, TokenKeys{key_of(1), {key_of(1)}}),
                    Catch::Contains(key_of(1).fingerprint()));
  CHECK_THROWS_AS(pseudonymise(table, Strings{"person"}, TokenKeys{key_of(1), {key_of(2), key_of(2)}}),
                  InvalidArgument);
}
