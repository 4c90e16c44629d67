// SPDX-License-Identifier: MIT
/// @file
/// A synthetic safeguarding partnership: records of a place that does not exist, with the truth that was planted.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/records/incidents.hpp"
#include "libprofile/sample/code_values.hpp"
#include "libprofile/sample/options.hpp"

namespace libprofile::sample {

/// No person, premises or incident: where an index has nothing to point at.
inline constexpr std::uint32_t kNone = 0xFFFFFFFFU;

/// The year that the records cover: [2024-01-01, 2025-01-01), in seconds since 1970 and in days.
inline constexpr std::int64_t kWindowStart_s = 1'704'067'200;
inline constexpr std::int32_t kWindowDays = 366;

/// 32 hexadecimal digits that stand for a person. Drawn, so there is nobody behind one.
using Token = std::array<char, 32>;

/// Neighbourhoods in wards in districts, and who lives there.
struct Place {
  /// Outlines in EPSG:27700 to 0.1 m and in longitude and latitude; levels "ward" and "district".
  geography::AreaSet areas;
  /// Residents by `kAgeGroups`, area by area.
  std::vector<std::array<std::uint32_t, kAgeGroups.size()>> residents;
};

/// The register: one entry each.
struct Premises {
  std::vector<double> xy_m;
  std::vector<std::uint32_t> unit;
  /// Into `kPremisesKinds`.
  std::vector<std::uint8_t> kind;
  std::vector<std::uint8_t> is_active;

  [[nodiscard]] std::size_t size() const { return kind.size(); }
};

/// What the agencies recorded: one entry a row, the same event twice where two agencies reported it.
struct Incidents {
  /// Interleaved, metres in EPSG:27700, to 1 m; NaN, NaN where the row has no place.
  std::vector<double> xy_m;
  /// The unit that it was planted in, also where the row does not say.
  std::vector<std::uint32_t> unit;
  /// The premises it happened within 150 m of, or `kNone`.
  std::vector<std::uint32_t> premises;
  /// [start_s, end_s), seconds since 1970 UTC, as precise as the agency records it; an instant has both equal.
  std::vector<std::int64_t> start_s;
  std::vector<std::int64_t> end_s;
  /// Days from the event to the record.
  std::vector<std::uint16_t> delay_days;
  /// Into `Victims`.
  std::vector<std::uint32_t> victim;
  /// Into `Offenders`, or `kNone`.
  std::vector<std::uint32_t> offender;
  /// The row that this one repeats, always an earlier one of another agency; else `kNone`.
  std::vector<std::uint32_t> duplicate_of;
  std::vector<Agency> agency;
  std::vector<Category> category;
  std::vector<LocationRole> role;
  std::vector<Origin> origin;
  /// Into `kModels`, or `kBlank`.
  std::vector<std::uint8_t> model;
  /// 5x5x5 as three digits from 0: source (A to E) times 25, information (1 to 5) times 5, handling (1 to 5).
  std::vector<std::uint8_t> grade;
  /// Of `kOtherPlaces`, for rows with a place and no premises.
  std::vector<std::uint8_t> other_place;

  [[nodiscard]] std::size_t size() const { return start_s.size(); }
};

/// Children known to the partnership. Those of one district are consecutive.
struct Victims {
  std::vector<Token> token;
  std::vector<std::uint32_t> home_unit;
  std::vector<std::uint8_t> district;
  std::vector<std::uint8_t> placement_district;
  std::vector<std::uint8_t> age_band;
  std::vector<std::uint8_t> sex;
  std::vector<std::uint8_t> care_status;
  std::vector<std::uint8_t> referral_source;
  std::vector<std::uint16_t> referral_day;
  /// `kBlank` where no assessment is on file.
  std::vector<std::uint8_t> risk_band;
  /// Into `kModels`, or `kBlank`.
  std::vector<std::uint8_t> model;
  /// Number of the education setting within the district; 0 where in none.
  std::vector<std::uint16_t> education_setting;
  std::vector<std::uint8_t> case_status;

  [[nodiscard]] std::size_t size() const { return token.size(); }
};

struct Offenders {
  std::vector<Token> token;
  std::vector<std::uint32_t> home_unit;
  std::vector<std::uint8_t> age_band;
  std::vector<std::uint8_t> sex;
  /// Number of the group, or `kNone`.
  std::vector<std::uint32_t> group;

  [[nodiscard]] std::size_t size() const { return token.size(); }
};

/// Spells of being missing, ordered by child and start.
struct Episodes {
  std::vector<std::uint32_t> victim;
  std::vector<std::int64_t> start_s;
  std::vector<std::int64_t> end_s;
  std::vector<std::uint8_t> missing_from;
  std::vector<std::uint32_t> found_unit;
  std::vector<std::uint8_t> is_interview_offered;
  std::vector<std::uint8_t> is_interview_held;

  [[nodiscard]] std::size_t size() const { return victim.size(); }
};

/// Contacts to one service by month and `kReferralSources`, and those that became referrals.
struct Contacts {
  std::array<std::array<std::uint32_t, kReferralSources.size()>, 12> contacts{};
  std::array<std::array<std::uint32_t, kReferralSources.size()>, 12> referrals{};
};

/// Adjacent units with more incidents than their people and premises would give.
struct Hotspot {
  /// Ascending.
  std::vector<std::uint32_t> units;
  /// Times the expectation, within the window.
  double relative_risk = 1.0;
  /// Days of the year, [first_day, end_day).
  std::int32_t first_day = 0;
  std::int32_t end_day = kWindowDays;
};

struct Partnership {
  Options options;
  Place place;
  Premises premises;
  Victims victims;
  Offenders offenders;
  Incidents incidents;
  Episodes episodes;
  Contacts contacts;
  /// What was planted; premises types in `kPremisesKinds`.
  std::vector<Hotspot> hotspots;
};

/// Draws a partnership.
///
/// Shares (each up to chance): 97 % girls, 11 to 17 years with most 13 to 15, 23 % of cases from schools, risk band
/// blank for 80 % and model for 31 %; of incidents 60 % of those with a place within 150 m of a premises, 14 % without
/// a place, 5 % of all online, 5 % repeats of another agency's. Where premises are dense the 60 % grows, because little
/// land is farther than 150 m from any: 61 % with 480,000 premises in 35,000 areas.
///
/// The same options give the same partnership for any number of threads.
///
/// @throws InvalidArgument  for an option outside its range.
/// Time and memory O(areas + premises + incidents); 1.7 million incidents and 480,000 premises take a few seconds.
[[nodiscard]] Partnership partnership(const Options& options = {});

/// The incidents as reading the written files gives them, with `xy` in EPSG:27700.
[[nodiscard]] records::Incidents to_records(const Partnership& partnership);

/// The register as reading the written file gives it, with `xy` in EPSG:27700.
[[nodiscard]] records::PremisesRegister to_register(const Partnership& partnership);

}  // namespace libprofile::sample
