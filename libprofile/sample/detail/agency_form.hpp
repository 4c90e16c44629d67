// SPDX-License-Identifier: MIT
/// @file
/// What each agency calls its columns, and how it writes places and times.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "libprofile/sample/code_values.hpp"

namespace libprofile::sample::detail {

/// Fields of the schema of incidents, and one of ours (`place_type`) that it does not have.
enum class Field : std::uint8_t {
  id,
  agency,
  start,
  end,
  recorded,
  category,
  x,
  y,
  location_role,
  place_type,
  person,
  offender,
  origin,
  model,
  grade,
  evidence,
};
inline constexpr std::size_t kFields = 16;

/// The schema's names.
inline constexpr std::array<std::string_view, kFields> kFieldNames{
    "id",         "agency", "start",    "end",    "recorded", "category", "x",       "y", "location_role",
    "place_type", "person", "offender", "origin", "model",    "grade",    "evidence"};

enum class Coordinates : std::uint8_t { national_grid, lonlat };

enum class TimeForm : std::uint8_t {
  utc,         ///< 2024-03-05T21:40Z
  with_zone,   ///< 2024-06-05T22:40+01:00
  wall_clock,  ///< 2024-06-05 22:40
  day,         ///< 2024-06-05
  month,       ///< 2024-06
};

struct AgencyForm {
  Agency agency = Agency::police;
  std::string_view id_prefix;
  Coordinates coordinates = Coordinates::lonlat;
  TimeForm time = TimeForm::utc;
  /// By `Field`; empty where the agency has no such column.
  std::array<std::string_view, kFields> columns;
};

inline constexpr std::array<AgencyForm, kAgencies> kAgencyForms{{
    {Agency::police,
     "OCC-",
     Coordinates::national_grid,
     TimeForm::utc,
     {"Occurrence", "Force System", "Committed From", "Committed To", "Recorded On", "Offence Group", "Easting",
      "Northing", "Location Role", "Location Type", "Victim Token", "Suspect Token", "Origin", "CSE Model",
      "Evaluation 5x5x5", "Evidence"}},
    {Agency::social_care,
     "CON",
     Coordinates::lonlat,
     TimeForm::day,
     {"contact_ref", "team", "event_date", "", "recorded_date", "presenting_concern", "longitude", "latitude",
      "place_role", "place_type", "child_token", "", "origin", "exploitation_model", "grade", "evidence_class"}},
    {Agency::school,
     "CPR/",
     Coordinates::lonlat,
     TimeForm::wall_clock,
     {"ReportId", "ReportedBy", "When", "", "Logged", "Concern", "Lon", "Lat", "PlaceRole", "PlaceType", "PupilToken",
      "", "Origin", "Model", "Grade", "Evidence"}},
    {Agency::sexual_health,
     "ATT-",
     Coordinates::national_grid,
     TimeForm::with_zone,
     {"attendance", "provider", "event_from", "event_to", "", "reason", "osgb_x", "osgb_y", "site_role", "site_type",
      "patient_token", "", "origin", "model_code", "grade_555", "evidence"}},
    {Agency::voluntary,
     "VS",
     Coordinates::lonlat,
     TimeForm::month,
     {"Case", "Project", "Month", "", "", "Theme", "Long", "Lat", "Where", "What", "Young Person Token", "", "Origin",
      "Type Of Exploitation", "Grade", "Evidence"}},
}};

/// "incidents/police.csv".
[[nodiscard]] inline std::string file_name(const AgencyForm& form) {
  return "incidents/" + std::string(kAgencyNames[static_cast<std::size_t>(form.agency)]) + ".csv";
}

}  // namespace libprofile::sample::detail
