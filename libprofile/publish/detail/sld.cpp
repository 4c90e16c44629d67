// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/sld.hpp"

#include "libprofile/publish/detail/number_text.hpp"
#include "libprofile/publish/detail/xml_text.hpp"

namespace libprofile::publish::detail {
namespace {

/// Pixels of the standard's 0.28 mm.
constexpr double kPixelMm = 0.28;

std::string number(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

std::string comparison(std::string_view name, std::string_view field, std::string_view literal) {
  const std::string element = "ogc:PropertyIs" + std::string(name);
  return "<" + element + "><ogc:PropertyName>" + xml_escaped(field) + "</ogc:PropertyName><ogc:Literal>" +
         xml_escaped(literal) + "</ogc:Literal></" + element + ">";
}

std::string claim(const Condition& condition) {
  switch (condition.comparison) {
    case Comparison::equals:
      return comparison("EqualTo", condition.field, condition.text);
    case Comparison::is_absent:
      return "<ogc:PropertyIsNull><ogc:PropertyName>" + xml_escaped(condition.field) +
             "</ogc:PropertyName></ogc:PropertyIsNull>";
    case Comparison::at_least:
      return comparison("GreaterThanOrEqualTo", condition.field, number(condition.number));
    case Comparison::below:
      return comparison("LessThan", condition.field, number(condition.number));
  }
  return {};
}

std::string filter(const StyleGroup& group, const StyleRule& rule) {
  std::string claims;
  const std::size_t count = group.conditions.size() + rule.conditions.size();
  for (const auto* conditions : {&group.conditions, &rule.conditions}) {
    for (const Condition& condition : *conditions) {
      claims += claim(condition);
    }
  }
  if (count == 0) {
    return {};
  }
  return "<ogc:Filter>" + (count == 1 ? claims : "<ogc:And>" + claims + "</ogc:And>") + "</ogc:Filter>";
}

std::string parameter(std::string_view name, std::string_view value) {
  return "<se:SvgParameter name=\"" + std::string(name) + "\">" + std::string(value) + "</se:SvgParameter>";
}

std::string fill(const Symbol& symbol) {
  switch (symbol.fill) {
    case Fill::solid:
      return "<se:Fill>" + parameter("fill", symbol.colour) + "</se:Fill>";
    case Fill::hatched:
      return "<se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>slash</se:WellKnownName><se:Stroke>" +
             parameter("stroke", symbol.colour) + "</se:Stroke></se:Mark></se:Graphic></se:GraphicFill></se:Fill>";
    case Fill::none:
      return {};
  }
  return {};
}

std::string rule_xml(const StyleGroup& group, const StyleRule& rule) {
  return "<se:Rule><se:Name>" + xml_escaped(rule.label) + "</se:Name><se:Description><se:Title>" +
         xml_escaped(rule.label) + "</se:Title><se:Abstract>" + xml_escaped(group.heading) +
         "</se:Abstract></se:Description>" + filter(group, rule) + "<se:PolygonSymbolizer>" + fill(rule.symbol) +
         "<se:Stroke>" + parameter("stroke", rule.symbol.outline) +
         parameter("stroke-width", number(rule.symbol.outline_mm / kPixelMm)) +
         "</se:Stroke></se:PolygonSymbolizer></se:Rule>\n";
}

}  // namespace

std::string sld_of(const Style& style, std::string_view name) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<StyledLayerDescriptor xmlns=\"http://www.opengis.net/sld\" xmlns:ogc=\"http://www.opengis.net/ogc\" "
      "xmlns:se=\"http://www.opengis.net/se\" version=\"1.1.0\">\n<NamedLayer><se:Name>" +
      xml_escaped(name) + "</se:Name><UserStyle><se:Name>" + xml_escaped(name) +
      "</se:Name><se:Description><se:Title>" + xml_escaped(style.title) +
      "</se:Title></se:Description><se:FeatureTypeStyle>\n";
  for (const StyleGroup& group : style.groups) {
    if (group.visibility == StyleGroup::Visibility::shown) {
      for (const StyleRule& rule : group.rules) {
        xml += rule_xml(group, rule);
      }
    }
  }
  return xml + "</se:FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>\n";
}

}  // namespace libprofile::publish::detail
