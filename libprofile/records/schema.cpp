// SPDX-License-Identifier: MIT
#include "libprofile/records/schema.hpp"

#include <algorithm>
#include <array>

#include "libprofile/core/error.hpp"
#include "libprofile/records/detail/schema_data.hpp"

namespace libprofile::records {
namespace {

constexpr std::array kKinds = {Kind::incident, Kind::victim,          Kind::offender,
                               Kind::premises, Kind::missing_episode, Kind::neighbourhood};

constexpr std::array<std::string_view, kKinds.size()> kKindNames = {"incident", "victim",          "offender",
                                                                    "premises", "missing_episode", "neighbourhood"};

constexpr std::array<std::string_view, 9> kTypeNames = {"token", "text",       "code",  "area code", "time",
                                                        "grade", "coordinate", "count", "age band"};

}  // namespace

std::span<const Kind> kinds() {
  return kKinds;
}
std::string_view name(Kind kind) {
  return kKindNames.at(static_cast<std::size_t>(kind));
}
std::string_view name(FieldType type) {
  return kTypeNames.at(static_cast<std::size_t>(type));
}

std::optional<Kind> parse_kind(std::string_view text) {
  const auto found = std::find(kKindNames.begin(), kKindNames.end(), text);
  return found == kKindNames.end() ? std::nullopt : std::optional(kKinds.at(found - kKindNames.begin()));
}

std::span<const Field> fields(Kind kind) {
  switch (kind) {
    case Kind::incident:
      return detail::kIncidentFields;
    case Kind::victim:
      return detail::kVictimFields;
    case Kind::offender:
      return detail::kOffenderFields;
    case Kind::premises:
      return detail::kPremisesFields;
    case Kind::missing_episode:
      return detail::kMissingEpisodeFields;
    case Kind::neighbourhood:
      return detail::kNeighbourhoodFields;
  }
  throw InvalidArgument("kind: must be one that exists");
}

const Field* find_field(Kind kind, std::string_view name) {
  const auto all = fields(kind);
  const auto found = std::find_if(all.begin(), all.end(), [&](const Field& field) { return field.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<std::string> field_names(Kind kind) {
  std::vector<std::string> names;
  for (const Field& field : fields(kind)) {
    names.emplace_back(field.name);
  }
  return names;
}

}  // namespace libprofile::records
