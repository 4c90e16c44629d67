// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/map.hpp"
#include "libprofile/publish/detail/map_outlines.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr std::int32_t kMargin = 40;
/// More names than this hide the map.
constexpr std::size_t kMostNames = 40;
constexpr OutlineBudget kDrawing{.longest_side = 1600, .finest_unit_m = 0.01, .vertices = 12'000};

void append_pair(std::string& text, std::int32_t x, std::int32_t y) {
  std::array<char, 16> buffer{};
  text.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), x).ptr);
  if (y >= 0) {
    text.push_back(' ');
  }
  text.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), y).ptr);
}

/// Relative moves: shorter than absolute ones. SVG's y grows downwards.
void append_area(std::string& path, const Outlines& outlines, std::size_t area) {
  for (std::uint32_t r = outlines.area_rings[area]; r < outlines.area_rings[area + 1]; ++r) {
    const std::uint32_t first = outlines.ring_points[r];
    GridPoint previous = outlines.points[first];
    path.push_back('M');
    append_pair(path, previous.x, outlines.grid.height - previous.y);
    path.push_back('l');
    for (std::uint32_t i = first + 1; i < outlines.ring_points[r + 1]; ++i) {
      const GridPoint point = outlines.points[i];
      if (i > first + 1 && point.x >= previous.x) {
        path.push_back(' ');
      }
      append_pair(path, point.x - previous.x, previous.y - point.y);
      previous = point;
    }
    path.push_back('z');
  }
}

void append_class(std::string& svg, const MapModel& model, const Outlines& outlines, std::uint8_t style) {
  std::string path;
  for (std::size_t area = 0; area < outlines.size(); ++area) {
    if (model.style_of_area[area] == style) {
      append_area(path, outlines, area);
    }
  }
  if (!path.empty()) {
    svg.append("<path class=\"area s").append(std::to_string(style)).append("\" d=\"").append(path).append("\"/>");
  }
}

void append_label(std::string& svg, const Outlines& outlines, std::size_t area, std::string_view css,
                  std::string_view text) {
  const GridPoint at = label_point(outlines, area);
  svg.append("<text class=\"").append(css).append("\" x=\"").append(std::to_string(at.x)).append("\" y=\"");
  svg.append(std::to_string(outlines.grid.height - at.y)).append("\">");
  append_escaped(svg, text);
  svg.append("</text>");
}

void append_letters(std::string& svg, const MapModel& model, const Outlines& outlines) {
  for (const MapClass& item : model.classes) {
    for (std::size_t area = 0; area < outlines.size() && !item.letter.empty(); ++area) {
      if (model.style_of_area[area] == item.style) {
        append_label(svg, outlines, area, item.style >= 4 ? "letter on-dark" : "letter", item.letter);
      }
    }
  }
}

/// About the width of a name as the style sheet writes it, in units of the drawing, and the height of its line.
constexpr double kLetterWidth = 21.0;
constexpr std::int32_t kLineHeight = 42;

struct NamePlace {
  GridPoint at;
  double reach;
};

bool collide(const NamePlace& a, const NamePlace& b) {
  return std::abs(a.at.x - b.at.x) < a.reach + b.reach && std::abs(a.at.y - b.at.y) < kLineHeight;
}

/// A name that would lie on an earlier one is left out: both would be unreadable.
void append_names(std::string& svg, const geography::AreaSet& areas, const Outlines& outlines) {
  std::vector<NamePlace> taken;
  for (std::size_t area = 0; area < outlines.size() && outlines.size() <= kMostNames; ++area) {
    const NamePlace place{label_point(outlines, area),
                          0.5 * kLetterWidth * static_cast<double>(areas.names[area].size())};
    if (std::none_of(taken.begin(), taken.end(), [&](const NamePlace& other) { return collide(place, other); })) {
      append_label(svg, outlines, area, "place", areas.names[area]);
      taken.push_back(place);
    }
  }
}

