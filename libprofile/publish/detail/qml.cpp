// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/qml.hpp"

#include <charconv>
#include <string_view>

#include "libprofile/publish/detail/number_text.hpp"
#include "libprofile/publish/detail/sqlite.hpp"
#include "libprofile/publish/detail/xml_text.hpp"

namespace libprofile::publish::detail {
namespace {

std::string number(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

/// A literal of QGIS's expressions, where a quote and a backslash are both written twice.
std::string quoted_text(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted.append(c == '\'' || c == '\\' ? 2 : 1, c);
  }
  return quoted + "'";
}

std::string claim(const Condition& condition) {
  const std::string field = quoted_name(condition.field);
  switch (condition.comparison) {
    case Comparison::equals:
      return field + " = " + quoted_text(condition.text);
    case Comparison::is_absent:
      return field + " IS NULL";
    case Comparison::at_least:
      return field + " >= " + number(condition.number);
    case Comparison::below:
      return field + " < " + number(condition.number);
  }
  return {};
}

/// "#rrggbb" as "r,g,b,alpha".
std::string colour(std::string_view hex, int alpha) {
  std::string text;
  for (std::size_t i = 1; i + 1 < hex.size(); i += 2) {
    int part = 0;
    std::from_chars(hex.data() + i, hex.data() + i + 2, part, 16);
    text += std::to_string(part) + ',';
  }
  return text + std::to_string(alpha);
}

std::string_view brush(Fill fill) {
  switch (fill) {
    case Fill::solid:
      return "solid";
    case Fill::hatched:
      return "b_diagonal";
    case Fill::none:
      return "no";
  }
  return "no";
}

std::string symbol_xml(const Symbol& symbol, std::size_t name) {
  const auto property = [](std::string_view key, std::string_view value) {
    return "<prop k=\"" + std::string(key) + "\" v=\"" + std::string(value) + "\"/>";
  };
  constexpr int kOpaque = 255;
  return "<symbol type=\"fill\" name=\"" + std::to_string(name) +
         "\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">"
         "<layer class=\"SimpleFill\" enabled=\"1\" locked=\"0\" pass=\"0\">" +
         property("color", colour(symbol.colour, kOpaque)) + property("style", brush(symbol.fill)) +
         property("outline_color", colour(symbol.outline, kOpaque)) + property("outline_style", "solid") +
         property("outline_width", number(symbol.outline_mm)) + property("outline_width_unit", "MM") +
         property("joinstyle", "bevel") + "</layer></symbol>\n";
}

std::string attribute(std::string_view name, std::string_view value) {
  return value.empty() ? "" : " " + std::string(name) + "=\"" + xml_escaped(value) + "\"";
}

std::string rules_xml(const Style& style) {
  std::string xml = "<rules key=\"{0}\">\n";
  std::size_t symbol = 0;
  for (std::size_t g = 0; g < style.groups.size(); ++g) {
    const StyleGroup& group = style.groups[g];
    const std::string key = std::to_string(g + 1);
    const bool is_hidden = group.visibility == StyleGroup::Visibility::hidden;
    xml += "<rule key=\"{" + key + "}\"" + attribute("label", group.heading) +
           attribute("filter", qgis_expression(group.conditions)) + (is_hidden ? " checkstate=\"0\"" : "") + ">\n";
    for (std::size_t r = 0; r < group.rules.size(); ++r, ++symbol) {
      const StyleRule& rule = group.rules[r];
      xml += "<rule key=\"{" + key + "-" + std::to_string(r + 1) + "}\"" + attribute("label", rule.label) +
             attribute("filter", qgis_expression(rule.conditions)) + " symbol=\"" + std::to_string(symbol) + "\"/>\n";
    }
    xml += "</rule>\n";
  }
  return xml + "</rules>\n";
}

std::string symbols_xml(const Style& style) {
  std::string xml = "<symbols>\n";
  std::size_t symbol = 0;
  for (const StyleGroup& group : style.groups) {
    for (const StyleRule& rule : group.rules) {
      xml += symbol_xml(rule.symbol, symbol++);
    }
  }
  return xml + "</symbols>\n";
}

std::string labelling_xml(const Style& style) {
  if (style.label_field.empty()) {
    return {};
  }
  return "<labeling type=\"simple\"><settings calloutType=\"simple\">"
         "<text-style" +
         attribute("fieldName", style.label_field) +
         " isExpression=\"0\" fontFamily=\"Sans\" fontSize=\"9\" fontSizeUnit=\"Point\" fontWeight=\"75\" "
         "textColor=\"0,0,0,255\" textOpacity=\"1\">"
         "<text-buffer bufferDraw=\"1\" bufferSize=\"0.8\" bufferSizeUnits=\"MM\" bufferColor=\"255,255,255,255\" "
         "bufferOpacity=\"1\"/></text-style>"
         "<placement placement=\"1\" centroidInside=\"1\"/>"
         // A tier's letter is never dropped for want of room.
         "<rendering displayAll=\"1\"/>"
         "</settings></labeling>\n";
}

}  // namespace

std::string qgis_expression(const std::vector<Condition>& conditions) {
  std::string text;
  for (const Condition& condition : conditions) {
    text.append(text.empty() ? "" : " AND ").append(claim(condition));
  }
  return text;
}

std::string qml_of(const Style& style) {
  return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
         "<qgis version=\"3.22.0\" styleCategories=\"Symbology|Labeling\" labelsEnabled=\"" +
         std::string(style.label_field.empty() ? "0" : "1") +
         "\">\n"
         "<renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" forceraster=\"0\" enableorderby=\"0\">\n" +
         rules_xml(style) + symbols_xml(style) + "</renderer-v2>\n" + labelling_xml(style) +
         "<layerGeometryType>2</layerGeometryType>\n</qgis>\n";
}

}  // namespace libprofile::publish::detail
