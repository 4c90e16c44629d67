// SPDX-License-Identifier: MIT
/// @file
/// What `profile.toml` says, typed and checked.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/io/read_areas.hpp"
#include "libprofile/io/read_dataset.hpp"
#include "libprofile/profile/options.hpp"
#include "libprofile/records/mapping.hpp"

namespace libprofile::tools {

/// What stands between whole and fraction in a source's coordinates.
enum class DecimalMark { point, comma };

/// One source of records that have a place: `[incidents]`, one of `[[incidents]]`, `[premises]`, `[victims]` or
/// `[offenders]`.
struct PointSource {
  /// "incidents", "incidents 2", "premises": as messages name it.
  std::string name;
  /// Expanded, in order.
  std::vector<std::string> files;
  std::string layer;
  /// Empty: as the files say.
  std::string crs;
  io::Encoding encoding = io::Encoding::utf_8;
  DecimalMark decimal = DecimalMark::point;
  records::Mapping mapping;
};

struct Config {
  std::filesystem::path path;
  /// Options of the profile, except what is given on the command line.
  profile::Options options;
  /// The working plane.
  std::string crs = "EPSG:27700";
  std::vector<PointSource> incidents;
  io::AreaSource areas;
  std::optional<PointSource> premises;
  /// Persons, who have no coordinates.
  std::optional<PointSource> victims;
  std::optional<PointSource> offenders;
  /// What `--allow` let in, for every source.
  std::vector<std::string> allow;
};

/// Reads a configuration. Paths in it are relative to its folder; patterns are expanded.
///
/// @param allow  Driver names and starts of addresses to let in.
/// @throws InputError  naming file and line for anything that is not TOML, a key that is not known (with the nearest),
///     a value of another type or out of its range, a key that is missing, or a pattern that matches nothing.
/// @throws DisclosureError  for a policy below the floors of its tier.
[[nodiscard]] Config read_config(const std::filesystem::path& path, const std::vector<std::string>& allow);

}  // namespace libprofile::tools
