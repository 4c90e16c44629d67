// SPDX-License-Identifier: MIT
/// @file
/// The values that a synthetic partnership's coded columns take, and their shares where they are fixed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace libprofile::sample {

/// Code of an absent value.
inline constexpr std::uint8_t kBlank = 255;

inline constexpr std::size_t kDistricts = 4;
inline constexpr std::size_t kAgencies = 5;

/// Invented: no place of these names is known to the authors.
inline constexpr std::array<std::string_view, kDistricts> kDistrictNames{"Eastmere", "Kelderholm", "Northsand",
                                                                         "Wrackley"};

enum class Agency : std::uint8_t { police, social_care, school, sexual_health, voluntary };
inline constexpr std::array<std::string_view, kAgencies> kAgencyNames{"police", "social_care", "school",
                                                                      "sexual_health", "voluntary"};

/// Of an incident. Those online have no place.
enum class Category : std::uint8_t { exploitation_concern, sexual_offence, missing_with_concern, online_contact };
inline constexpr std::array<std::string_view, 4> kCategoryNames{"Exploitation concern", "Sexual offence",
                                                                "Missing with concern", "Online contact"};

/// What the recorded place is. Only the first three are mapped.
enum class LocationRole : std::uint8_t { offence, meeting, pick_up, disclosure, recorded_at };
inline constexpr std::array<std::string_view, 5> kLocationRoleNames{"offence", "meeting", "pick_up", "disclosure",
                                                                    "recorded_at"};

enum class Origin : std::uint8_t { reported, proactive };
inline constexpr std::array<std::string_view, 2> kOriginNames{"reported", "proactive"};

/// Premises types of the register, a share of it each, and how many times the incidents of P07 each is planted with.
struct PremisesKind {
  std::string_view code;
  double share;
  double relative_risk;
};
inline constexpr std::array<PremisesKind, 15> kPremisesKinds{{
    {"P01", 0.04, 3.0},
    {"P02", 0.03, 1.0},
    {"P03", 0.03, 4.0},
    {"P04", 0.02, 2.5},
    {"P05", 0.18, 3.5},
    {"P06", 0.16, 1.0},
    {"P07", 0.25, 1.0},
    {"P08", 0.05, 1.0},
    {"P09", 0.01, 1.0},
    {"P10", 0.12, 1.0},
    {"P11", 0.04, 0.5},
    {"P12", 0.003, 1.0},
    {"P13", 0.03, 0.5},
    {"P14", 0.03, 1.0},
    {"P98", 0.007, 1.0},
}};

/// Codes of the place of an incident that is at no premises of the register.
inline constexpr std::array<std::string_view, 3> kOtherPlaces{"P15", "P16", "P99"};

/// Who referred a child; schools first.
inline constexpr std::array<std::string_view, 8> kReferralSources{
    "school", "police", "social_care", "sexual_health", "voluntary", "youth_offending", "public", "housing"};

/// Models of exploitation.
inline constexpr std::array<std::string_view, 10> kModels{"REL", "BF",    "PEER", "NET", "GANG",
                                                          "ONL", "PARTY", "TRAF", "FAM", "OTH"};

inline constexpr std::array<std::string_view, 3> kVictimAgeBands{"11-12", "13-15", "16-17"};
inline constexpr std::array<std::string_view, 4> kOffenderAgeBands{"18-24", "25-34", "35-49", "50-plus"};
inline constexpr std::array<std::string_view, 2> kSexes{"female", "male"};
inline constexpr std::array<std::string_view, 3> kCareStatuses{"none", "looked_after", "care_leaver"};
inline constexpr std::array<std::string_view, 3> kRiskBands{"low", "medium", "high"};
inline constexpr std::array<std::string_view, 2> kCaseStatuses{"open", "closed"};
inline constexpr std::array<std::string_view, 2> kMissingFrom{"home", "care"};
inline constexpr std::array<std::string_view, 5> kAgeGroups{"0-10", "11-17", "18-29", "30-64", "65-plus"};

}  // namespace libprofile::sample
