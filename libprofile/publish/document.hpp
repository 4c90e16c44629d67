// SPDX-License-Identifier: MIT
/// @file
/// Everything that a profile may say, after the gate: what layers, tables and pages are made from.
///
/// Counts in here are protected counts. An absent count is withheld. Numbers that are absent are NaN.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/publish/outreach.hpp"
#include "libprofile/publish/premises_rows.hpp"

namespace libprofile::publish {

enum class Reliability { ok, low, withheld };

/// "ok", "low", "withheld".
[[nodiscard]] std::string_view to_string(Reliability reliability);

struct Neighbourhood {
  std::optional<std::int64_t> count;
  double population;
  Estimate rate_per_1000;
  double smoothed_per_1000;
  Reliability reliability;
  /// Why its residents may be the wrong people to set the count against, in words; empty where nothing says so.
  std::string denominator{};
};

/// How an area's rate lies among all, steadied by the spread of all; NaN where there is no rate. Where residents are
/// known nowhere, how its count does.
struct AreaRisk {
  /// Times the rate of all areas, or their mean count.
  Estimate relative_risk{kNotGiven, kNotGiven, kNotGiven};
  /// That the rate lies above that of all areas, and above twice that.
  double p_above = kNotGiven;
  double p_twice = kNotGiven;
  /// Ranks, 1 for the highest rate, that hold the area's with a probability of 95 %. Absent where the count is of low
  /// reliability: it is not ranked.
  std::optional<std::int64_t> rank_best{};
  std::optional<std::int64_t> rank_worst{};
  /// That it is among the highest tenth of the areas. NaN where it is not ranked.
  double p_top = kNotGiven;
};

struct Hotspot {
  double z;
  double p;
  double q;
  /// hot, cold, none, island; empty where the unit is withheld
  std::string label;
  /// By `AreaRisk::p_top`, not by `label`: "A", "B", "C", or empty.
  std::string tier;
};

struct Cluster {
  /// Indices of units, ascending.
  std::vector<std::uint32_t> units;
  std::int64_t count;
  double area_km2;
};

struct CountRow {
  /// "neighbourhood", "district", "all", or the parents' column names.
  std::string level;
  std::string unit;
  std::string name;
  std::string category;
  std::optional<std::int64_t> count;
};

/// Distinct persons over everything by one attribute, or in one district; everybody counts once in each attribute.
struct PersonCount {
  /// "all", or the level of the districts.
  std::string level;
  std::string unit;
  std::string name;
  /// "age_band", "sex", "age_band by sex", "care_status" ...; "all" for all persons.
  std::string field;
  /// A code or label, and the same in words.
  std::string value;
  std::string words;
  std::optional<std::int64_t> count;
};

struct MonthCount {
  int year;
  int month;
  std::optional<std::int64_t> count;
};

/// Row counts are rounded by the policy before they come here.
struct SourceQuality {
  /// "incidents", "premises", ...
  std::string source;
  std::int64_t rows_read;
  std::int64_t accepted;
  std::int64_t without_coordinates;
  std::int64_t outside_areas;
  std::int64_t outside_window;
  /// Victims whose record has no date of referral, where the source has such a column: in no count.
  std::int64_t without_referral;
  /// Found by the work itself, so in no count.
  std::int64_t proactive;
  std::int64_t duplicates;
  struct Rule {
    std::string rule;
    std::int64_t rows;
  };
  std::vector<Rule> rejected;
  /// Share of coordinates that lie on lattices of 1, 10 and 100 m, and of records on the ten most used points.
  double share_on_1_m;
  double share_on_10_m;
  double share_on_100_m;
  double share_on_top_points;
};

/// How complete a field of an agency's records was in a month. NaN where too few records to say.
struct Completeness {
  std::string agency;
  std::string field;
  /// "2018-01"
  std::string month;
  double share;
};

/// For how many of the persons of a source an attribute is given.
struct FieldGiven {
  /// "victims" or "offenders".
  std::string source;
  std::string field;
  double share;
};

struct DataQuality {
  std::vector<SourceQuality> sources;
  /// Months whose protected count is 0: under base 5 they had none, or fewer than 5.
  std::vector<std::string> months_without_records;
  std::vector<Completeness> completeness;
  std::vector<FieldGiven> fields_given;
};

/// What `manifest.json` says beside the digests of the artefacts, which `publish` adds.
struct Manifest {
  std::string title;
  std::string library_version;
  std::string tier;
  /// OFFICIAL-SENSITIVE and the like.
  std::string marking;
  std::string policy_hash;
  std::string key_fingerprint;
  /// First and last day, "2018-01-01".
  std::string window_start;
  std::string window_end;
  /// The next window of this length, which overlaps nothing of this one; empty where the policy lets any window out.
  std::string next_window_start = {};
  std::string next_window_end = {};
  std::string time_zone;
  std::string valid_until;
  std::string created_utc;
  std::string crs;
  /// The agreement that covers the fields used, and what for; none where no agreement was asked.
  struct Sharing {
    /// Title of the agreement.
    std::string policy;
    /// Of what it says, under the profile's key; empty without one.
    std::string hmac_sha256;
    std::string purpose;
  };
  std::optional<Sharing> sharing = {};
  /// The transformations used and their accuracy in metres, one line a source.
  std::vector<std::string> transformations;
  std::string partition;
  std::string vintage;
  std::vector<std::string> code_lists;
  struct InputDigest {
    std::string source;
    /// Rows read, rounded; empty where too few persons are counted to say.
    std::optional<std::int64_t> rows;
    std::string hmac_sha256;
  };
  std::vector<InputDigest> inputs;
  /// "records" or "persons".
  std::string counted;
  struct Method {
    std::string name;
    /// Name and value of each parameter.
    std::vector<std::pair<std::string, std::string>> parameters;
    std::string reference;
  };
  std::vector<Method> methods;
  /// Absent where ties of the rounding follow from it: whoever had it could undo the rounding.
  std::optional<std::uint64_t> seed;
  /// Codes of areas whose outline was invalid as given, and of those that only the millimetre lattice made so.
  std::vector<std::string> repaired_areas;
  std::vector<std::string> repaired_on_lattice;
  std::vector<std::string> limits;
};

/// One profile. `neighbourhoods`, `risks` and `hotspots` have one entry per unit of `areas`, in order of code.
struct Document {
  geography::AreaSet areas;
  std::vector<Neighbourhood> neighbourhoods;
  /// Empty where no area has a rate.
  std::vector<AreaRisk> risks;
  std::vector<Hotspot> hotspots;
  std::vector<Cluster> clusters;
  /// One area a cluster, the union of its units; `xy` is longitude, latitude in degrees (WGS 84).
  geography::Polygons cluster_outlines;
  std::vector<PremisesType> premises_types;
  /// The level that `premises_types_by_area` is given at, with the outlines of its groups.
  geography::AreaSet by_area_level;
  std::vector<PremisesType> premises_types_by_area;
  /// The all-type mean that types are compared with.
  Estimate all_types_per_100;
  std::vector<PremisesBand> premises_bands;
  std::vector<PremisesSurroundings> premises_surroundings;
  /// Each type's bands from near to far; empty at the public tier.
  std::vector<PremisesDistance> premises_distances;
  /// From the fewest to the most premises of a type. Empty without a mean.
  std::vector<FunnelPoint> premises_funnel;
  std::vector<CountRow> counts;
  /// Empty where no such records were given.
  std::vector<PersonCount> victims;
  std::vector<PersonCount> offenders;
  std::vector<MonthCount> months;
  /// Quarters of days, Monday first, then those whose hour is not known. Empty at the public tier.
  std::vector<WeekPart> week;
  /// None where no plan was asked for.
  std::optional<OutreachPlan> outreach;
  /// The protected total over all units, and of records that have no usable place.
  std::optional<std::int64_t> total;
  std::optional<std::int64_t> without_place;
  /// Rounding base of the policy, for legends: 1 means exact.
  std::int64_t base;
  /// That of premises and of those with an incident. 0: the same as `base`.
  std::int64_t premises_base = 0;
  std::int64_t threshold;
  DataQuality quality;
  Manifest manifest;
};

}  // namespace libprofile::publish
