// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/geojson_text.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/publish/detail/json_text.hpp"
#include "libprofile/publish/detail/number_text.hpp"

namespace libprofile::publish::detail {
namespace {

/// Features that one task writes.
constexpr std::size_t kFeatures = 256;
/// "[", "," and "]," around two coordinates.
constexpr std::size_t kPositionWidth = 2 * kDegreesWidth + 4;

void append_ring(std::string& json, const double* xy, std::size_t vertices) {
  const std::size_t before = json.size();
  json.resize(before + 2 + vertices * kPositionWidth);
  char* out = json.data() + before;
  *out++ = '[';
  for (std::size_t i = 0; i < vertices; ++i) {
    *out++ = '[';
    out = put_degrees(out, xy[2 * i]);
    *out++ = ',';
    out = put_degrees(out, xy[2 * i + 1]);
    *out++ = ']';
    *out++ = ',';
  }
  out[-1] = ']';
  json.resize(static_cast<std::size_t>(out - json.data()));
}

void append_polygon(std::string& json, const geography::Polygons& polygons, std::size_t polygon) {
  json += '[';
  for (std::size_t r = polygons.polygon_rings[polygon]; r < polygons.polygon_rings[polygon + 1]; ++r) {
    if (r != polygons.polygon_rings[polygon]) {
      json += ',';
    }
    const std::size_t first = polygons.ring_vertices[r];
    append_ring(json, polygons.xy.data() + 2 * first, polygons.ring_vertices[r + 1] - first);
  }
  json += ']';
}

std::string geometry(const geography::Polygons& polygons, std::size_t area) {
  const std::size_t first = polygons.area_polygons[area];
  const std::size_t last = polygons.area_polygons[area + 1];
  if (first == last) {
    return "null";
  }
  std::string json;
  if (last - first == 1) {
    json = R"({"type":"Polygon","coordinates":)";
    append_polygon(json, polygons, first);
  } else {
    json = R"({"type":"MultiPolygon","coordinates":[)";
    for (std::size_t p = first; p < last; ++p) {
      if (p != first) {
        json += ',';
      }
      append_polygon(json, polygons, p);
    }
    json += ']';
  }
  json += '}';
  return json;
}

struct AppendValue {
  std::string& json;
  std::size_t row;

  void operator()(const IntegerColumn& values) const {
    if (values[row]) {
      append_integer(json, *values[row]);
    } else {
      json += "null";
    }
  }
  void operator()(const NumberColumn& values) const { append_json_number(json, values[row]); }
  void operator()(const TextColumn& values) const {
    if (values[row]) {
      append_quoted(json, *values[row]);
    } else {
      json += "null";
    }
  }
  void operator()(const ListColumn& values) const {
    json += '[';
    for (const std::string& text : values[row]) {
      append_quoted(json, text);
      json += ',';
    }
    values[row].empty() ? json += ']' : json.replace(json.size() - 1, 1, "]");
  }
};

/// `"name":` for each column, with the comma that goes before.
std::vector<std::string> keys(const Layer& layer) {
  std::vector<std::string> all;
  for (const Column& column : layer.columns) {
    std::string key = all.empty() ? "" : ",";
    append_quoted(key, column.name);
    all.push_back(key + ':');
  }
  return all;
}

void append_feature(std::string& json, const Layer& layer, const std::vector<std::string>& column_keys,
                    std::string_view geometry_text, std::size_t row) {
  json += row == 0 ? "\n" : ",\n";
  json.append(R"({"type":"Feature","geometry":)").append(geometry_text).append(R"(,"properties":{)");
  for (std::size_t c = 0; c < layer.columns.size(); ++c) {
    json += column_keys[c];
    std::visit(AppendValue{json, row}, layer.columns[c].values);
  }
  json += "}}";
}

std::string head(const Layer& layer) {
  std::string json = R"({"type":"FeatureCollection")";
  const auto member = [&json](std::string_view key, std::string_view value) {
    json.append(",\n\"").append(key).append("\":");
    append_quoted(json, value);
  };
  member("name", layer.name);
  member("title", layer.provenance.title);
  member("tier", layer.provenance.tier);
  member("marking", layer.provenance.marking);
  member("counts", layer.provenance.counts);
  return json + ",\n\"features\":[";
}

std::string joined(const std::string& first, const std::vector<std::string>& blocks, std::string_view last) {
  const std::size_t size = std::accumulate(blocks.begin(), blocks.end(), first.size() + last.size(),
                                           [](std::size_t sum, const std::string& b) { return sum + b.size(); });
  std::string all;
  all.reserve(size);
  all += first;
  for (const std::string& block : blocks) {
    all += block;
  }
  return all.append(last);
}

}  // namespace

std::vector<std::string> geojson_geometries(const Outlines& outlines) {
  std::vector<std::string> geometries(outlines.size());
  core::parallel_for(
      outlines.size(), [&](std::size_t area) { geometries[area] = geometry(outlines.polygons(), area); }, kFeatures);
  return geometries;
}

std::string geojson_text(const Layer& layer, const std::vector<std::string>& geometries) {
  require(!layer.is_table(), "layer", layer.name, "one with outlines");
  validate(layer);
  const std::vector<std::string> column_keys = keys(layer);
  const std::size_t rows = row_count(layer);
  std::vector<std::string> blocks((rows + kFeatures - 1) / kFeatures);
  core::parallel_blocks(rows, kFeatures, [&](std::size_t begin, std::size_t end) {
    std::string& block = blocks[begin / kFeatures];
    for (std::size_t row = begin; row < end; ++row) {
      append_feature(block, layer, column_keys, geometries[layer.outlines[row]], row);
    }
  });
  return joined(head(layer), blocks, "\n]}\n");
}

}  // namespace libprofile::publish::detail
