// SPDX-License-Identifier: MIT
/// @file
/// The codes themselves. A list that changes gets a new version.
#pragma once

#include <array>

#include "libprofile/records/code_lists.hpp"

namespace libprofile::records::detail {

inline constexpr std::array kPremisesTypes = {
    Code{"P01", "hotel, B&B, guest house"},
    Code{"P02", "rented, HMO, social landlord block"},
    Code{"P03", "taxi rank, private-hire office"},
    Code{"P04", "bus or rail interchange"},
    Code{"P05", "takeaway, fast food"},
    Code{"P06", "restaurant, café"},
    Code{"P07", "shopping centre, shop"},
    Code{"P08", "park, public space"},
    Code{"P09", "public convenience"},
    Code{"P10", "pub, bar, nightclub"},
    Code{"P11", "school, college"},
    Code{"P12", "children's home, care setting"},
    Code{"P13", "health setting"},
    Code{"P14", "petrol station, late shop"},
    Code{"P15", "private dwelling"},
    Code{"P16", "vehicle"},
    Code{"P17", "online"},
    Code{"P98", "other"},
    Code{"P99", "unknown"},
};

inline constexpr std::array kSourceFive = {
    Code{"A", "always reliable"}, Code{"B", "mostly reliable"}, Code{"C", "sometimes reliable"},
    Code{"D", "unreliable"},      Code{"E", "untested source"},
};

inline constexpr std::array kInformationFive = {
    Code{"1", "known to be true without reservation"},
    Code{"2", "known personally to the source but not to the officer"},
    Code{"3", "not known personally to the source but corroborated"},
    Code{"4", "cannot be judged"},
    Code{"5", "suspected to be false or malicious"},
};

inline constexpr std::array kHandlingFive = {
    Code{"1", "may go to other law enforcement"},
    Code{"2", "may go to UK non-prosecuting parties"},
    Code{"3", "may go to law enforcement outside the EEA"},
    Code{"4", "only within the originating agency"},
    Code{"5", "no further dissemination"},
};

inline constexpr std::array kSourceThree = {
    Code{"1", "reliable"},
    Code{"2", "untested"},
    Code{"3", "not reliable"},
};

inline constexpr std::array kInformationThree = {
    Code{"A", "known directly"},        Code{"B", "known indirectly but corroborated"},
    Code{"C", "known indirectly"},      Code{"D", "not known"},
    Code{"E", "suspected to be false"},
};

inline constexpr std::array kHandlingThree = {
    Code{"P", "lawful sharing permitted"},
    Code{"C", "lawful sharing permitted with conditions"},
};

inline constexpr std::array kGradeSchemes = {
    Code{"5x5x5", "source, information, handling; until 2016"},
    Code{"3x5x2", "source, assessment, handling; since 2016"},
};

inline constexpr std::array kAgencies = {
    Code{"police", "police"},
    Code{"social_care", "children's social care"},
    Code{"school", "school"},
    Code{"school_nurse", "school nurse"},
    Code{"gp", "general practice"},
    Code{"sexual_health", "sexual health service"},
    Code{"emergency", "accident and emergency"},
    Code{"pharmacy", "pharmacy"},
    Code{"substance_misuse", "substance misuse service"},
    Code{"camhs", "child and adolescent mental health service"},
    Code{"youth_service", "youth service"},
    Code{"youth_offending", "youth offending service"},
    Code{"voluntary", "voluntary sector"},
    Code{"licensing", "licensing authority"},
    Code{"housing", "housing provider"},
    Code{"probation", "probation"},
    Code{"ambulance", "ambulance service"},
    Code{"fire", "fire and rescue"},
    Code{"elected_member", "elected member"},
    Code{"business", "business"},
    Code{"public", "member of the public"},
};

inline constexpr std::array kExploitationModels = {
    Code{"REL", "inappropriate relationship"},
    Code{"BF", "boyfriend"},
    Code{"PEER", "peer"},
    Code{"NET", "organised or networked"},
    Code{"GANG", "gang"},
    Code{"ONL", "online"},
    Code{"PARTY", "party"},
    Code{"TRAF", "moved between places"},
    Code{"FAM", "familial"},
    Code{"OTH", "other"},
    Code{"UNK", "unknown"},
};

inline constexpr std::array kMarkings = {
    Code{"OFFICIAL", "routine public business"},
    Code{"OFFICIAL-SENSITIVE", "to be shared on a need-to-know basis"},
};

inline constexpr std::array kLocationRoles = {
    Code{"offence", "where it happened"},
    Code{"meeting", "where people met"},
    Code{"pick_up", "where somebody was picked up"},
    Code{"disclosure", "where it was told"},
    Code{"recorded_at", "where it was written down"},
};

inline constexpr std::array kOrigins = {
    Code{"reported", "came from somebody outside the work"},
    Code{"proactive", "found by the work itself"},
};

inline constexpr std::array kEvidenceClasses = {
    Code{"hard", "evidence of an offence"},
    Code{"soft", "intelligence or concern"},
};

inline constexpr std::array kRiskBands = {
    Code{"low", "low"},
    Code{"medium", "medium"},
    Code{"high", "high"},
};

inline constexpr std::array kSexes = {
    Code{"female", "F"},
    Code{"male", "M"},
    Code{"other", "other"},
    Code{"unknown", "not known"},
};

inline constexpr std::array kCareStatuses = {
    Code{"looked_after", "looked after"},
    Code{"child_in_need", "child in need"},
    Code{"child_protection", "child protection plan"},
    Code{"care_leaver", "care leaver"},
    Code{"none", "none of these"},
    Code{"unknown", "not known"},
};

inline constexpr std::array kAgeBands = {
    Code{"0-9", "0 to 9"},     Code{"10-12", "10 to 12"}, Code{"13-15", "13 to 15"}, Code{"16-17", "16 to 17"},
    Code{"18-24", "18 to 24"}, Code{"25-34", "25 to 34"}, Code{"35-49", "35 to 49"}, Code{"50-plus", "50 and over"},
};

inline constexpr std::array kMissingFrom = {
    Code{"home", "from home"},
    Code{"care", "from care"},
};

inline constexpr std::array kYesNo = {
    Code{"true", "yes"},
    Code{"false", "no"},
};

inline constexpr std::array kGssEntities = {
    Code{"E00", "output area"},
    Code{"E01", "lower layer super output area"},
    Code{"E02", "middle layer super output area"},
    Code{"E05", "electoral ward"},
    Code{"E06", "unitary authority"},
    Code{"E07", "non-metropolitan district"},
    Code{"E08", "metropolitan district"},
    Code{"E09", "London borough"},
    Code{"E22", "community safety partnership"},
    Code{"E23", "police force area"},
    Code{"W00", "output area"},
    Code{"W01", "lower layer super output area"},
    Code{"W02", "middle layer super output area"},
    Code{"W05", "electoral ward"},
    Code{"W06", "unitary authority"},
    Code{"W15", "police force area"},
    Code{"S00", "output area"},
    Code{"S01", "data zone"},
    Code{"S02", "intermediate zone"},
    Code{"S12", "council area"},
    Code{"S13", "electoral ward"},
    Code{"N08", "district electoral area ward"},
    Code{"N09", "local government district"},
};

inline constexpr std::array kCodeLists = {
    CodeList{"premises_types", "1",
             "libprofile: settings named by reviews of local responses to child sexual exploitation",
             "a code of premises_types (P01 to P99)", kPremisesTypes},
    CodeList{"source_5x5x5", "2005", "National Intelligence Model, 5x5x5 information report",
             "a source evaluation of 5x5x5 (A to E)", kSourceFive},
    CodeList{"information_5x5x5", "2005", "National Intelligence Model, 5x5x5 information report",
             "an information evaluation of 5x5x5 (1 to 5)", kInformationFive},
    CodeList{"handling_5x5x5", "2005", "National Intelligence Model, 5x5x5 information report",
             "a handling code of 5x5x5 (1 to 5)", kHandlingFive},
    CodeList{"source_3x5x2", "2016", "College of Policing, intelligence report (3x5x2)",
             "a source evaluation of 3x5x2 (1 to 3)", kSourceThree},
    CodeList{"information_3x5x2", "2016", "College of Policing, intelligence report (3x5x2)",
             "an assessment of 3x5x2 (A to E)", kInformationThree},
    CodeList{"handling_3x5x2", "2016", "College of Policing, intelligence report (3x5x2)",
             "a handling code of 3x5x2 (P or C)", kHandlingThree},
    CodeList{"grade_schemes", "1", "libprofile", "5x5x5 or 3x5x2", kGradeSchemes},
    CodeList{"agencies", "1", "libprofile: agencies named by reviews of local responses", "a code of agencies",
             kAgencies},
    CodeList{"exploitation_models", "1", "libprofile: models named by reviews of local responses",
             "a code of exploitation_models", kExploitationModels},
    CodeList{"markings", "2014", "Cabinet Office, Government Security Classifications",
             "OFFICIAL or OFFICIAL-SENSITIVE", kMarkings},
    CodeList{"location_roles", "1", "libprofile", "offence, meeting, pick_up, disclosure or recorded_at",
             kLocationRoles},
    CodeList{"origins", "1", "libprofile", "reported or proactive", kOrigins},
    CodeList{"evidence_classes", "1", "libprofile", "hard or soft", kEvidenceClasses},
    CodeList{"risk_bands", "1", "libprofile", "low, medium or high", kRiskBands},
    CodeList{"sexes", "1", "libprofile", "female, male, other or unknown", kSexes},
    CodeList{"care_statuses", "1", "libprofile", "a code of care_statuses", kCareStatuses},
    CodeList{"age_bands", "1", "libprofile: bands that persons are counted by", "a code of age_bands", kAgeBands},
    CodeList{"missing_from", "1", "libprofile", "home or care", kMissingFrom},
    CodeList{"yes_no", "1", "libprofile", "true or false", kYesNo},
    CodeList{"gss_entities", "2023", "Office for National Statistics, Register of Geographic Codes",
             "the first three characters of a GSS code", kGssEntities},
};

inline constexpr std::array kFhrs = {
    CrosswalkEntry{"7842", "P01"}, CrosswalkEntry{"7844", "P05"}, CrosswalkEntry{"7846", "P05"},
    CrosswalkEntry{"1", "P06"},    CrosswalkEntry{"4613", "P07"}, CrosswalkEntry{"7840", "P07"},
    CrosswalkEntry{"7843", "P10"}, CrosswalkEntry{"7845", "P11"}, CrosswalkEntry{"5", "P13"},
    CrosswalkEntry{"7841", "P98"}, CrosswalkEntry{"7", "P98"},    CrosswalkEntry{"14", "P98"},
    CrosswalkEntry{"7838", "P98"}, CrosswalkEntry{"7839", "P98"},
};

inline constexpr std::array kCrosswalks = {
    Crosswalk{"fhrs", "2015", "Food Standards Agency, Food Hygiene Rating Scheme, business types", "premises_types",
              kFhrs},
};

}  // namespace libprofile::records::detail
