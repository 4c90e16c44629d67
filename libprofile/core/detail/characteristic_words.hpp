// SPDX-License-Identifier: MIT
/// @file
/// The words by which a name says a protected characteristic, in small letters.
#pragma once

#include <array>
#include <string_view>

namespace libprofile::core::detail {

/// Words and phrases that say one wherever they stand.
inline constexpr auto kPhrases = std::to_array<std::string_view>({"belief",
                                                                  "beliefs",
                                                                  "born abroad",
                                                                  "born outside",
                                                                  "caste",
                                                                  "church attendance",
                                                                  "citizenship",
                                                                  "civil partner",
                                                                  "civil partnership",
                                                                  "country of birth",
                                                                  "disab",
                                                                  "eal",
                                                                  "english as an additional language",
                                                                  "esol",
                                                                  "eth",
                                                                  "ethn",
                                                                  "faith",
                                                                  "faiths",
                                                                  "first language",
                                                                  "foreign born",
                                                                  "foreign national",
                                                                  "foreign nationals",
                                                                  "gay",
                                                                  "gender identity",
                                                                  "gender reassignment",
                                                                  "halal",
                                                                  "kosher",
                                                                  "learning difficulties",
                                                                  "learning difficulty",
                                                                  "legal partnership",
                                                                  "main language",
                                                                  "marital",
                                                                  "marital status",
                                                                  "marriage",
                                                                  "married",
                                                                  "mental health condition",
                                                                  "migrant",
                                                                  "migrants",
                                                                  "mother tongue",
                                                                  "national identity",
                                                                  "national origin",
                                                                  "non binary",
                                                                  "non uk born",
                                                                  "non white",
                                                                  "not born",
                                                                  "orientation",
                                                                  "passports",
                                                                  "place of birth",
                                                                  "queer",
                                                                  "race",
                                                                  "racial",
                                                                  "relig",
                                                                  "sexual orientation",
                                                                  "sexuality",
                                                                  "skin colour",
                                                                  "special educational needs",
                                                                  "teenage mothers",
                                                                  "trans gender",
                                                                  "traveller",
                                                                  "travellers",
                                                                  "uk born"});

/// Beginnings of words that say one.
inline constexpr auto kStems = std::to_array<std::string_view>(
    {"ethnic",  "ethnis",    "religio",  "nationalit", "muslim",   "islam",        "sikh",        "hindu",
     "judais",  "buddhis",   "lgb",      "homosexual", "bisexual", "heterosexual", "transgender", "transsexual",
     "lesbian", "disabilit", "disabled", "wheelchair", "pregnan",  "maternit",     "bame",        "nonwhite",
     "mosque",  "synagogue", "gurdwara", "immigra",    "refugee",  "asylum"});

inline constexpr auto kAgeAndSex = std::to_array<std::string_view>(
    {"age", "ages",  "aged",   "age band", "agegroup", "ageband",   "date of birth", "year of birth",
     "sex", "sexes", "gender", "genders",  "male",     "males",     "female",        "females",
     "men", "women", "boys",   "girls",    "elderly",  "pensioners"});

/// Groups, and what stands for one, each a protected characteristic where the name has nothing else but how it is
/// measured.
inline constexpr auto kGroups = std::to_array<std::string_view>({"white",
                                                                 "black",
                                                                 "asian",
                                                                 "arab",
                                                                 "chinese",
                                                                 "indian",
                                                                 "pakistani",
                                                                 "bangladeshi",
                                                                 "african",
                                                                 "caribbean",
                                                                 "white british",
                                                                 "british white",
                                                                 "irish",
                                                                 "white irish",
                                                                 "white other",
                                                                 "other white",
                                                                 "black african",
                                                                 "black caribbean",
                                                                 "asian british",
                                                                 "black british",
                                                                 "black or black british",
                                                                 "asian or asian british",
                                                                 "bme",
                                                                 "global majority",
                                                                 "gypsy",
                                                                 "irish traveller",
                                                                 "gypsy or irish traveller",
                                                                 "roma",
                                                                 "romany",
                                                                 "christian",
                                                                 "jewish",
                                                                 "catholic",
                                                                 "protestant",
                                                                 "polish",
                                                                 "romanian",
                                                                 "somali",
                                                                 "kurdish",
                                                                 "vietnamese",
                                                                 "albanian",
                                                                 "mixed or multiple",
                                                                 "church",
                                                                 "churches",
                                                                 "chapel",
                                                                 "chapels",
                                                                 "temple",
                                                                 "temples",
                                                                 "minority",
                                                                 "minorities",
                                                                 "trans",
                                                                 "send",
                                                                 "sen",
                                                                 "pip",
                                                                 "dla",
                                                                 "foreign",
                                                                 "migration background"});

/// How a group is measured: says nothing by itself.
inline constexpr auto kMeasures = std::to_array<std::string_view>(
    {"share",     "percent",   "percentage", "pct",       "perc",     "prop",    "proportion", "ratio",
     "rate",      "number",    "count",      "n",         "p",        "pop",     "population", "people",
     "persons",   "residents", "households", "of",        "the",      "in",      "total",      "is",
     "log",       "z",         "victims",    "offenders", "children", "adults",  "pupils",     "claimant",
     "claimants", "support",   "distance",   "to",        "nearest",  "density", "attendance"});

/// Police identity codes and self-defined ones.
inline constexpr auto kCodes = std::to_array<std::string_view>(
    {"ic1", "ic2", "ic3", "ic4", "ic5", "ic6", "ic9", "iccode", "ic code", "sde", "16 1", "18 1", "19 1"});

/// Tables of the censuses of 2021 and 2011; what follows is the number of a column.
inline constexpr auto kTables = std::to_array<std::string_view>(
    {"ts002", "ts004", "ts005", "ts012", "ts013", "ts021", "ts022", "ts023", "ts024", "ts025", "ts027", "ts028",
     "ts030", "ts031", "ts038", "ts039", "ts040", "ts075", "ts077", "ts078", "ts079", "ts080", "ks103", "ks201",
     "ks202", "ks204", "ks205", "ks206", "ks209", "qs201", "qs203", "qs208", "qs211", "qs303"});

inline constexpr auto kTablesOfAgeAndSex =
    std::to_array<std::string_view>({"ts007", "ts008", "ts009", "ks101", "ks102", "qs103", "qs104"});

}  // namespace libprofile::core::detail
