// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/style.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

#include "libprofile/publish/detail/number_text.hpp"

namespace libprofile::publish::detail {
namespace {

using Visibility = StyleGroup::Visibility;

/// Five steps of one hue, each clearly darker than the one before when printed in grey.
constexpr std::array<const char*, 5> kSequence{"#e4eef8", "#b3cfe8", "#79a6d1", "#3c76ad", "#123f70"};
constexpr const char* kGrey = "#6b7276";
constexpr const char* kEdge = "#3d4449";
constexpr const char* kPlain = "#f4f4f2";
constexpr const char* kOrange = "#b8540b";
constexpr double kThinMm = 0.15;
constexpr double kThickMm = 0.8;

Symbol solid(const char* colour) {
  return {Fill::solid, colour, kEdge, kThinMm};
}
Symbol hatched() {
  return {Fill::hatched, kGrey, kGrey, kThinMm};
}

Condition equals(std::string field, std::string text) {
  return {.field = std::move(field), .comparison = Comparison::equals, .text = std::move(text)};
}
Condition is_absent(std::string field) {
  return {.field = std::move(field), .comparison = Comparison::is_absent, .text = {}};
}
Condition at_least(std::string field, double number) {
  return {.field = std::move(field), .comparison = Comparison::at_least, .text = {}, .number = number};
}
Condition below(std::string field, double number) {
  return {.field = std::move(field), .comparison = Comparison::below, .text = {}, .number = number};
}

std::string digits(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

template <class Values>
const Values* values_of(const Layer& layer, std::string_view name) {
  const auto column =
      std::find_if(layer.columns.begin(), layer.columns.end(), [name](const Column& c) { return c.name == name; });
  return column == layer.columns.end() ? nullptr : std::get_if<Values>(&column->values);
}

double two_significant_digits(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific, 1);
  double rounded = 0.0;
  std::from_chars(buffer, end.ptr, rounded);
  return rounded;
}

/// Classes between `limits`, darkest last; colours are spread over the sequence.
std::vector<StyleRule> rate_rules(const std::string& field, const std::vector<double>& limits) {
  std::vector<StyleRule> rules;
  const std::size_t classes = limits.size() + 1;
  for (std::size_t i = 0; i < classes; ++i) {
    StyleRule rule;
    const bool has_lower = i > 0;
    const bool has_upper = i < limits.size();
    if (has_lower) {
      rule.conditions.push_back(at_least(field, limits[i - 1]));
    }
    if (has_upper) {
      rule.conditions.push_back(below(field, limits[i]));
    }
    if (!has_lower && !has_upper) {
      rule.conditions.push_back(at_least(field, 0.0));
    }
    rule.label = has_lower && has_upper ? digits(limits[i - 1]) + " to under " + digits(limits[i])
                 : has_upper            ? "under " + digits(limits[i])
                 : has_lower            ? digits(limits[i - 1]) + " or more"
                                        : "all areas";
    rule.symbol = solid(kSequence[classes == 1 ? 2 : i * (kSequence.size() - 1) / (classes - 1)]);
    rules.push_back(std::move(rule));
  }
  return rules;
}

Style neighbourhoods_style(const Layer& layer) {
  const auto* rates = values_of<NumberColumn>(layer, "rate_per_1000");
  auto rules = rate_rules("rate_per_1000", class_limits(rates == nullptr ? NumberColumn{} : *rates, kSequence.size()));
  rules.push_back({"withheld or no rate", {is_absent("rate_per_1000")}, hatched()});
  return {.title = "Recorded per 1,000 residents",
          .groups = {{"Recorded per 1,000 residents. " + layer.provenance.counts, {}, Visibility::shown, rules}},
          .label_field = {}};
}

Style hotspots_style(const Layer& layer) {
  const auto untiered = [](const char* label) {
    return std::vector<Condition>{is_absent("tier"), equals("label", label)};
  };
  const std::vector<StyleRule> rules{
      {"A: probably among the highest tenth, first to visit", {equals("tier", "A")}, solid(kSequence[4])},
      {"B: more likely than not among the highest tenth, second", {equals("tier", "B")}, solid(kSequence[3])},
      {"C: possibly among the highest tenth, third", {equals("tier", "C")}, solid(kSequence[2])},
      {"in no tier; with the areas around, more than expected", untiered("hot"), solid(kSequence[1])},
      {"in no tier; with the areas around, fewer than expected",
       untiered("cold"),
       {Fill::solid, "#dfeee0", kEdge, kThinMm}},
      {"in no tier; with the areas around, as many as expected", untiered("none"), solid(kPlain)},
      {"in no tier; no areas around to compare with", untiered("island"), {Fill::none, kPlain, kEdge, kThinMm}},
      {"withheld", {is_absent("count")}, hatched()}};
  return {.title = "Areas in tiers, and where more was recorded than expected",
          .groups = {{"Recorded: tiers, then against the areas around. " + layer.provenance.counts,
                      {},
                      Visibility::shown,
                      rules}},
          .label_field = "tier"};
}

Style risks_style(const Layer& layer) {
  const auto from = [](double least, double below_this) {
    return std::vector<Condition>{at_least("p_top", least), below("p_top", below_this)};
  };
  const std::vector<StyleRule> rules{
      {"almost certainly (95 in 100 or more)", {at_least("p_top", 0.95)}, solid(kSequence[4])},
      {"probably (80 to 95 in 100)", from(0.8, 0.95), solid(kSequence[3])},
      {"more likely than not (50 to 80 in 100)", from(0.5, 0.8), solid(kSequence[2])},
      {"possibly (20 to 50 in 100)", from(0.2, 0.5), solid(kSequence[1])},
      {"probably not (under 20 in 100)", {below("p_top", 0.2)}, solid(kPlain)},
      {"withheld, not compared, or too few to rank", {is_absent("p_top")}, hatched()}};
  return {.title = "How sure it is that an area is among the highest tenth",
          .groups = {{"Among the highest tenth. " + layer.provenance.counts, {}, Visibility::shown, rules}},
          .label_field = {}};
}

Style clusters_style(const Layer& layer) {
  const std::vector<StyleRule> rules{{"group of areas close together", {}, {Fill::none, kPlain, kOrange, kThickMm}}};
  return {.title = "Groups of areas with much recorded close together",
          .groups = {{"Groups. " + layer.provenance.counts, {}, Visibility::shown, rules}},
          .label_field = "cluster"};
}

Style premises_types_style(const Layer& layer) {
  const std::vector<StyleRule> rules{
      {"more per 100 premises than all types together in the area", {equals("flag", "high")}, solid(kSequence[4])},
      {"no clear difference", {equals("flag", "none")}, solid(kPlain)},
      {"fewer", {equals("flag", "low")}, solid(kSequence[1])},
      {"withheld", {equals("flag", "withheld")}, hatched()}};
  std::set<std::string> types;
  if (const auto* column = values_of<TextColumn>(layer, "type")) {
    for (const auto& type : *column) {
      types.insert(type.value_or(""));
    }
  }
  Style style{.title = "Premises types against the mean of all types", .groups = {}, .label_field = {}};
  for (const std::string& type : types) {
    style.groups.push_back({type + ": correlation, not evidence. " + layer.provenance.counts,
                            {equals("type", type)},
                            style.groups.empty() ? Visibility::shown : Visibility::hidden,
                            rules});
  }
  return style;
}

Style outreach_plan_style(const Layer& layer) {
  const std::vector<StyleRule> rules{
      {"visit where most is expected", {equals("reserved", "no")}, solid(kSequence[3])},
      {"visit where little is known", {equals("reserved", "yes")}, {Fill::none, kPlain, kOrange, kThickMm}}};
  return {.title = "Plan by team",
          .groups = {{"Visits, by number of the team. " + layer.provenance.counts, {}, Visibility::shown, rules}},
          .label_field = "team"};
}

}  // namespace

std::vector<double> class_limits(const std::vector<double>& values, std::size_t classes) {
  std::vector<double> sorted;
  std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double v) { return std::isfinite(v); });
  std::sort(sorted.begin(), sorted.end());
  std::vector<double> limits;
  for (std::size_t i = 1; i < classes && !sorted.empty(); ++i) {
    const double limit = two_significant_digits(sorted[i * sorted.size() / classes]);
    const bool is_new = limits.empty() || limit > limits.back();
    if (is_new && limit > sorted.front() && limit <= sorted.back()) {
      limits.push_back(limit);
    }
  }
  return limits;
}

std::optional<Style> style_of(const Layer& layer) {
  if (layer.name == "neighbourhoods") {
    return neighbourhoods_style(layer);
  }
  if (layer.name == "hotspots") {
    return hotspots_style(layer);
  }
  if (layer.name == "risks") {
    return risks_style(layer);
  }
  if (layer.name == "clusters") {
    return clusters_style(layer);
  }
  if (layer.name == "premises_types_by_area") {
    return premises_types_style(layer);
  }
  if (layer.name == "outreach_plan") {
    return outreach_plan_style(layer);
  }
  return std::nullopt;
}

}  // namespace libprofile::publish::detail
