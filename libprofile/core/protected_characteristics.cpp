// SPDX-License-Identifier: MIT
#include "libprofile/core/protected_characteristics.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "libprofile/core/error.hpp"

namespace libprofile::core {
namespace {

using Words = std::vector<std::string>;

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_of_word(char c) {
  return is_lower(c) || is_capital(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// "victim", "nationality" from "VictimNationality", "victim_nationality" or "Victim nationality".
Words words_of(std::string_view name) {
  Words words;
  char before = ' ';
  for (const char c : name) {
    if (is_of_word(c)) {
      if (!is_of_word(before) || (is_capital(c) && is_lower(before))) {
        words.emplace_back();
      }
      words.back().push_back(is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c);
    }
    before = c;
  }
  return words;
}

/// Words between spaces, with one before the first and after the last.
std::string joined(const Words& words) {
  std::string text = " ";
  for (const std::string& word : words) {
    text.append(word).push_back(' ');
  }
  return text;
}

template <std::size_t N>
bool has_any(const std::string& text, const std::array<std::string_view, N>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    return text.find(" " + std::string(phrase) + " ") != std::string::npos;
  });
}

template <std::size_t N>
bool is_any(std::string_view text, const std::array<std::string_view, N>& all) {
  return std::find(all.begin(), all.end(), text) != all.end();
}

constexpr auto kPhrases = std::to_array<std::string_view>({"ethnicity",
                                                           "ethnicities",
                                                           "ethnic",
                                                           "eth",
                                                           "race",
                                                           "racial",
                                                           "caste",
                                                           "skin colour",
                                                           "religion",
                                                           "religions",
                                                           "religious",
                                                           "relig",
                                                           "faith",
                                                           "faiths",
                                                           "belief",
                                                           "beliefs",
                                                           "nationality",
                                                           "nationalities",
                                                           "national identity",
                                                           "national origin",
                                                           "citizenship",
                                                           "passports",
                                                           "country of birth",
                                                           "place of birth",
                                                           "born abroad",
                                                           "foreign born",
                                                           "non uk born",
                                                           "uk born",
                                                           "immigration status",
                                                           "immigrant",
                                                           "immigrants",
                                                           "migrant",
                                                           "migrants",
                                                           "refugee",
                                                           "refugees",
                                                           "asylum seeker",
                                                           "asylum seekers",
                                                           "main language",
                                                           "first language",
                                                           "mother tongue",
                                                           "english as an additional language",
                                                           "sexual orientation",
                                                           "sexuality",
                                                           "orientation",
                                                           "lgb",
                                                           "lgbt",
                                                           "lgbtq",
                                                           "gay",
                                                           "lesbian",
                                                           "bisexual",
                                                           "heterosexual",
                                                           "homosexual",
                                                           "disability",
                                                           "disabilities",
                                                           "disabled",
                                                           "disab",
                                                           "special educational needs",
                                                           "learning difficulty",
                                                           "learning difficulties",
                                                           "gender identity",
                                                           "gender reassignment",
                                                           "transgender",
                                                           "trans gender",
                                                           "non binary",
                                                           "marital",
                                                           "marital status",
                                                           "marriage",
                                                           "married",
                                                           "civil partnership",
                                                           "civil partner",
                                                           "legal partnership",
                                                           "pregnancy",
                                                           "pregnancies",
                                                           "pregnant",
                                                           "maternity",
                                                           "teenage mothers"});
constexpr auto kAgeAndSex = std::to_array<std::string_view>(
    {"age", "ages",  "aged",   "age band", "agegroup", "ageband",   "date of birth", "year of birth",
     "sex", "sexes", "gender", "genders",  "male",     "males",     "female",        "females",
     "men", "women", "boys",   "girls",    "elderly",  "pensioners"});
/// Groups, each a protected characteristic where the name has nothing else but how it is measured.
constexpr auto kGroups = std::to_array<std::string_view>({"white",
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
                                                          "bame",
                                                          "bme",
                                                          "global majority",
                                                          "gypsy",
                                                          "irish traveller",
                                                          "gypsy or irish traveller",
                                                          "roma",
                                                          "romany",
                                                          "muslim",
                                                          "christian",
                                                          "hindu",
                                                          "sikh",
                                                          "jewish",
                                                          "buddhist",
                                                          "catholic",
                                                          "protestant",
                                                          "polish",
                                                          "romanian",
                                                          "somali",
                                                          "kurdish",
                                                          "vietnamese",
                                                          "albanian",
                                                          "mixed or multiple"});
constexpr auto kMeasures = std::to_array<std::string_view>(
    {"share",   "percent",   "percentage", "pct",       "perc",     "prop",   "proportion", "ratio",
     "rate",    "number",    "count",      "n",         "p",        "pop",    "population", "people",
     "persons", "residents", "households", "of",        "the",      "in",     "total",      "is",
     "log",     "z",         "victims",    "offenders", "children", "adults", "pupils"});
/// Police identity codes and self-defined ones.
constexpr auto kCodes = std::to_array<std::string_view>(
    {"ic1", "ic2", "ic3", "ic4", "ic5", "ic6", "ic9", "iccode", "ic code", "sde", "16 1", "18 1", "19 1"});
/// Tables of the censuses of 2021 and 2011; what follows is the number of a column.
constexpr auto kTables = std::to_array<std::string_view>(
    {"ts002", "ts004", "ts005", "ts012", "ts013", "ts021", "ts022", "ts023", "ts024", "ts025", "ts027", "ts028",
     "ts030", "ts031", "ts038", "ts039", "ts040", "ts075", "ts077", "ts078", "ts079", "ts080", "ks103", "ks201",
     "ks202", "ks204", "ks205", "ks206", "ks209", "qs201", "qs203", "qs208", "qs211", "qs303"});
constexpr auto kTablesOfAgeAndSex =
    std::to_array<std::string_view>({"ts007", "ts008", "ts009", "ks101", "ks102", "qs103", "qs104"});

template <std::size_t N>
bool names_table(const Words& words, const std::array<std::string_view, N>& tables) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::any_of(tables.begin(), tables.end(), [&](std::string_view table) { return word.starts_with(table); });
  });
}

bool is_group(const Words& words) {
  Words left;
  std::copy_if(words.begin(), words.end(), std::back_inserter(left),
               [](const std::string& word) { return !is_any(word, kMeasures); });
  const std::string text = joined(left);
  return !left.empty() && is_any(std::string_view(text).substr(1, text.size() - 2), kGroups);
}

}  // namespace

bool is_protected_characteristic(std::string_view name, ColumnUse use) {
  const Words words = words_of(name);
  const std::string text = joined(words);
  if (has_any(text, kPhrases) || has_any(text, kCodes) || names_table(words, kTables) || is_group(words)) {
    return true;
  }
  return use == ColumnUse::predictor && (has_any(text, kAgeAndSex) || names_table(words, kTablesOfAgeAndSex));
}

std::vector<std::string> protected_characteristics(std::span<const std::string> names, ColumnUse use) {
  std::vector<std::string> found;
  std::copy_if(names.begin(), names.end(), std::back_inserter(found),
               [use](const std::string& name) { return is_protected_characteristic(name, use); });
  return found;
}

void require_no_protected_characteristics(std::span<const std::string> names, std::string_view context, ColumnUse use) {
  const std::vector<std::string> found = protected_characteristics(names, use);
  if (!found.empty()) {
    throw InputError(std::string(context) + ": column '" + found.front() +
                     "' holds a protected characteristic (Equality Act 2010, section 4, or nationality): these are "
                     "never predictors, so leave it out");
  }
}

}  // namespace libprofile::core
