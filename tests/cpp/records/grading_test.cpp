// SPDX-License-Identifier: MIT
#include "libprofile/records/grading.hpp"

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

using namespace libprofile::records;

constexpr auto kOld = GradeScheme::five_by_five_by_five;
constexpr auto kNew = GradeScheme::three_by_five_by_two;

TEST_CASE("a grade is read in its own scheme", "[records][hand]") {
  CHECK(parse_grade("B24", kOld) == Grade{kOld, 'B', '2', '4'});
  CHECK(parse_grade("b / 2 / 4", kOld) == Grade{kOld, 'B', '2', '4'});
  CHECK(parse_grade("A1", kOld) == Grade{kOld, 'A', '1', '\0'});
  CHECK(parse_grade("A1", kNew) == Grade{kNew, '1', 'A', '\0'});
  CHECK(parse_grade("1A-P", kNew) == Grade{kNew, '1', 'A', 'P'});
  CHECK(to_text(*parse_grade("2-D-C", kNew)) == "2/D/C");
  CHECK(parse_grade_scheme("5x5x5") == kOld);
  CHECK_FALSE(parse_grade_scheme("4x4").has_value());
}

TEST_CASE("what is not a code of the scheme is not a grade", "[records][edges]") {
  for (const char* text : {"", "A", "F1", "A6", "A16", "1A", "A1P", "A111", "ABC"}) {
    INFO(text);
    CHECK_FALSE(parse_grade(text, kOld).has_value());
  }
  for (const char* text : {"", "4A", "1F", "1A1", "11", "AA", "B24"}) {
    INFO(text);
    CHECK_FALSE(parse_grade(text, kNew).has_value());
  }
}

TEST_CASE("all of 5x5x5 converts by the table and says what it came from", "[records][oracle]") {
  const std::string sources = "11232";
  const std::string information = "AABDE";
  for (int s = 0; s < 5; ++s) {
    for (int i = 0; i < 5; ++i) {
      for (int h = 0; h < 5; ++h) {
        const Grade old{kOld, static_cast<char>('A' + s), static_cast<char>('1' + i), static_cast<char>('1' + h)};
        const ConvertedGrade converted = to_three_by_five_by_two(old);
        CHECK(converted.grade == Grade{kNew, sources.at(s), information.at(i), h == 0 ? 'P' : 'C'});
        CHECK(converted.converted_from == "5x5x5 " + to_text(old));
        CHECK(converted.condition == (h == 0 ? "" : "5x5x5 handling " + std::to_string(h + 1)));
        CHECK(is_counted(old) == is_counted(converted.grade));
      }
    }
  }
}

TEST_CASE("nothing converts the other way", "[records][edges]") {
  CHECK_THROWS_AS(to_three_by_five_by_two(Grade{kNew, '1', 'A', 'P'}), libprofile::InvalidArgument);
  CHECK_THROWS_AS(to_three_by_five_by_two(Grade{kOld, '1', 'A', 'P'}), libprofile::InvalidArgument);
  CHECK_THROWS_AS(is_counted(Grade{kOld, 'Z', '1', '1'}), libprofile::InvalidArgument);
}

TEST_CASE("only an unreliable source's suspected falsehood is left out", "[records][hand]") {
  CHECK_FALSE(is_counted(Grade{kOld, 'D', '5', '1'}));
  CHECK_FALSE(is_counted(Grade{kNew, '3', 'E', 'P'}));
  CHECK(is_counted(Grade{kOld, 'D', '4', '1'}));
  CHECK(is_counted(Grade{kOld, 'E', '5', '1'}));
  CHECK(is_counted(Grade{kNew, '3', 'D', 'P'}));
}
