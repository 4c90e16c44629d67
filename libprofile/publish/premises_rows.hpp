// SPDX-License-Identifier: MIT
/// @file
/// What a document says of types of premises, and estimates with their interval.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace libprofile::publish {

inline constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

/// A rate with its 95 % interval. NaN where it is not given.
struct Estimate {
  double value;
  double lower;
  double upper;
};

/// A point of a J-curve: this share of the premises, those with the most incidents first, has that share of incidents.
struct CurvePoint {
  double premises;
  double incidents;
};

/// A premises type over everything, or within one group of the first level.
struct PremisesType {
  /// Index into the codes of `Document::by_area_level`; not used for types over everything.
  std::uint32_t group = 0;
  /// P-code, and its name in words.
  std::string type;
  std::string name;
  std::optional<std::int64_t> premises;
  std::optional<std::int64_t> with_incident;
  std::optional<std::int64_t> incidents;
  Estimate rate_per_100;
  double location_quotient;
  double gini;
  double share_top_tenth;
  /// "high", "low", "none" or "withheld".
  std::string flag;
  /// The flag in words.
  std::string reason;
  /// The rate steadied by all types; in a group, by the type in all groups.
  Estimate steadied_per_100{kNotGiven, kNotGiven, kNotGiven};
  /// What chance gives of `share_top_tenth`.
  double share_top_tenth_by_chance = kNotGiven;
  /// Against the mean of all types, corrected for all of them; and the limits that it is still outside of: "high_99.8",
  /// "high_95", "low_95", "low_99.8" or "none".
  double q = kNotGiven;
  std::string funnel = "none";
  /// Incidents per premises over those of other types in the same surroundings. `upper` may be infinite.
  Estimate matched_ratio{kNotGiven, kNotGiven, kNotGiven};
  /// From the bands of incidents per premises. Empty where they are withheld.
  std::vector<CurvePoint> j_curve{};
};

/// Released premises of a type by how many incidents they have ("none", "above 0 to 1", ...).
struct PremisesBand {
  std::string type;
  std::string name;
  std::string band;
  std::optional<std::int64_t> premises;
};

/// Released premises of a type, and incidents near them, by how many other premises stand around.
struct PremisesSurroundings {
  std::string type;
  std::string name;
  std::string surroundings;
  std::optional<std::int64_t> premises;
  std::optional<std::int64_t> incidents;
};

/// Released incidents whose nearest premises of a type is so far ("0 to 50 m", ..., "further"), on how much land.
struct PremisesDistance {
  std::string type;
  std::string name;
  std::string distance;
  std::optional<std::int64_t> incidents;
  /// Square kilometres, to two figures. NaN where not known, and for what is further.
  double land_km2 = kNotGiven;
  /// Incidents per square kilometre. NaN where too few are near to say anything.
  Estimate per_km2{kNotGiven, kNotGiven, kNotGiven};
};

/// Rates per 100 between which chance alone keeps a type with so many premises, around the mean of all types.
struct FunnelPoint {
  double premises;
  double lower_95;
  double upper_95;
  double lower_998;
  double upper_998;
};

}  // namespace libprofile::publish
