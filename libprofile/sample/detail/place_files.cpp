// SPDX-License-Identifier: MIT
#include "libprofile/sample/detail/file_texts.hpp"
#include "libprofile/sample/detail/national_grid.hpp"
#include "libprofile/sample/detail/text.hpp"

namespace libprofile::sample::detail {
namespace {

void append_property(std::string& out, std::string_view name, std::string_view value) {
  out.append("\"").append(name).append("\": \"").append(value).append("\", ");
}

void append_ring(std::string& out, const geography::AreaSet& areas, std::size_t ring) {
  for (std::uint32_t v = areas.polygons.ring_vertices[ring]; v < areas.polygons.ring_vertices[ring + 1]; ++v) {
    out.append(v == areas.polygons.ring_vertices[ring] ? "[" : ", [");
    append_rounded(out, areas.lonlat_deg[2 * v], 6);
    out.append(", ");
    append_rounded(out, areas.lonlat_deg[2 * v + 1], 6);
    out += ']';
  }
}

void append_feature(std::string& out, const geography::AreaSet& areas, std::size_t unit) {
  out.append("{\"type\": \"Feature\", \"properties\": {");
  append_property(out, "code", areas.codes[unit]);
  append_property(out, "name", areas.names[unit]);
  for (const geography::Level& level : areas.levels) {
    append_property(out, level.name, level.codes[level.group_of_unit[unit]]);
    append_property(out, level.name + "_name", level.names[level.group_of_unit[unit]]);
  }
  out.append("\"vintage\": \"2024\"}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[");
  append_ring(out, areas, unit);
  out.append(unit + 1 == areas.size() ? "]]}}" : "]]}},");
}

}  // namespace

std::string areas_geojson(const Partnership& partnership) {
  const geography::AreaSet& areas = partnership.place.areas;
  return table("{\"type\": \"FeatureCollection\", \"features\": [", areas.size(),
               [&](std::string& out, std::size_t unit) { append_feature(out, areas, unit); }) +
         "]}\n";
}

std::string population_csv(const Partnership& partnership) {
  const Place& place = partnership.place;
  std::string header = "code,residents,under_18";
  for (const std::string_view group : kAgeGroups) {
    header.append(",age_").append(group);
  }
  return table(header, place.areas.size(), [&](std::string& out, std::size_t unit) {
    append(out, place.areas.codes[unit]);
    out += ',';
    append(out, static_cast<std::int64_t>(place.areas.population[unit]));
    out += ',';
    append(out, static_cast<std::int64_t>(place.areas.under_18[unit]));
    for (const std::uint32_t people : place.residents[unit]) {
      out += ',';
      append(out, std::int64_t{people});
    }
  });
}

std::string premises_csv(const Partnership& partnership) {
  const Premises& premises = partnership.premises;
  return table("premises_id,premises_type,status,longitude,latitude", premises.size(),
               [&](std::string& out, std::size_t i) {
                 append(out, "REG");
                 append_padded(out, static_cast<std::int64_t>(i) + 1, 7);
                 out += ',';
                 append(out, kPremisesKinds[premises.kind[i]].code);
                 append(out, premises.is_active[i] != 0 ? ",trading," : ",closed,");
                 const LonLat degrees = to_lonlat(premises.xy_m[2 * i], premises.xy_m[2 * i + 1]);
                 append_rounded(out, degrees.lon_deg, 6);
                 out += ',';
                 append_rounded(out, degrees.lat_deg, 6);
               });
}

}  // namespace libprofile::sample::detail
