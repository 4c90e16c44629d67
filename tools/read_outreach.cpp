// SPDX-License-Identifier: MIT
#include "read_outreach.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/io/expand_paths.hpp"
#include "libprofile/io/read_dataset.hpp"
#include "libprofile/records/incidents.hpp"

namespace libprofile::tools {
namespace {

using profile::TomlTable;

std::size_t read_whole(TomlTable& table, const char* key, std::size_t otherwise) {
  const std::int64_t number = table.integer(key).value_or(static_cast<std::int64_t>(otherwise));
  if (number < 0) {
    table.fail(key, "must be a whole number, 0 or more");
  }
  return static_cast<std::size_t>(number);
}

/// Codes of areas, one a visit, in the order of the rows.
std::vector<std::string> read_visits(TomlTable& visits, const std::filesystem::path& base,
                                     const std::vector<std::string>& allow) {
  const std::string path = io::expand_paths({visits.required_text("file")}, base).front();
  const std::string code = visits.required_text("code");
  visits.finish();
  io::ReadOptions options;
  options.columns = {code};
  options.allow = allow;
  const records::ColumnTable table = io::read_dataset({path}, options).table;
  const records::Coded codes = records::to_coded(records::to_text(table.at(code).column));
  std::vector<std::string> visited;
  for (std::size_t row = 0; row < codes.codes.size(); ++row) {
    if (codes.codes[row] == records::kAbsent) {
      throw InputError(table.context() + ", row " + std::to_string(row + 1) + ", column '" + code +
                       "': must not be empty");
    }
    visited.push_back(codes.values[static_cast<std::size_t>(codes.codes[row])]);
  }
  return visited;
}

}  // namespace

std::optional<profile::Outreach> read_outreach(profile::TomlTable& file, const std::filesystem::path& base,
                                               const std::vector<std::string>& allow) {
  std::optional<TomlTable> table = file.table("outreach");
  if (!table) {
    return std::nullopt;
  }
  profile::Outreach outreach;
  outreach.teams = read_whole(*table, "teams", outreach.teams);
  outreach.hours = table->number("hours").value_or(outreach.hours);
  outreach.visit_hours = table->number("visit_hours").value_or(outreach.visit_hours);
  outreach.reserved_share = table->number("reserved_share").value_or(outreach.reserved_share);
  outreach.floor = static_cast<std::uint32_t>(
      std::min<std::size_t>(read_whole(*table, "floor", outreach.floor), std::numeric_limits<std::uint32_t>::max()));
  outreach.speed_km_h = table->number("speed_km_h").value_or(outreach.speed_km_h);
  outreach.detour = table->number("detour").value_or(outreach.detour);
  outreach.most_areas = read_whole(*table, "most_areas", outreach.most_areas);
  const std::vector<std::string> bands = table->texts("bands");
  if (std::optional<TomlTable> visits = table->table("visits")) {
    outreach.visited = read_visits(*visits, base, allow);
  }
  table->finish();
  try {
    if (!bands.empty()) {
      outreach.bands = profile::outreach_bands_from(bands);
    }
    profile::validate(outreach);
  } catch (const InvalidArgument& error) {
    throw InputError(table->file() + " [outreach]: " + error.what());
  }
  return outreach;
}

}  // namespace libprofile::tools
