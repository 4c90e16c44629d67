// SPDX-License-Identifier: MIT
/// @file
/// The fields themselves: name, type, need, meaning, rule, remedy, code list, repetition.
#pragma once

#include <array>

#include "libprofile/records/schema.hpp"

namespace libprofile::records::detail {

inline constexpr std::string_view kTokenRule = "a token of at most 128 characters";
inline constexpr std::string_view kTokenRemedy = "replace the identifier by a token: libprofile pseudonymise";
inline constexpr std::string_view kTextRule = "a short label of at most 120 characters";
inline constexpr std::string_view kTextRemedy = "use the short label or code that the source has for it";
inline constexpr std::string_view kAreaCodeRule = "an area code: one capital letter and eight digits";
inline constexpr std::string_view kAreaCodeRemedy = "give the nine characters of the code, such as E01007317";
inline constexpr std::string_view kTimeRule = "a month, date, time or interval that exists, of the years 1972 to 2099";
inline constexpr std::string_view kTimeRemedy =
    "write it as 2018-01, 2018-01-31, 2018-01-31T23:30 or 2018-01-31T23:30Z";
inline constexpr std::string_view kGradeRule = "a grade of the scheme that the record names";
inline constexpr std::string_view kGradeRemedy =
    "write source, information and handling, such as B24, and give grade_scheme";
inline constexpr std::string_view kCoordinateRule = "a finite number";
inline constexpr std::string_view kCoordinateRemedy = "give both coordinates with a decimal point, or leave both empty";
inline constexpr std::string_view kCountRule = "a whole number from 0";
inline constexpr std::string_view kCountRemedy = "give digits alone, without separators";
inline constexpr std::string_view kAgeBandRule = "a band of ages, such as 13-15, 50-plus or under-10";
inline constexpr std::string_view kAgeBandRemedy =
    "write the first and the last age in years with a hyphen between them, or 50-plus, or under-10";
inline constexpr std::string_view kCodeRemedy = "translate the value to a code of the list in the mapping";
inline constexpr std::string_view kPremisesRemedy =
    "map the source's codes with a crosswalk (crosswalk = \"fhrs\" for business types of food hygiene ratings) or with "
    "values in the configuration";

inline constexpr std::array kIncidentFields = {
    Field{"id", FieldType::token, Need::optional, "names the record in its source", kTokenRule, kTokenRemedy, "",
          Repeat::refused},
    Field{"start", FieldType::time, Need::required, "when it happened, or the earliest time it may have", kTimeRule,
          kTimeRemedy},
    Field{"end", FieldType::time, Need::optional,
          "the latest time it may have happened, where that is not known from the start alone", kTimeRule, kTimeRemedy},
    Field{"reported", FieldType::time, Need::optional, "when somebody told an agency", kTimeRule, kTimeRemedy},
    Field{"recorded", FieldType::time, Need::optional, "when an agency wrote it down", kTimeRule, kTimeRemedy},
    Field{"x", FieldType::coordinate, Need::optional, "easting or longitude of the place", kCoordinateRule,
          kCoordinateRemedy},
    Field{"y", FieldType::coordinate, Need::optional, "northing or latitude of the place", kCoordinateRule,
          kCoordinateRemedy},
    Field{"category", FieldType::text, Need::optional, "what kind of incident, in the source's own words", kTextRule,
          kTextRemedy},
    Field{"agency", FieldType::text, Need::optional, "who recorded it, in the source's own words", kTextRule,
          kTextRemedy},
    Field{"person", FieldType::token, Need::optional, "the person harmed: what counts of distinct persons count",
          kTokenRule, kTokenRemedy},
    Field{"offender", FieldType::token, Need::optional, "a person suspected", kTokenRule, kTokenRemedy},
    Field{"location", FieldType::token, Need::optional, "the premises or place, as its own record names it", kTokenRule,
          kTokenRemedy},
    Field{"location_role", FieldType::code, Need::optional,
          "what the point stands for: only offence, meeting and pick_up are mapped",
          "offence, meeting, pick_up, disclosure or recorded_at", kCodeRemedy, "location_roles"},
    Field{"model", FieldType::code, Need::optional, "model of exploitation", "a code of exploitation_models",
          kCodeRemedy, "exploitation_models"},
    Field{"grade_scheme", FieldType::code, Need::optional, "scheme of the grade", "5x5x5 or 3x5x2", kCodeRemedy,
          "grade_schemes"},
    Field{"grade", FieldType::grade, Need::optional, "how far the intelligence may be relied on", kGradeRule,
          kGradeRemedy},
    Field{"evidence", FieldType::code, Need::optional, "hard evidence or soft intelligence", "hard or soft",
          kCodeRemedy, "evidence_classes"},
    Field{"origin", FieldType::code, Need::optional,
          "reported by somebody, or found by the work itself; absent counts as reported", "reported or proactive",
          kCodeRemedy, "origins"},
    Field{"marking", FieldType::code, Need::optional, "protective marking", "OFFICIAL or OFFICIAL-SENSITIVE",
          kCodeRemedy, "markings"},
};

inline constexpr std::array kVictimFields = {
    Field{"person", FieldType::token, Need::required, "the person", kTokenRule, kTokenRemedy},
    Field{"age_band", FieldType::age_band, Need::optional, "age in years as a band, such as 13-15", kAgeBandRule,
          kAgeBandRemedy},
    Field{"sex", FieldType::code, Need::optional, "sex as recorded", "female, male, other or unknown", kCodeRemedy,
          "sexes"},
    Field{"home_area", FieldType::area_code, Need::optional, "area of the home: never a point", kAreaCodeRule,
          kAreaCodeRemedy},
    Field{"education", FieldType::text, Need::optional, "code of the school or other education setting", kTextRule,
          kTextRemedy},
    Field{"care_status", FieldType::code, Need::optional, "whether looked after, and how", "a code of care_statuses",
          kCodeRemedy, "care_statuses"},
    Field{"responsible_district", FieldType::area_code, Need::optional, "district responsible for the person",
          kAreaCodeRule, kAreaCodeRemedy},
    Field{"placement_district", FieldType::area_code, Need::optional, "district where the person is placed",
          kAreaCodeRule, kAreaCodeRemedy},
    Field{"referral_source", FieldType::code, Need::optional, "who referred", "a code of agencies", kCodeRemedy,
          "agencies"},
    Field{"referral", FieldType::time, Need::optional, "when the referral came", kTimeRule, kTimeRemedy},
    Field{"start", FieldType::time, Need::optional, "when harm began, or the earliest time it may have", kTimeRule,
          kTimeRemedy},
    Field{"end", FieldType::time, Need::optional, "when harm ended", kTimeRule, kTimeRemedy},
    Field{"risk_band", FieldType::code, Need::optional, "band that a professional gave: kept, never computed",
          "low, medium or high", kCodeRemedy, "risk_bands"},
    Field{"risk_scheme", FieldType::text, Need::optional, "scheme of that band", kTextRule, kTextRemedy},
    Field{"indicators", FieldType::text, Need::optional, "codes of the warning signs that were seen", kTextRule,
          kTextRemedy},
    Field{"model", FieldType::code, Need::optional, "model of exploitation", "a code of exploitation_models",
          kCodeRemedy, "exploitation_models"},
};

inline constexpr std::array kOffenderFields = {
    Field{"person", FieldType::token, Need::required, "the person", kTokenRule, kTokenRemedy},
    Field{"age_band", FieldType::age_band, Need::optional, "age in years as a band", kAgeBandRule, kAgeBandRemedy},
    Field{"sex", FieldType::code, Need::optional, "sex as recorded", "female, male, other or unknown", kCodeRemedy,
          "sexes"},
    Field{"home_area", FieldType::area_code, Need::optional, "area of the home: never a point", kAreaCodeRule,
          kAreaCodeRemedy},
    Field{"group", FieldType::token, Need::optional, "a group that acts together", kTokenRule, kTokenRemedy},
};

inline constexpr std::array kPremisesFields = {
    Field{"id", FieldType::token, Need::optional, "names the premises in its register", kTokenRule, kTokenRemedy, "",
          Repeat::refused},
    Field{"type", FieldType::code, Need::required, "what kind of premises", "a code of premises_types (P01 to P99)",
          kPremisesRemedy, "premises_types"},
    Field{"x", FieldType::coordinate, Need::optional, "easting or longitude", kCoordinateRule, kCoordinateRemedy},
    Field{"y", FieldType::coordinate, Need::optional, "northing or latitude", kCoordinateRule, kCoordinateRemedy},
    Field{"area", FieldType::area_code, Need::optional, "area that it lies in, where there is no point", kAreaCodeRule,
          kAreaCodeRemedy},
    Field{"licence", FieldType::text, Need::optional, "kind of licence", kTextRule, kTextRemedy},
    Field{"status", FieldType::text, Need::optional, "whether trading", kTextRule, kTextRemedy},
    Field{"capacity_band", FieldType::text, Need::optional, "how many people it holds, as a band", kTextRule,
          kTextRemedy},
};

inline constexpr std::array kMissingEpisodeFields = {
    Field{"person", FieldType::token, Need::required, "the person", kTokenRule, kTokenRemedy},
    Field{"start", FieldType::time, Need::required, "when the person was last seen", kTimeRule, kTimeRemedy},
    Field{"end", FieldType::time, Need::optional, "when the person was found or came back", kTimeRule, kTimeRemedy},
    Field{"from", FieldType::code, Need::optional, "where the person went missing from", "home or care", kCodeRemedy,
          "missing_from"},
    Field{"found_area", FieldType::area_code, Need::optional, "area where the person was found", kAreaCodeRule,
          kAreaCodeRemedy},
    Field{"interview_offered", FieldType::code, Need::optional, "whether a return interview was offered",
          "true or false", kCodeRemedy, "yes_no"},
    Field{"interview_held", FieldType::code, Need::optional, "whether it was held", "true or false", kCodeRemedy,
          "yes_no"},
};

inline constexpr std::array kNeighbourhoodFields = {
    Field{"code", FieldType::area_code, Need::required, "code of the area", kAreaCodeRule, kAreaCodeRemedy, "",
          Repeat::refused},
    Field{"vintage", FieldType::text, Need::optional, "year of the boundaries", kTextRule, kTextRemedy},
    Field{"name", FieldType::text, Need::optional, "name of the area", kTextRule, kTextRemedy},
    Field{"parent", FieldType::area_code, Need::optional, "code of the area that it is part of", kAreaCodeRule,
          kAreaCodeRemedy},
    Field{"population", FieldType::count, Need::optional, "residents", kCountRule, kCountRemedy},
    Field{"under_18", FieldType::count, Need::optional, "residents under 18", kCountRule, kCountRemedy},
};

}  // namespace libprofile::records::detail