void append_borders(std::string& svg, const Outlines& outlines) {
  svg.append("<path class=\"district\" d=\"");
  for (std::size_t area = 0; area < outlines.size(); ++area) {
    append_area(svg, outlines, area);
  }
  svg.append("\"/>");
}

/// Outlines and names of the level above, which may be that of the areas: neighbours of one class need a border too.
void append_background(std::string& svg, const MapModel& model, const Outlines& areas) {
  if (model.background == nullptr) {
    return;
  }
  if (model.background == model.areas) {
    append_borders(svg, areas);
    append_names(svg, *model.background, areas);
    return;
  }
  const Outlines outlines = simplify_outlines(model.background->polygons, areas.grid, 2000);
  append_borders(svg, outlines);
  append_names(svg, *model.background, outlines);
}

/// 1, 2 or 5 times a power of ten, at most a third of the width.
double scale_bar_m(const DrawingGrid& grid) {
  const double limit = grid.width * grid.unit_m / 3.0;
  const double power = std::pow(10.0, std::floor(std::log10(std::max(limit, 1e-9))));
  return limit >= 5 * power ? 5 * power : limit >= 2 * power ? 2 * power : power;
}

void append_scale_and_north(std::string& svg, const DrawingGrid& grid) {
  const double bar_m = scale_bar_m(grid);
  const int length = static_cast<int>(std::lround(bar_m / grid.unit_m));
  const std::string text = bar_m >= 1000.0 ? decimal(bar_m / 1000.0, 0) + " km" : decimal(bar_m, 0) + " m";
  const int y = grid.height + 60;
  svg.append("<path class=\"rule\" d=\"M0 ").append(std::to_string(y - 14)).append("v14h");
  svg.append(std::to_string(length)).append("v-14\"/><text class=\"scale\" x=\"").append(std::to_string(length + 14));
  svg.append("\" y=\"").append(std::to_string(y)).append("\">").append(text).append("</text>");
  svg.append("<g transform=\"translate(")
      .append(std::to_string(grid.width - 20))
      .append(" ")
      .append(std::to_string(y - 50));
  svg.append(
      ")\"><path class=\"north\" d=\"M0 0l16 50-16-12-16 12z\"/><text class=\"scale north-letter\" "
      "y=\"-8\">N</text></g>");
}

}  // namespace

std::string map_svg(const MapModel& model) {
  const DrawingGrid grid = make_drawing_grid(model.areas->polygons, kDrawing);
  const Outlines outlines = simplify_outlines(model.areas->polygons, grid, kDrawing.vertices);
  std::string svg = "<svg class=\"drawn-map\" role=\"img\" aria-label=\"";
  append_escaped(svg, "Map. " + model.measure + ". The table gives the same facts.");
  svg.append("\" viewBox=\"").append(std::to_string(-kMargin)).append(" ").append(std::to_string(-kMargin)).append(" ");
  svg.append(std::to_string(grid.width + 2 * kMargin)).append(" ").append(std::to_string(grid.height + 130));
  svg.append("\">");
  for (const MapClass& item : model.classes) {
    append_class(svg, model, outlines, item.style);
  }
  append_background(svg, model, outlines);
  append_letters(svg, model, outlines);
  append_scale_and_north(svg, grid);
  svg.append("</svg>");
  return svg;
}

std::string map_legend(const MapModel& model) {
  std::string html;
  for (const MapClass& item : model.classes) {
    html.append("<li><svg class=\"swatch\" width=\"30\" height=\"22\" aria-hidden=\"true\"><rect class=\"area s");
    html.append(std::to_string(item.style)).append("\" x=\".5\" y=\".5\" width=\"29\" height=\"21\"/>");
    if (!item.letter.empty()) {
      html.append("<text class=\"letter").append(item.style >= 4 ? " on-dark" : "");
      html.append("\" x=\"15\" y=\"16\">").append(item.letter).append("</text>");
    }
    html.append("</svg><span>");
    append_escaped(html, item.meaning);
    html.append("</span>");
  }
  return html;
}

}  // namespace libprofile::publish::detail
