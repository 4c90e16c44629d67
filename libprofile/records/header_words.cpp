// SPDX-License-Identifier: MIT
#include "libprofile/records/detail/header_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "libprofile/records/detail/identifier_shapes.hpp"
#include "libprofile/records/schema.hpp"

namespace libprofile::records::detail {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

// " date of birth " from "Date of birth", "date_of_birth" or "DateOfBirth": words in lower case between spaces.
std::string normalised(std::string_view header) {
  std::string spaced;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const bool starts_hump = i > 0 && is_capital(header[i]) && is_lower(header[i - 1]);
    if (starts_hump) {
      spaced.push_back(' ');
    }
    spaced.push_back(header[i]);
  }
  std::string joined = " ";
  const std::string folded = lower(spaced);
  for (const std::string_view word : words_of(folded)) {
    joined.append(word).push_back(' ');
  }
  return joined;
}

template <std::size_t N>
bool has_any(const std::string& header, const std::array<std::string_view, N>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    return header.find(" " + std::string(phrase) + " ") != std::string::npos;
  });
}

constexpr auto kBirth = std::to_array<std::string_view>(
    {"dob", "d o b", "date of birth", "birth date", "birthdate", "birthday", "born", "birth"});
constexpr auto kNhs = std::to_array<std::string_view>({"nhs", "nhsno", "nhsnumber"});
constexpr auto kNationalInsurance =
    std::to_array<std::string_view>({"nino", "national insurance", "ni number", "ni no"});
constexpr auto kPostcode = std::to_array<std::string_view>({"postcode", "post code", "postal code", "pcd", "pcds"});
constexpr auto kPhone = std::to_array<std::string_view>(
    {"phone", "telephone", "mobile", "tel", "phone number", "telephone number", "mobile number"});
constexpr auto kEmail = std::to_array<std::string_view>({"email", "e mail", "emails", "email address"});
constexpr auto kVehicle = std::to_array<std::string_view>(
    {"vrm", "vrn", "number plate", "licence plate", "vehicle registration", "registration plate"});
constexpr auto kAddress = std::to_array<std::string_view>(
    {"address", "home address", "addressline1", "address1", "uprn", "house number", "house name"});
constexpr auto kCertainName = std::to_array<std::string_view>(
    {"surname", "forename", "forenames", "firstname", "lastname", "fullname", "first name", "last name", "full name",
     "given name", "family name", "middle name", "maiden name", "nickname", "alias", "aliases"});
constexpr auto kName = std::to_array<std::string_view>({"name", "names"});
constexpr auto kNotPerson = std::to_array<std::string_view>(
    {"area",         "ward",          "lsoa",     "msoa",    "district", "agency",   "force",  "authority", "business",
     "premises",     "street",        "file",     "column",  "layer",    "category", "type",   "station",   "school",
     "team",         "locality",      "location", "council", "county",   "region",   "parent", "place",     "town",
     "organisation", "neighbourhood", "unit",     "common",  "service",  "borough",  "field",  "crime",     "offence"});
constexpr auto kTime = std::to_array<std::string_view>(
    {"date",     "time",     "month",    "year",     "start",     "end",     "from",    "to",
     "when",     "datetime", "occurred", "recorded", "reported",  "created", "updated", "modified",
     "incident", "referral", "opened",   "closed",   "timestamp", "day",     "begin",   "finish"});

}  // namespace

std::optional<IdentifierKind> identifier_header(std::string_view header) {
  const std::string words = normalised(header);
  if (has_any(words, kCertainName) || (has_any(words, kName) && !has_any(words, kNotPerson))) {
    return IdentifierKind::person_name;
  }
  if (has_any(words, kBirth)) {
    return IdentifierKind::date_of_birth;
  }
  if (has_any(words, kNhs)) {
    return IdentifierKind::nhs_number;
  }
  if (has_any(words, kNationalInsurance)) {
    return IdentifierKind::national_insurance_number;
  }
  if (has_any(words, kPostcode)) {
    return IdentifierKind::postcode;
  }
  if (has_any(words, kEmail)) {
    return IdentifierKind::email;
  }
  if (has_any(words, kPhone)) {
    return IdentifierKind::phone;
  }
  if (has_any(words, kVehicle)) {
    return IdentifierKind::vehicle_registration;
  }
  return has_any(words, kAddress) ? std::optional(IdentifierKind::address) : std::nullopt;
}

bool is_time_header(std::string_view header) {
  return has_any(normalised(header), kTime);
}

bool is_time_field(std::string_view name) {
  return std::any_of(kinds().begin(), kinds().end(), [&](Kind kind) {
    const Field* field = find_field(kind, name);
    return field != nullptr && field->type == FieldType::time;
  });
}

}  // namespace libprofile::records::detail
