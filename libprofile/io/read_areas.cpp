// SPDX-License-Identifier: MIT
#include "libprofile/io/read_areas.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <utility>
#include <variant>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/make_area_set.hpp"
#include "libprofile/geography/polygons_from_wkb.hpp"
#include "libprofile/geography/working_plane.hpp"
#include "libprofile/io/detail/read_population.hpp"
#include "libprofile/io/read_dataset.hpp"

namespace libprofile::io {
namespace {

constexpr const char* kPublishedCrs = "EPSG:4326";

ReadOptions read_options(const AreaSource& source) {
  ReadOptions options;
  std::set<std::string> columns{source.code};
  columns.insert(source.parents.begin(), source.parents.end());
  columns.insert(source.parent_names.begin(), source.parent_names.end());
  if (!source.name.empty()) {
    columns.insert(source.name);
  }
  options.columns.assign(columns.begin(), columns.end());
  options.layer = source.layer;
  options.geometry = GeometryColumn::well_known_binary;
  options.allow = source.allow;
  return options;
}

/// Texts of a column; empty where nothing stands in it.
std::vector<std::string> texts_of(const records::ColumnTable& table, const std::string& name) {
  const records::TextColumn column = records::to_text(table.at(name).column);
  std::vector<std::string> texts(table.rows());
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (column.codes[row] != records::kAbsent) {
      texts[row] = column.dictionary[static_cast<std::size_t>(column.codes[row])];
    }
  }
  return texts;
}

std::vector<std::string> codes_of(const records::ColumnTable& table, const std::string& name) {
  std::vector<std::string> codes = texts_of(table, name);
  const auto empty = std::find(codes.begin(), codes.end(), std::string());
  if (empty != codes.end()) {
    const auto row = static_cast<std::size_t>(empty - codes.begin());
    const records::RowAddress address = table.address(row);
    throw InputError(table.sources()[static_cast<std::size_t>(address.source)].name + ", row " +
                     std::to_string(address.row) + ", column '" + name + "': an area must have a code");
  }
  return codes;
}

geography::Polygons outlines(const Dataset& dataset, const AreaSource& source, std::span<const std::string> codes) {
  if (dataset.geometry.empty()) {
    throw GeometryError(source.files.front() + ": holds no outlines; name a GeoJSON, GeoPackage or Shapefile");
  }
  const auto* bytes = std::get_if<records::BytesColumn>(&dataset.table.at(dataset.geometry).column);
  if (bytes == nullptr) {
    throw GeometryError(source.files.front() + ": its geometry cannot be read");
  }
  std::vector<geography::WkbView> views;
  for (std::size_t row = 0; row < dataset.table.rows(); ++row) {
    views.push_back((*bytes)[row]);
  }
  return geography::polygons_from_wkb(views, codes);
}

/// What the file says, or the configuration; where both speak they must agree.
std::string source_crs(const Dataset& dataset, const AreaSource& source) {
  if (dataset.crs.empty() || source.crs.empty()) {
    return dataset.crs.empty() ? source.crs : dataset.crs;
  }
  if (dataset.crs != source.crs && !(is_world_degrees(dataset.crs) && is_world_degrees(source.crs))) {
    throw CrsError(source.files.front() + ": is in " + dataset.crs + ", but its configuration says crs = \"" +
                   source.crs + "\"; take the line out");
  }
  return dataset.crs;
}

}  // namespace

AreasRead read_areas(const AreaSource& source, const std::string& working_crs) {
  require_metric(working_crs);
  Dataset dataset = read_dataset(source.files, read_options(source));
  AreasRead result;
  result.rows = dataset.table.rows();
  result.warnings = std::move(dataset.warnings);

  geography::AreaColumns columns;
  columns.codes = codes_of(dataset.table, source.code);
  if (!source.name.empty()) {
    columns.names = texts_of(dataset.table, source.name);
  }
  for (std::size_t level = 0; level < source.parents.size(); ++level) {
    std::vector<std::string> names;
    if (!source.parent_names.empty()) {
      names = texts_of(dataset.table, source.parent_names[level]);
    }
    const std::string& parent = source.parents[level];
    columns.parents.push_back({parent, texts_of(dataset.table, parent), std::move(names)});
  }
  columns.polygons = outlines(dataset, source, columns.codes);

  const std::string crs = source_crs(dataset, source);
  Reprojected moved = reproject(std::move(columns.polygons.xy), crs, working_crs, {source.files.front(), "x", "y"});
  columns.polygons.xy = std::move(moved.xy);
  columns.lonlat_deg = reproject(geography::on_lattice(columns.polygons.xy), working_crs, kPublishedCrs).xy;
  result.transformation = std::move(moved.transformation);
  if (source.population) {
    detail::Residents residents = detail::read_population(*source.population, columns.codes, source.allow);
    columns.population = std::move(residents.count);
    columns.under_18 = std::move(residents.under_18);
    result.warnings.insert(result.warnings.end(), residents.warnings.begin(), residents.warnings.end());
  }
  geography::CheckedAreas checked = geography::make_area_set(
      std::move(columns), {.repair = source.repair == Repair::make_valid, .vertices = geography::Vertices::on_lattice});
  for (const geography::Overlap& overlap : checked.overlaps) {
    result.warnings.push_back("areas " + overlap.first + " and " + overlap.second + " overlap");
  }
  result.areas = std::move(checked.areas);
  return result;
}

}  // namespace libprofile::io
