// SPDX-License-Identifier: MIT
#include "libprofile/records/mapping.hpp"

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/records/suggest.hpp"
#include "libprofile/records/validate.hpp"

using namespace libprofile;
using namespace libprofile::records;
using Strings = std::vector<std::string>;

namespace {

ColumnTable source() {
  ColumnTable table(3, "food.csv");
  table.add("fhrsid", IntegerColumn{{11, 12, 13}});
  table.add("businesstypeid", IntegerColumn{{7843, 1, 9999}});
  table.add("longitude", NumberColumn{{1.0, 2.0, 3.0}});
  table.add("latitude", NumberColumn{{1.0, 2.0, 3.0}});
  return table;
}

Mapping premises_mapping() {
  return {.kind = Kind::premises,
          .columns = {{"id", "fhrsid"}, {"type", "businesstypeid"}},
          .constants = {{"status", "open"}},
          .x = "longitude",
          .y = "latitude",
          .translations = {},
          .crosswalk = "fhrs"};
}

std::string text_at(const ColumnTable& table, const std::string& column, std::size_t row) {
  const TextColumn text = to_text(table.at(column).column);
  return std::string(text.dictionary[static_cast<std::size_t>(text.codes.at(row))]);
}

}  // namespace

TEST_CASE("a mapping renames, translates and leaves the rest out", "[records][hand]") {
  const ColumnTable mapped = apply(premises_mapping(), source());
  CHECK(mapped.names() == Strings{"id", "type", "x", "y", "status"});
  CHECK(mapped.at("type").source_name == "businesstypeid");
  CHECK(text_at(mapped, "type", 0) == "P10");
  CHECK(text_at(mapped, "type", 1) == "P06");
  CHECK(text_at(mapped, "type", 2) == "9999");
  CHECK(text_at(mapped, "status", 2) == "open");
  const Validation result = validate(mapped, Kind::premises);
  REQUIRE(result.rejected.size() == 1);
  CHECK(result.rejected[0].column == "businesstypeid");
  CHECK(result.rejected[0].row == 3);
  Mapping own = premises_mapping();
  own.translations["type"]["9999"] = "P98";
  CHECK(text_at(apply(own, source()), "type", 2) == "P98");
}

TEST_CASE("a mapping reads each source column once and may use it twice", "[records][edges]") {
  Mapping mapping{.kind = Kind::incident, .columns = {{"start", "Month"}, {"end", "Month"}}};
  CHECK(source_columns(mapping) == Strings{"Month"});
  ColumnTable table(1, "t");
  table.add("Month", text_column(Strings{"2018-01"}));
  const ColumnTable mapped = apply(mapping, table);
  CHECK(text_at(mapped, "start", 0) == "2018-01");
  CHECK(text_at(mapped, "end", 0) == "2018-01");
}

TEST_CASE("every fault of a mapping is named with what would be right", "[records][edges]") {
  Mapping mapping = premises_mapping();
  mapping.columns["typ"] = "businesstypeid";
  CHECK_THROWS_WITH(
      validate(mapping, "profile.toml [premises]"),
      Catch::Contains("profile.toml [premises]: 'typ' is not a field") && Catch::Contains("did you mean type"));
  mapping = premises_mapping();
  mapping.columns["type"] = "BusinessTypeID2";
  CHECK_THROWS_WITH(apply(mapping, source()),
                    Catch::Contains("food.csv: no column 'BusinessTypeID2': did you mean businesstypeid?"));
  mapping = premises_mapping();
  mapping.y.clear();
  CHECK_THROWS_WITH(validate(mapping, "c"), Catch::Contains("x is given without y"));
  mapping = premises_mapping();
  mapping.crosswalk = "fhr";
  CHECK_THROWS_WITH(validate(mapping, "c"), Catch::Contains("no crosswalk 'fhr': did you mean fhrs?"));
  mapping = premises_mapping();
  mapping.columns.erase("type");
  CHECK_THROWS_WITH(validate(mapping, "c"), Catch::Contains("required field 'type'"));
  mapping = premises_mapping();
  mapping.constants["id"] = "1";
  CHECK_THROWS_AS(validate(mapping, "c"), InputError);
  mapping = premises_mapping();
  mapping.translations["licence"]["a"] = "b";
  CHECK_THROWS_AS(validate(mapping, "c"), InputError);
  Mapping protected_one{.kind = Kind::incident, .columns = {{"start", "Date"}, {"category", "Self-defined ethnicity"}}};
  CHECK_THROWS_WITH(validate(protected_one, "c"), Catch::Contains("protected characteristic"));
}

TEST_CASE("near names come nearest first, far ones are listed", "[records][hand]") {
  const Strings names = {"Crime ID", "Month", "Longitude", "Latitude", "Crime type"};
  CHECK(nearest_names("crime_type", names) == Strings{"Crime type"});
  CHECK(nearest_names("Langitude", names).front() == "Longitude");
  CHECK(did_you_mean("zzz", names) == "there are: Crime ID, Month, Longitude, Latitude, Crime type");
  CHECK(did_you_mean("x", {}) == "there are none");
}
