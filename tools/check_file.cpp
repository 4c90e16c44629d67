// SPDX-License-Identifier: MIT
#include "check_file.hpp"

#include <variant>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/polygons_from_wkb.hpp"
#include "libprofile/io/read_dataset.hpp"
#include "libprofile/records/identifier_guard.hpp"
#include "libprofile/records/wkb_points.hpp"

#include "check_report.hpp"

namespace libprofile::tools {
namespace {

/// What kind of geometry a column holds, as far as this library can use it: "points", "outlines" or why not.
std::string describe_geometry(const records::ColumnTable& table, const std::string& name) {
  const auto* bytes = std::get_if<records::BytesColumn>(&table.at(name).column);
  if (bytes == nullptr) {
    throw GeometryError(table.context() + ": its geometry cannot be read");
  }
  try {
    static_cast<void>(records::points_from_wkb(*bytes, name, table.context()));
    return "points";
  } catch (const GeometryError&) {
    // Not points: outlines, or neither.
  }
  std::vector<geography::WkbView> views;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    views.push_back((*bytes)[row]);
  }
  try {
    static_cast<void>(geography::polygons_from_wkb(views));
  } catch (const GeometryError& error) {
    throw GeometryError(table.context() + ": is neither points nor outlines: " + error.what());
  }
  return "outlines";
}

}  // namespace

Outcome check_file(const std::string& path, const std::vector<std::string>& allow) {
  io::ReadOptions options;
  options.geometry = io::GeometryColumn::well_known_binary;
  options.allow = allow;
  const io::Dataset dataset = io::read_dataset({path}, options);
  Outcome outcome;
  outcome.json = {{"file", path}, {"rows", dataset.table.rows()}, {"columns", Json::array()}};
  outcome.text = path + ": " + grouped(dataset.table.rows()) + " rows\n";
  for (const records::ColumnTable::Entry& entry : dataset.table.columns()) {
    const std::string type(records::type_name(entry.column));
    outcome.text += "  " + entry.name + ": " + type + "\n";
    outcome.json["columns"].push_back({{"name", entry.name}, {"type", type}});
  }
  if (!dataset.geometry.empty() && dataset.table.rows() > 0) {
    const std::string kind = describe_geometry(dataset.table, dataset.geometry);
    outcome.text += "geometry: " + kind + ", in " + (dataset.crs.empty() ? "no given system" : dataset.crs) + "\n";
    outcome.json["geometry"] = {{"kind", kind}, {"crs", dataset.crs}};
  }
  outcome.json["notes"] = Json::array();
  const auto remark_on = [&](const std::string& line) {
    outcome.text += "note: " + line + "\n";
    outcome.json["notes"].push_back(line);
  };
  for (const std::string& warning : dataset.warnings) {
    remark_on(warning);
  }
  for (const records::Finding& finding : records::guard(dataset.table)) {
    remark_on(records::message(finding));
  }
  return outcome;
}

}  // namespace libprofile::tools
