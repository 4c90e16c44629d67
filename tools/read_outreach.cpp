// SPDX-License-Identifier: MIT
#include "read_outreach.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "libprofile/core/error.hpp"

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

}  // namespace

std::optional<profile::Outreach> read_outreach(profile::TomlTable& file) {
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
