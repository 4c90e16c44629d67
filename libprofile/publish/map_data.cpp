// SPDX-License-Identifier: MIT
#include <array>
#include <charconv>

#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/map.hpp"
#include "libprofile/publish/detail/map_outlines.hpp"

namespace libprofile::publish::detail {
namespace {

void append_number(std::string& json, std::int64_t number) {
  std::array<char, 24> buffer{};
  json.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr);
}

void append_real(std::string& json, double number) {
  std::array<char, 40> buffer{};
  json.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr);
}

/// The first point as it is, then differences.
void append_ring(std::string& json, const Outlines& outlines, std::uint32_t ring) {
  GridPoint previous{0, 0};
  json.push_back('[');
  for (std::uint32_t i = outlines.ring_points[ring]; i < outlines.ring_points[ring + 1]; ++i) {
    const GridPoint point = outlines.points[i];
    if (i > outlines.ring_points[ring]) {
      json.push_back(',');
    }
    append_number(json, point.x - previous.x);
    json.push_back(',');
    append_number(json, point.y - previous.y);
    previous = point;
  }
  json.push_back(']');
}

void append_shapes(std::string& json, const Outlines& outlines) {
  json.append("\"outlines\":[");
  for (std::size_t area = 0; area < outlines.size(); ++area) {
    json.append(area > 0 ? ",[" : "[");
    for (std::uint32_t r = outlines.area_rings[area]; r < outlines.area_rings[area + 1]; ++r) {
      if (r > outlines.area_rings[area]) {
        json.push_back(',');
      }
      append_ring(json, outlines, r);
    }
    json.push_back(']');
  }
  json.append("],\"labels\":[");
  for (std::size_t area = 0; area < outlines.size(); ++area) {
    const GridPoint label = label_point(outlines, area);
    json.append(area > 0 ? "," : "");
    append_number(json, label.x);
    json.push_back(',');
    append_number(json, label.y);
  }
  json.push_back(']');
}

void append_texts(std::string& json, std::string_view key, const std::vector<std::string>& texts) {
  json.append(",\"").append(key).append("\":[");
  for (std::size_t i = 0; i < texts.size(); ++i) {
    json.append(i > 0 ? "," : "");
    append_json_string(json, texts[i]);
  }
  json.push_back(']');
}

}  // namespace

std::string map_json(const MapModel& model) {
  const DrawingGrid grid = make_drawing_grid(model.areas->polygons, {});
  const Outlines outlines = simplify_outlines(model.areas->polygons, grid, OutlineBudget{}.vertices);
  std::string json = "{\"unit\":";
  json.reserve(outlines.points.size() * 8 + 4096);
  append_real(json, grid.unit_m);
  json.append(",\"size\":[");
  append_number(json, grid.width);
  json.push_back(',');
  append_number(json, grid.height);
  json.append("],");
  append_shapes(json, outlines);
  append_texts(json, "ids", model.areas->codes);
  json.append(",\"styles\":\"");
  for (const std::uint8_t style : model.style_of_area) {
    json.push_back(static_cast<char>('0' + style));
  }
  json.append("\",\"letters\":{");
  for (const MapClass& item : model.classes) {
    if (!item.letter.empty()) {
      json.append(json.back() == '{' ? "\"" : ",\"").push_back(static_cast<char>('0' + item.style));
      json.append("\":");
      append_json_string(json, item.letter);
    }
  }
  json.push_back('}');
  if (model.background != nullptr && model.background->size() > 0) {
    append_texts(json, "names", model.background->names);
    if (model.background != model.areas) {
      json.append(",\"background\":{");
      append_shapes(json, simplify_outlines(model.background->polygons, grid, 4000));
      json.push_back('}');
    }
  }
  json.push_back('}');
  return json;
}

}  // namespace libprofile::publish::detail
