// SPDX-License-Identifier: MIT
#include "libprofile/core/protected_characteristics.hpp"

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

using namespace libprofile;
using core::ColumnUse;
using core::is_protected_characteristic;

TEST_CASE("names that say a protected characteristic are known by words, groups and codes", "[core][hand]") {
  for (const char* const name : {"Self-defined ethnicity",
                                 "Officer-defined ethnicity",
                                 "VictimNationality",
                                 "sexual_orientation",
                                 "Street race",
                                 "eth_code",
                                 "ReligionOrBelief",
                                 "country of birth",
                                 "pct_born_abroad",
                                 "Disability",
                                 "n disabled people",
                                 "Gender identity",
                                 "marital-status",
                                 "share_married",
                                 "teenage pregnancies",
                                 "Main language: Polish",
                                 "share_white",
                                 "Black",
                                 "% Muslim residents",
                                 "pct_black_african",
                                 "white british victims",
                                 "BAME",
                                 "IC1",
                                 "ic code",
                                 "18+1",
                                 "TS021",
                                 "TS021_0005",
                                 "ks209ew0003",
                                 "nonwhite",
                                 "minority_share",
                                 "BAMEpct",
                                 "share_muslim2021",
                                 "eal",
                                 "ESOL",
                                 "not_born_in_uk",
                                 "born_outside_uk",
                                 "ethn",
                                 "EthnicityGroup5",
                                 "mosque",
                                 "distance_to_mosques",
                                 "synagogue",
                                 "church_attendance",
                                 "halal",
                                 "trans",
                                 "queer",
                                 "LGBTQIA+",
                                 "SEND",
                                 "sen_support",
                                 "wheelchair",
                                 "pip_claimants",
                                 "traveller"}) {
    CAPTURE(name);
    CHECK(is_protected_characteristic(name, ColumnUse::counted));
    CHECK(is_protected_characteristic(name, ColumnUse::predictor));
  }
}

TEST_CASE("age and sex may be counted and divided by, and predict nothing", "[core][hand]") {
  for (const char* const name :
       {"Age range", "aged_10_17", "age_band", "Gender", "SEX", "pct_female", "TS007A", "men"}) {
    CAPTURE(name);
    CHECK_FALSE(is_protected_characteristic(name, ColumnUse::counted));
    CHECK(is_protected_characteristic(name, ColumnUse::predictor));
  }
}

TEST_CASE("names of places and events are none", "[core][edges]") {
  for (const char* const name : {"",
                                 "x0",
                                 "Trace",
                                 "Faithful",
                                 "embrace",
                                 "village",
                                 "percentage",
                                 "Essex",
                                 "Middlesex",
                                 "message",
                                 "white goods",
                                 "black spots",
                                 "Indian restaurants",
                                 "racecourse",
                                 "aggregate",
                                 "topic",
                                 "public",
                                 "icons",
                                 "TS061",
                                 "transport",
                                 "send_date",
                                 "pipeline",
                                 "travel_time",
                                 "church street car park",
                                 "ICTprovision",
                                 "sensors",
                                 "minor injuries",
                                 "premises",
                                 "incidents",
                                 "missing",
                                 "licensed_hours",
                                 "bus stops",
                                 "deprivation",
                                 "crime_rate",
                                 "share of the",
                                 "16",
                                 "1"}) {
    CAPTURE(name);
    CHECK_FALSE(is_protected_characteristic(name, ColumnUse::predictor));
  }
}

TEST_CASE("case, spaces and signs between words say nothing", "[core][property]") {
  for (const char* const name :
       {"sexual orientation", "Sexual_Orientation", "sexualOrientation", "  SEXUAL - orientation "}) {
    CHECK(is_protected_characteristic(name, ColumnUse::counted));
  }
}

TEST_CASE("the first that is refused is named, with the rule", "[core][edges]") {
  const std::vector<std::string> names{"stops", "Age", "religion"};
  CHECK(core::protected_characteristics(names, ColumnUse::counted) == std::vector<std::string>{"religion"});
  CHECK(core::protected_characteristics(names, ColumnUse::predictor) == std::vector<std::string>{"Age", "religion"});
  CHECK_THROWS_AS(core::require_no_protected_characteristics(names, "covariates", ColumnUse::predictor), InputError);
  CHECK_THROWS_WITH(core::require_no_protected_characteristics(names, "covariates", ColumnUse::predictor),
                    Catch::Contains("covariates: column 'Age' holds a protected characteristic") &&
                        Catch::Contains("Equality Act 2010"));
  CHECK_NOTHROW(core::require_no_protected_characteristics({}, "covariates", ColumnUse::predictor));
}
