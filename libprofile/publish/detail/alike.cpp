// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/alike.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

namespace libprofile::publish::detail {
namespace {

constexpr std::string_view kNotStated = "not stated";
constexpr std::string_view kAll = "all";

template <class Values>
const Values* find(const Layer& layer, std::string_view name) {
  const auto column =
      std::find_if(layer.columns.begin(), layer.columns.end(), [name](const Column& c) { return c.name == name; });
  return column == layer.columns.end() ? nullptr : std::get_if<Values>(&column->values);
}

/// Released counts that add up to one sum, by label.
using Group = std::vector<std::pair<std::string, std::int64_t>>;

bool is_alike(const Group& group) {
  const auto has_persons = [](const auto& part) { return part.second > 0; };
  const auto first = std::find_if(group.begin(), group.end(), has_persons);
  return group.size() > 1 && first != group.end() && first->first != kNotStated &&
         std::find_if(first + 1, group.end(), has_persons) == group.end();
}

std::string with_spaces(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

/// What a row's value is a value of, within which group, and the value: "sex" of "13-15" in "age_band by sex".
struct Label {
  std::string attribute;
  std::string within;
  std::string value;
};

Label label_of(const std::string& level, const std::string& unit, const std::string& field, const std::string& value) {
  if (field == kAll) {
    return {level, "", unit};
  }
  const std::size_t by = field.find(" by ");
  const std::size_t slash = value.find(" / ");
  if (by == std::string::npos || slash == std::string::npos) {
    return {field, "", value};
  }
  return {field.substr(by + 4) + " in an " + field.substr(0, by), value.substr(0, slash), value.substr(slash + 3)};
}

/// Attributes in which everybody who is shown is alike.
std::vector<std::string> alike_persons(const Layer& layer) {
  const auto* level = find<TextColumn>(layer, "level");
  const auto* unit = find<TextColumn>(layer, "unit");
  const auto* field = find<TextColumn>(layer, "field");
  const auto* value = find<TextColumn>(layer, "value");
  const auto* count = find<IntegerColumn>(layer, "count");
  std::vector<std::string> found;
  if (level == nullptr || unit == nullptr || field == nullptr || value == nullptr || count == nullptr) {
    return found;
  }
  std::map<std::pair<std::string, std::string>, Group> groups;
  for (std::size_t row = 0; row < count->size(); ++row) {
    const bool is_sum = *(*level)[row] == kAll && *(*field)[row] == kAll;
    if (!is_sum && (*count)[row]) {
      Label label = label_of(*(*level)[row], *(*unit)[row], *(*field)[row], *(*value)[row]);
      groups[{std::move(label.attribute), std::move(label.within)}].emplace_back(label.value, *(*count)[row]);
    }
  }
  for (const auto& [of, group] : groups) {
    if (is_alike(group) && (found.empty() || found.back() != with_spaces(of.first))) {
      found.push_back(with_spaces(of.first));
    }
  }
  return found;
}

bool has_alike_premises(const Layer& layer) {
  const auto* premises = find<IntegerColumn>(layer, "premises");
  const auto* having = find<IntegerColumn>(layer, "with_incident");
  for (std::size_t row = 0; premises != nullptr && having != nullptr && row < premises->size(); ++row) {
    if ((*premises)[row].value_or(0) > 0 && (*premises)[row] == (*having)[row]) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<std::string> find_alike(const Layer& layer) {
  std::vector<std::string> words;
  for (const std::string& attribute : alike_persons(layer)) {
    words.push_back("all persons who are shown have one value of " + attribute +
                    ": of whoever is known to be among them it is all but known");
  }
  if (has_alike_premises(layer)) {
    words.emplace_back("there are types of which all premises that are shown have an incident near them");
  }
  return words;
}

}  // namespace libprofile::publish::detail
