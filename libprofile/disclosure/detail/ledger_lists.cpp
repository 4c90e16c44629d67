// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/ledger_lists.hpp"

#include <array>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"

namespace libprofile::disclosure::detail {
namespace {

using Json = nlohmann::ordered_json;

ReleaseNumber parse_number(const Json& json) {
  ReleaseNumber number;
  number.name = json.at("name").get<std::string>();
  number.shown = json.at("shown").is_null() ? kWithheld : json.at("shown").get<std::int64_t>();
  if (json.contains("window")) {
    number.window = parse_window(json.at("window"));
  }
  number.areas = json.value("areas", std::vector<std::string>());
  number.labels = json.value("labels", std::vector<std::string>());
  return number;
}

}  // namespace

Json lists_json(const std::vector<ReleaseList>& lists) {
  Json all = Json::array();
  for (const ReleaseList& list : lists) {
    Json json{{"name", list.name},
              {"measure", list.measure},
              {"of", list.of == ListCounts::premises ? "premises" : "persons"},
              {"base", list.base},
              {"numbers", Json::array()}};
    for (const ReleaseNumber& number : list.numbers) {
      Json one{{"name", number.name}, {"shown", number.shown == kWithheld ? Json(nullptr) : Json(number.shown)}};
      if (number.window) {
        one["window"] = {format_day(number.window->start_day), format_day(number.window->end_day)};
      }
      if (!number.areas.empty()) {
        one["areas"] = number.areas;
      }
      if (!number.labels.empty()) {
        one["labels"] = number.labels;
      }
      json["numbers"].push_back(std::move(one));
    }
    all.push_back(std::move(json));
  }
  return all;
}

ReleaseWindow parse_window(const Json& json) {
  const auto days = json.get<std::array<std::string, 2>>();
  return {parse_day(days[0]), parse_day(days[1])};
}

std::vector<ReleaseList> parse_lists(const Json& json) {
  std::vector<ReleaseList> lists;
  for (const Json& from : json) {
    ReleaseList list;
    list.name = from.at("name").get<std::string>();
    list.measure = from.at("measure").get<std::string>();
    const std::string of = from.at("of").get<std::string>();
    require(of == "persons" || of == "premises", "of", of, "persons or premises");
    list.of = of == "premises" ? ListCounts::premises : ListCounts::persons;
    list.base = from.at("base").get<std::int64_t>();
    for (const Json& number : from.at("numbers")) {
      list.numbers.push_back(parse_number(number));
    }
    lists.push_back(std::move(list));
  }
  return lists;
}

}  // namespace libprofile::disclosure::detail
