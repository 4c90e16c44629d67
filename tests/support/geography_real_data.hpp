// SPDX-License-Identifier: MIT
/// @file
/// Real data beside the project, for tests that skip where it is absent.
#pragma once

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <zlib.h>

#include "libprofile/geography/area_set.hpp"

#include "support/geography_shapes.hpp"

namespace libprofile::testing {

/// A file or folder of the real data, unless it is not there.
inline std::optional<std::filesystem::path> real_data(const std::string& relative) {
  const char* named = std::getenv("LIBPROFILE_REAL_DATA");
  const std::filesystem::path root = named != nullptr
                                         ? std::filesystem::path(named)
                                         : std::filesystem::path(LIBPROFILE_SOURCE_DIR) / ".." / "shared" / "data";
  std::filesystem::path path = root / relative;
  return std::filesystem::exists(path) ? std::optional(path) : std::nullopt;
}

struct RealAreas {
  std::vector<std::string> codes;
  geography::Polygons polygons;
};

/// Polygons of a GeoJSON file, codes of the first property that is one of `code_keys`. Multiplies coordinates by
/// `scale`.
inline RealAreas read_geojson(const std::filesystem::path& path, const std::vector<std::string>& code_keys,
                              double scale = 1.0) {
  std::ifstream file(path);
  const nlohmann::json document = nlohmann::json::parse(file);
  RealAreas areas;
  for (const auto& feature : document.at("features")) {
    for (const std::string& key : code_keys) {
      if (feature.at("properties").contains(key)) {
        areas.codes.push_back(feature.at("properties").at(key).get<std::string>());
        break;
      }
    }
    const auto& geometry = feature.at("geometry");
    auto polygons = geometry.at("coordinates");
    if (geometry.at("type") == "Polygon") {
      polygons = nlohmann::json::array({polygons});
    }
    geography::Polygons& out = areas.polygons;
    for (const auto& polygon : polygons) {
      for (const auto& ring : polygon) {
        for (const auto& vertex : ring) {
          out.xy.push_back(vertex.at(0).get<double>() * scale);
          out.xy.push_back(vertex.at(1).get<double>() * scale);
        }
        out.ring_vertices.push_back(static_cast<std::uint32_t>(out.vertices()));
      }
      out.polygon_rings.push_back(static_cast<std::uint32_t>(out.ring_vertices.size() - 1));
    }
    out.area_polygons.push_back(static_cast<std::uint32_t>(out.polygon_rings.size() - 1));
  }
  return areas;
}

/// Fields of one line, with quotes undone.
inline std::vector<std::string> csv_fields(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else if (c != '\r' && c != '\n') {
      fields.back().push_back(c);
    }
  }
  return fields;
}

/// Adds the points of two columns of a CSV, plain or compressed, to `xy`; rows without both are skipped.
inline void read_points(const std::filesystem::path& path, const std::string& x, const std::string& y,
                        std::vector<double>& xy) {
  gzFile file = gzopen(path.c_str(), "rb");
  std::array<char, 65536> line{};
  std::size_t x_column = 0;
  std::size_t y_column = 0;
  bool is_header = true;
  while (gzgets(file, line.data(), static_cast<int>(line.size())) != nullptr) {
    const auto fields = csv_fields(line.data());
    if (is_header) {
      for (std::size_t i = 0; i < fields.size(); ++i) {
        x_column = fields[i] == x ? i : x_column;
        y_column = fields[i] == y ? i : y_column;
      }
      is_header = false;
      continue;
    }
    if (std::max(x_column, y_column) < fields.size() && !fields[x_column].empty() && !fields[y_column].empty()) {
      xy.push_back(std::strtod(fields[x_column].c_str(), nullptr));
      xy.push_back(std::strtod(fields[y_column].c_str(), nullptr));
    }
  }
  gzclose(file);
}

/// Every place of the South Yorkshire crimes and food premises, in degrees.
inline std::vector<double> south_yorkshire_points(const std::filesystem::path& folder) {
  std::vector<double> lonlat_deg;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "crimes")) {
    read_points(entry.path(), "Longitude", "Latitude", lonlat_deg);
  }
  read_points(folder / "sy_premises_fhrs_2015.csv", "longitude", "latitude", lonlat_deg);
  return lonlat_deg;
}

/// Polygons of a shapefile (.shp): parts that run clockwise are shells, the others holes of the shell before.
inline geography::Polygons read_shapefile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const auto integer = [&](std::size_t at) {
    std::int32_t value = 0;
    std::memcpy(&value, bytes.data() + at, 4);
    return value;
  };
  geography::Polygons out;
  for (std::size_t at = 100; at + 8 < bytes.size();) {
    const auto length = static_cast<std::size_t>(__builtin_bswap32(static_cast<std::uint32_t>(integer(at + 4)))) * 2;
    const std::size_t record = at + 8;
    const auto parts = static_cast<std::size_t>(integer(record + 36));
    const auto points = static_cast<std::size_t>(integer(record + 40));
    const std::size_t first_point = record + 44 + 4 * parts;
    for (std::size_t part = 0; part < parts; ++part) {
      const auto begin = static_cast<std::size_t>(integer(record + 44 + 4 * part));
      const auto end = part + 1 < parts ? static_cast<std::size_t>(integer(record + 44 + 4 * (part + 1))) : points;
      double doubled_area = 0.0;
      for (std::size_t i = begin; i < end; ++i) {
        double xy[2] = {0, 0};
        std::memcpy(xy, bytes.data() + first_point + 16 * i, 16);
        if (i > begin) {
          doubled_area += out.xy[out.xy.size() - 2] * xy[1] - xy[0] * out.xy.back();
        }
        out.xy.insert(out.xy.end(), {xy[0], xy[1]});
      }
      out.ring_vertices.push_back(static_cast<std::uint32_t>(out.vertices()));
      const bool is_shell = doubled_area < 0.0 || part == 0;
      if (is_shell) {
        out.polygon_rings.push_back(0);
      }
      out.polygon_rings.back() = static_cast<std::uint32_t>(out.ring_vertices.size() - 1);
    }
    out.area_polygons.push_back(static_cast<std::uint32_t>(out.polygon_rings.size() - 1));
    at = record + length;
  }
  return out;
}

}  // namespace libprofile::testing
