// SPDX-License-Identifier: MIT
#include "support/release_coordinates.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <set>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include "support/scratch_folder.hpp"

namespace libprofile::testing {
namespace {

void collect(const nlohmann::json& value, std::vector<double>& xy) {
  if (value.size() >= 2 && value[0].is_number()) {
    xy.push_back(value[0].get<double>());
    xy.push_back(value[1].get<double>());
    return;
  }
  for (const auto& part : value) {
    collect(part, xy);
  }
}

template <class T>
T take(const unsigned char*& at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  at += sizeof value;
  return value;
}

/// Well-known binary of this machine's byte order: multipolygons and polygons.
void collect_wkb(const unsigned char*& at, std::vector<double>& xy) {
  constexpr std::uint32_t kPolygon = 3;
  if (take<std::uint8_t>(at) != 1) {
    throw std::runtime_error("another byte order");
  }
  const auto type = take<std::uint32_t>(at);
  const auto parts = take<std::uint32_t>(at);
  for (std::uint32_t part = 0; part < parts; ++part) {
    if (type != kPolygon) {
      collect_wkb(at, xy);
      continue;
    }
    const auto vertices = take<std::uint32_t>(at);
    for (std::uint32_t i = 0; i < 2 * vertices; ++i) {
      xy.push_back(take<double>(at));
    }
  }
}

/// Skips the header of a GeoPackage geometry, whose envelope is of the size that its flags say.
void collect_blob(const unsigned char* at, std::vector<double>& xy) {
  constexpr std::size_t kHeader = 8;
  constexpr std::size_t kEnvelopes[] = {0, 32, 48, 48, 64};
  const std::size_t envelope = kEnvelopes[at[3] >> 1U & 7U];
  for (std::size_t k = 0; k < envelope / 8 && k + 2 < 5; ++k) {
    double value = 0.0;
    std::memcpy(&value, at + kHeader + 8 * k, sizeof value);
    if (!std::isfinite(value)) {
      throw std::runtime_error("an envelope that is not finite");
    }
  }
  at += kHeader + envelope;
  collect_wkb(at, xy);
}

std::vector<std::string> texts_of(sqlite3* database, const char* query) {
  std::vector<std::string> texts;
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, query, -1, &statement, nullptr);
  while (sqlite3_step(statement) == SQLITE_ROW) {
    texts.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
  }
  sqlite3_finalize(statement);
  return texts;
}

bool is_number_char(char c) {
  return (c >= '0' && c <= '9') || c == '.' || c == '-';
}

}  // namespace

std::vector<double> geojson_coordinates(std::string_view text) {
  std::vector<double> xy;
  for (const auto& feature : nlohmann::json::parse(text).at("features")) {
    if (!feature.at("geometry").is_null()) {
      collect(feature.at("geometry").at("coordinates"), xy);
    }
  }
  return xy;
}

std::vector<double> geopackage_coordinates(const std::string& bytes) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "layers.gpkg";
  write_bytes(path, bytes);
  sqlite3* database = nullptr;
  if (sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
    throw std::runtime_error("no GeoPackage");
  }
  std::vector<double> xy;
  for (const std::string& table : texts_of(database, "SELECT table_name FROM gpkg_geometry_columns")) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database, ("SELECT geom FROM \"" + table + "\"").c_str(), -1, &statement, nullptr);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      if (const auto* blob = static_cast<const unsigned char*>(sqlite3_column_blob(statement, 0))) {
        collect_blob(blob, xy);
      }
    }
    sqlite3_finalize(statement);
  }
  sqlite3_close(database);
  return xy;
}

std::vector<double> pairs_in_text(std::string_view text, const Window& window) {
  std::vector<double> xy;
  double previous = HUGE_VAL;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (is_number_char(c)) {
      double value = 0.0;
      const auto [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), value);
      if (error != std::errc()) {
        previous = HUGE_VAL;
        ++i;
        continue;
      }
      if (previous >= window.x_min && previous <= window.x_max && value >= window.y_min && value <= window.y_max) {
        xy.insert(xy.end(), {previous, value});
      }
      previous = value;
      i = static_cast<std::size_t>(end - text.data());
      continue;
    }
    if (c != ',' && c != ' ' && c != '\n' && c != ';') {
      previous = HUGE_VAL;
    }
    ++i;
  }
  return xy;
}

std::vector<double> release_coordinates(const std::map<std::string, std::string>& files, const Window& window) {
  std::vector<double> all;
  const auto add = [&all](const std::vector<double>& xy) { all.insert(all.end(), xy.begin(), xy.end()); };
  for (const auto& [name, bytes] : files) {
    const auto ends_with = [&name = name](std::string_view end) {
      return name.size() >= end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0;
    };
    if (ends_with(".gpkg")) {
      add(geopackage_coordinates(bytes));
      continue;
    }
    if (ends_with(".geojson")) {
      add(geojson_coordinates(bytes));
    }
    add(pairs_in_text(bytes, window));
  }
  return all;
}

std::size_t not_among(const std::vector<double>& published, const std::vector<double>& vertices) {
  constexpr double kPerDegree = 1e7;
  const auto key = [](double x, double y) {
    return std::pair(std::llround(x * kPerDegree), std::llround(y * kPerDegree));
  };
  std::set<std::pair<long long, long long>> known;
  for (std::size_t i = 0; i + 1 < vertices.size(); i += 2) {
    known.insert(key(vertices[i], vertices[i + 1]));
  }
  std::size_t others = 0;
  for (std::size_t i = 0; i + 1 < published.size(); i += 2) {
    others += known.count(key(published[i], published[i + 1])) == 0 ? 1U : 0U;
  }
  return others;
}

}  // namespace libprofile::testing
