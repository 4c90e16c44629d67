// SPDX-License-Identifier: MIT
#include "libprofile/records/identifier_guard.hpp"

#include <catch2/catch.hpp>

#include "libprofile/core/digest.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/records/detail/identifier_shapes.hpp"

using namespace libprofile;
using namespace libprofile::records;
using Strings = std::vector<std::string>;

namespace {

Strings found(const std::string& header, const Strings& values) {
  ColumnTable table(values.size(), "t");
  table.add(header, text_column(values));
  Strings kinds;
  for (const Finding& finding : guard(table)) {
    kinds.push_back(std::string(name(finding.kind)) + " " + std::to_string(finding.rows));
  }
  return kinds;
}

}  // namespace

TEST_CASE("one identifier in any column is found, and only counted", "[records][hand]") {
  CHECK(found("Notes", {"Robbery", "Jane Doe"}) == Strings{"names of people 1"});
  CHECK(found("category", {"SMITH, John"}) == Strings{"names of people 1"});
  CHECK(found("category", {"Mr Bloggs", "Mr Bloggs"}) == Strings{"names of people 2"});
  CHECK(found("category", {"Grace Taylor"}) == Strings{"names of people 1"});
  CHECK(found("category", {"14/03/2004"}) == Strings{"dates of birth 1"});
  CHECK(found("category", {"943 476 5919"}) == Strings{"NHS numbers 1"});
  CHECK(found("category", {"9434765919"}) == Strings{"NHS numbers 1"});
  CHECK(found("category", {"AB 12 34 56 C"}) == Strings{"National Insurance numbers 1"});
  CHECK(found("category", {"S70 3JR"}) == Strings{"full postcodes 1"});
  CHECK(found("category", {"07700 900123", "+44 7700 900123"}) == Strings{"phone numbers 2"});
  CHECK(found("category", {"jane@example.org"}) == Strings{"e-mail addresses 1"});
  CHECK(found("category", {"AB12 CDE"}) == Strings{"vehicle registrations 1"});
  CHECK(found("category", {"She said that she was seen near the old bus station"}) == Strings{"free text 1"});
  CHECK(found("Reported by", {"Jane Doe"}) == Strings{"names of people 1"});
}

TEST_CASE("headers speak for their columns, unless every value is a token", "[records][hand]") {
  CHECK(found("Victim name", {"x1", "x2"}) == Strings{"names of people 2"});
  CHECK(found("DateOfBirth", {"1"}) == Strings{"dates of birth 1"});
  CHECK(found("dob", {"2004-03-14"}) == Strings{"dates of birth 1"});
  CHECK(found("nhs_no", {"1"}) == Strings{"NHS numbers 1"});
  CHECK(found("Home address", {"x"}) == Strings{"addresses 1"});
  CHECK(found("Victim name", {core::to_hex(core::sha256("a")), core::to_hex(core::sha256("b"))}).empty());
}

TEST_CASE("what operational data is full of is let through", "[records][edges]") {
  CHECK(found("LSOA code", {"E01007434", "E08000016"}).empty());
  CHECK(found("Crime ID", {core::to_hex(core::sha256("a")), ""}).empty());
  CHECK(found("person", {core::to_hex(core::sha256("a")).substr(0, 32)}).empty());
  CHECK(found("fhrsid", {"398094", "1234567"}).empty());
  CHECK(found("Crime type", {"Anti-social behaviour", "Violence and sexual offences", "Other crime", "Drugs",
                             "Criminal damage and arson", "Theft from the person", "Public order"})
            .empty());
  CHECK(found("Reported by", {"South Yorkshire Police", "St John Ambulance", "Children's social care",
                              "Victoria Hospital", "Charlotte Street Surgery"})
            .empty());
  CHECK(found("type", {"P01", "P99", "7843"}).empty());
  CHECK(found("Month", {"2018-01", "2018-01-05", "2018-01-05T10:30:00+00:00"}).empty());
  CHECK(found("LSOA name", {"Barnsley 001A", "Sheffield 073F"}).empty());
  CHECK(found("outcome", Strings(10, "Investigation complete; no suspect identified")).empty());
  CHECK(found("category", {}).empty());
}

TEST_CASE("ten digits are NHS numbers only where checks hold more often than by chance", "[records][edges]") {
  Strings counted;
  for (int i = 0; i < 500; ++i) {
    counted.push_back(std::to_string(4'000'000'000 + i));
  }
  CHECK(found("id", counted).empty());
}

TEST_CASE("a decimal is a coordinate, and has the shape of no identifier", "[records][property]") {
  for (const char* text : {"53.383331", "-1.466667", "434567.25", "0", "-0.5", "123456789.987654321", "2018.01", ".5",
                           "585303.07925774561"}) {
    CHECK(detail::is_coordinate(text));
  }
  for (const char* text : {"9434765919", "07700900123", "1.2.3", "14.3.04", "+447700900123", "1e5", "12 34", "5-6",
                           "0.123456789012345678"}) {
    CHECK_FALSE(detail::is_coordinate(text));
  }
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const core::Philox random(seed, core::Stream::testing);
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const std::string whole = std::to_string(random.below(1'000'000'000U, i, 0, 1));
    const std::string text = (random.below(2, i, 0, 2) == 0 ? "-" : "") + whole.substr(0, 1 + i % 9) +
                             (i % 3 == 0 ? "" : "." + std::to_string(random.below(1'000'000'000U, i, 0, 3)));
    CAPTURE(text);
    REQUIRE(detail::is_coordinate(text));
    CHECK(detail::nhs_shape(text) == detail::NhsShape::none);
    CHECK_FALSE((detail::is_token(text) || detail::is_person_name(text) || detail::is_full_date(text) ||
                 detail::has_national_insurance_number(text) || detail::has_postcode(text) || detail::has_phone(text) ||
                 detail::has_email(text) || detail::has_vehicle_registration(text) || detail::is_long_text(text)));
  }
}

// Source: NHS Data Model and Dictionary, NHS number: 943 476 5919 is its example; the others are computed by hand.
TEST_CASE("the check digit is modulo 11", "[records][golden]") {
  CHECK(detail::has_nhs_check_digit("9434765919"));
  CHECK(detail::has_nhs_check_digit("4010232137"));
  CHECK_FALSE(detail::has_nhs_check_digit("9434765918"));
  CHECK_FALSE(detail::has_nhs_check_digit("4010232138"));
}

TEST_CASE("a message names column, kind, count and remedy, never the value", "[records][edges]") {
  ColumnTable table(2, "cases.csv");
  table.add("Notes", text_column(Strings{"Jane Doe", "John Smith"}));
  CHECK_THROWS_WITH(require_no_identifiers(table),
                    Catch::Contains("cases.csv: column 'Notes': 2 rows look like names of people") &&
                        Catch::Contains("libprofile pseudonymise") && !Catch::Contains("Jane"));
  CHECK_NOTHROW(require_no_identifiers(ColumnTable(1, "t")));
}

TEST_CASE("protected characteristics are known by their headers", "[records][hand]") {
  const Strings names = {"Self-defined ethnicity", "Officer-defined ethnicity", "Gender",      "Age range", "Religion",
                         "VictimNationality",      "sexual_orientation",        "Street race", "Trace",     "Faithful"};
  CHECK(protected_characteristics(names) == Strings{"Self-defined ethnicity", "Officer-defined ethnicity", "Religion",
                                                    "VictimNationality", "sexual_orientation", "Street race"});
}
