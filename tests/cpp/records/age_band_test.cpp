// SPDX-License-Identifier: MIT
#include "libprofile/records/age_band.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/records/code_lists.hpp"
#include "libprofile/records/validate.hpp"

using namespace libprofile::records;

namespace {

std::string_view listed(std::string_view text) {
  const auto band = parse_age_band(text);
  const auto index = band ? listed_age_band(*band) : std::nullopt;
  return index ? code_list("age_bands").codes[*index].code : "none";
}

}  // namespace

TEST_CASE("bands of ages are read in four forms", "[records][hand]") {
  CHECK(parse_age_band("13-15") == AgeBand{13, 15});
  CHECK(parse_age_band("50+") == AgeBand{50, std::nullopt});
  CHECK(parse_age_band("50-plus") == AgeBand{50, std::nullopt});
  CHECK(parse_age_band("under-10") == AgeBand{0, 9});
}

TEST_CASE("anything else is no band", "[records][edges]") {
  for (const char* text : {"",
                           "14",
                           "-15",
                           "13-",
                           "15-13",
                           "13-15 ",
                           " 13-15",
                           "13–15",
                           "1x-15",
                           "under-",
                           "under-0",
                           "under-10-12",
                           "13-15+",
                           "50+1",
                           "999-1000",
                           "99999999999999999999-3",
                           "13-+15",
                           "Acacia House",
                           "13-15 Acacia House",
                           "plus"}) {
    INFO(text);
    CHECK_FALSE(parse_age_band(text).has_value());
  }
}

TEST_CASE("a band is listed under the one that holds all of it", "[records][hand]") {
  CHECK(listed("13-15") == "13-15");
  CHECK(listed("11-12") == "10-12");
  CHECK(listed("under-10") == "0-9");
  CHECK(listed("50+") == "50-plus");
  CHECK(listed("60-64") == "50-plus");
  CHECK(listed("10-17") == "none");
  CHECK(listed("under-18") == "none");
  CHECK(listed("45+") == "none");
}

TEST_CASE("the listed bands cover every age once", "[records][property]") {
  const auto codes = code_list("age_bands").codes;
  int next = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const auto band = parse_age_band(codes[i].code);
    REQUIRE(band.has_value());
    CHECK(band->from == next);
    CHECK(band->to.has_value() == (i + 1 < codes.size()));
    CHECK(listed_age_band(*band) == i);
    next = band->to.value_or(0) + 1;
  }
}

TEST_CASE("records with free text for a band or a care status are rejected with rule and remedy", "[records][hand]") {
  ColumnTable table(3, "victims.csv");
  table.add("person", text_column(std::vector<std::string>{"a", "b", "c"}));
  table.add("age_band", text_column(std::vector<std::string>{"13-15", "Acacia House", "16-17"}));
  table.add("care_status", text_column(std::vector<std::string>{"Looked after", "none", "Acacia House"}));
  const Validation validation = validate(table, Kind::victim);
  CHECK(validation.accepted == std::vector<std::size_t>{0});
  REQUIRE(validation.rejected.size() == 2);
  CHECK(validation.rejected[0].rule == "a band of ages, such as 13-15, 50-plus or under-10");
  CHECK(validation.rejected[1].rule == "a code of care_statuses");
  CHECK_FALSE(validation.rejected[0].remedy.empty());
}
