// SPDX-License-Identifier: MIT
#include "libprofile/records/code_lists.hpp"

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/records/schema.hpp"

using namespace libprofile::records;

TEST_CASE("lists have an id, a version, a source and distinct codes", "[records][property]") {
  std::set<std::string_view> ids;
  for (const CodeList& list : code_lists()) {
    CHECK(ids.insert(list.id).second);
    CHECK_FALSE((list.version.empty() || list.source.empty() || list.rule.empty() || list.codes.empty()));
    std::set<std::string_view> codes;
    for (const Code& code : list.codes) {
      CHECK(codes.insert(code.code).second);
      CHECK(match_code(list, code.code) == code.code);
    }
  }
  CHECK_THROWS_WITH(code_list("premises"), Catch::Contains("did you mean premises_types?"));
}

TEST_CASE("the food-hygiene crosswalk leads into the premises types", "[records][hand]") {
  const Crosswalk& fhrs = crosswalk("fhrs");
  for (const CrosswalkEntry& entry : fhrs.entries) {
    CHECK(find_code(code_list(fhrs.target), entry.to) != nullptr);
  }
  CHECK(translate(fhrs, "7843") == "P10");
  CHECK(translate(fhrs, "5") == "P13");
  CHECK_FALSE(translate(fhrs, "6").has_value());
}

TEST_CASE("dwellings, children's homes and online places are never mapped", "[records][hand]") {
  for (const Code& code : code_list("premises_types").codes) {
    CHECK(is_mappable(code.code) == (code.code != "P12" && code.code != "P15" && code.code != "P17"));
  }
  CHECK_THROWS_AS(is_mappable("P00"), libprofile::InvalidArgument);
}

TEST_CASE("codes are matched without case, and labels too", "[records][edges]") {
  CHECK(match_code(code_list("location_roles"), "Pick-up") == "pick_up");
  CHECK(match_code(code_list("agencies"), "Children's Social Care") == "social_care");
  CHECK_FALSE(match_code(code_list("origins"), "").has_value());
}

TEST_CASE("GSS codes are a country's letter and eight digits", "[records][edges]") {
  CHECK(is_gss_code("E01007317"));
  CHECK(gss_kind("E01007317") == "lower layer super output area");
  CHECK_FALSE(gss_kind("E99999999").has_value());
  for (const char* text : {"", "X01007317", "E0100731", "E010073170", "E0100731A", "e01007317"}) {
    CHECK_FALSE(is_gss_code(text));
  }
}

TEST_CASE("every field has its meaning, rule and remedy, and its list exists", "[records][property]") {
  for (const Kind kind : kinds()) {
    CHECK(parse_kind(name(kind)) == kind);
    std::set<std::string_view> names;
    for (const Field& field : fields(kind)) {
      INFO(name(kind) << "." << field.name);
      CHECK(names.insert(field.name).second);
      CHECK_FALSE((field.meaning.empty() || field.rule.empty() || field.remedy.empty()));
      CHECK((field.type == FieldType::code) == !field.list.empty());
      if (!field.list.empty()) {
        CHECK(code_list(field.list).rule == field.rule);
      }
    }
  }
  CHECK_FALSE(parse_kind("person").has_value());
}

TEST_CASE("the documentation of records says what the schema says", "[records][golden]") {
  std::ifstream file(LIBPROFILE_SOURCE_DIR "/docs/records.md");
  std::stringstream text;
  text << file.rdbuf();
  const std::string page = text.str();
  for (const Kind kind : kinds()) {
    for (const Field& field : fields(kind)) {
      std::string line = "| `" + std::string(field.name) + "` | " + std::string(name(field.type)) + " | " +
                         (field.need == Need::required ? "yes" : "no") + " | " + std::string(field.meaning) + " | " +
                         std::string(field.rule) + " |";
      INFO(line);
      CHECK(page.find(line) != std::string::npos);
    }
  }
  for (const CodeList& list : code_lists()) {
    for (const Code& code : list.codes) {
      const std::string line = "| `" + std::string(code.code) + "` | " + std::string(code.label) + " |";
      INFO(list.id << ": " << line);
      CHECK(page.find(line) != std::string::npos);
    }
  }
  for (const CrosswalkEntry& entry : crosswalk("fhrs").entries) {
    CHECK(page.find("| `" + std::string(entry.from) + "` | `" + std::string(entry.to) + "` |") != std::string::npos);
  }
}
