// SPDX-License-Identifier: MIT
/// @file
/// What a profile is made from, and how.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libprofile/core/key.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/disclosure/policy.hpp"
#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/counting.hpp"
#include "libprofile/profile/outreach.hpp"
#include "libprofile/profile/sharing.hpp"
#include "libprofile/records/incidents.hpp"
#include "libprofile/records/people.hpp"

namespace libprofile::profile {

/// What reading and validating a source found, in exact row counts that add up: accepted, duplicates and rejected are
/// all rows read. The gate rounds them.
struct SourceReport {
  /// "incidents", "premises", ...
  std::string source;
  std::int64_t rows_read = 0;
  std::int64_t accepted = 0;
  std::int64_t duplicates = 0;
  /// Rejected rows by the first rule that each breaks, without duplicates.
  std::vector<std::pair<std::string, std::int64_t>> rejected;
  /// How the coordinates were transformed and how accurate that is; empty where they were not.
  std::string transformation;
};

/// Accepted records that one source gave: those before `end`, from where the source before it ends.
struct RowsOfSource {
  /// For messages: "incidents 2 (incidents/school.csv)".
  std::string name;
  std::size_t end = 0;
  /// What to type where x and y turn out to be swapped.
  std::string swap_remedy;
};

/// First and last day, both included: "2018-01-01".
struct Window {
  std::string start;
  std::string end;
};

struct Inputs {
  /// Accepted incidents, in metres on the working plane.
  records::Incidents incidents;
  geography::AreaSet areas;
  std::optional<records::PremisesRegister> premises;
  std::optional<records::People> victims;
  std::optional<records::People> offenders;
  /// One entry for each of incidents, premises, victims and offenders that is given.
  std::vector<SourceReport> sources;
  /// The sources of the incidents and of the premises, in the order of their records; empty: one each, without a name
  /// of its own.
  std::vector<RowsOfSource> incident_sources;
  std::vector<RowsOfSource> premises_sources;
  /// The working plane, "EPSG:27700".
  std::string crs;
  /// Which fields of whose records are used; asked for where `Options::sharing` is given.
  UsesByTable uses;
};

struct Options {
  std::string title = "Problem profile";
  disclosure::Policy policy;
  /// Printed on every artefact. Empty: OFFICIAL-SENSITIVE, or OFFICIAL at the public tier.
  std::string marking;
  /// Empty: the whole calendar months, quarters or years, whatever the policy asks for, that the incidents span.
  std::optional<Window> window;
  geography::CountOf counts = geography::CountOf::records;
  /// Categories that are counted; empty: all that occur.
  std::vector<std::string> categories;
  /// An incident this close to a premises is counted at it. Above 0.
  double premises_radius_m = 100.0;
  /// The day or month that the register of premises was made, "2015-06-30"; empty: not recorded.
  std::string register_date;
  /// The year or edition of the areas, as it stands in the manifest; empty: not recorded.
  std::string vintage;
  /// Residents or addresses that every area has at least, as whoever makes the profile assures; only asked where no
  /// population is given and the policy has a minimum. At least 0.
  std::int64_t assured_residents = 0;
  /// Largest share of a source's rows that may be left out before the profile is refused, 0 to 1; `require_usable`
  /// asks.
  double rejected_at_most = 0.5;
  /// Conditional permutations that the p of Gi* comes from: 0 for the normal distribution, or at least 19.
  std::int32_t permutations = 0;
  /// Ties of the rounding are broken under this key; absent: a key derived from `seed`, which the public tier refuses.
  std::optional<core::Key> key;
  std::uint64_t seed = 0;
  /// An agreement on sharing that has to cover every field that is used; none: nobody asks.
  std::optional<Sharing> sharing;
  /// A plan for teams; none: the profile has none. Not at the public tier.
  std::optional<Outreach> outreach;
  /// "2026-01-01T00:00:00Z"; empty: now, or SOURCE_DATE_EPOCH where that is set.
  std::string created_utc;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const Options& options);

}  // namespace libprofile::profile
