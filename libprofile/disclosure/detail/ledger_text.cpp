// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/ledger_text.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/detail/ledger_lists.hpp"

namespace libprofile::disclosure::detail {
namespace {

using Json = nlohmann::ordered_json;

bool is_utf8(std::string_view text) {
  // The serialiser is the one judge: what it takes it can write.
  try {
    static_cast<void>(Json(text).dump());
    return true;
  } catch (const Json::type_error&) {
    return false;
  }
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
}

/// Lower case of A to Z, one space for each run, none at the ends.
std::string folded(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c != ' ') {
      text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  if (!text.empty() && text.back() == ' ') {
    text.pop_back();
  }
  return text;
}

Json policy_json(const PolicyFields& policy) {
  return {{"tier", to_string(policy.tier)},
          {"threshold", policy.threshold},
          {"premises_threshold", policy.premises_threshold},
          {"dominance", policy.dominance},
          {"base", policy.base},
          {"minimum_residents", policy.minimum_residents},
          {"minimum_window", to_string(policy.minimum_window)}};
}

Json filter_json(const std::vector<ReleaseCondition>& filter) {
  Json json = Json::object();
  for (const ReleaseCondition& condition : filter) {
    json[condition.attribute] = condition.values;
  }
  return json;
}

Json terms_json(const Release& release) {
  const ReleaseTerms& terms = release.terms;
  Json json;
  json["stream"] = terms.stream;
  json["window"] = {format_day(terms.window.start_day), format_day(terms.window.end_day)};
  json["partition"] = terms.partition;
  json["vintage"] = terms.vintage;
  json["measure"] = terms.measure;
  json["filter"] = filter_json(terms.filter);
  json["method"] = terms.method;
  json["parameters"] = Json::object();
  for (const auto& [name, value] : terms.parameters) {
    json["parameters"][name] = value;
  }
  json["manifest_sha256"] = terms.manifest_sha256;
  json["policy"] = policy_json(release.policy);
  json["base"] = release.base;
  return json;
}

Json parts_json(const std::vector<ReleaseParts>& all) {
  Json json = Json::object();
  for (const ReleaseParts& entry : all) {
    json[entry.whole] = entry.parts;
  }
  return json;
}

/// Runs a reader over text, and says of anything that it cannot read what is wrong.
template <class Reader>
auto read(std::string_view text, Reader reader) {
  try {
    return reader(Json::parse(text));
  } catch (const Json::exception& error) {
    throw std::invalid_argument(error.what());
  } catch (const Error& error) {
    throw std::invalid_argument(error.what());
  }
}

std::vector<ReleaseParts> parse_parts(const Json& json) {
  std::vector<ReleaseParts> all;
  for (const auto& [whole, parts] : json.items()) {
    all.push_back({whole, parts.get<std::vector<std::string>>()});
  }
  return all;
}

PolicyFields parse_policy(const Json& json) {
  PolicyFields policy;
  policy.tier = tier_from(json.at("tier").get<std::string>());
  policy.threshold = json.at("threshold").get<std::int64_t>();
  policy.premises_threshold = json.at("premises_threshold").get<std::int64_t>();
  policy.dominance = json.at("dominance").get<double>();
  policy.base = json.at("base").get<std::int64_t>();
  policy.minimum_residents = json.at("minimum_residents").get<std::int64_t>();
  policy.minimum_window = minimum_window_from(json.at("minimum_window").get<std::string>());
  return policy;
}

}  // namespace

void require_text(std::string_view text, std::string_view what) {
  require(text.size() <= kLongestText, what, text.size(), "at most 500 bytes");
  require(!has_control(text) && is_utf8(text), what, "unprintable", "UTF-8 text without control characters");
}

void require_name(std::string_view name, std::string_view what) {
  require_text(name, what);
  require(name.find_first_not_of(' ') != std::string_view::npos, what, "\"\"", "a name that is not empty");
}

bool is_digest(std::string_view text) {
  constexpr std::size_t kDigits = 64;
  return text.size() == kDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool same_spelling(std::string_view a, std::string_view b) {
  return folded(a) == folded(b);
}

std::string head_text(const EntryHead& head, const Release* release) {
  Json json;
  json["state"] = head.state;
  json["release"] = head.release;
  json["by"] = head.by;
  json["at_utc"] = head.at_utc;
  if (release != nullptr) {
    json["repeats"] = head.repeats;
    json["terms"] = terms_json(*release);
  }
  // Absent rather than empty: entries of earlier versions stay what they were.
  for (const auto& [name, text] : {std::pair{"reason", &head.reason}, {"destroyed", &head.destroyed}}) {
    if (!text->empty()) {
      json[name] = *text;
    }
  }
  return json.dump();
}

std::string values_text(const Release& release) {
  Json json;
  json["categories"] = release.categories;
  json["levels"] = Json::array();
  for (const ReleaseLevel& level : release.levels) {
    Json cells = Json::array();
    for (const std::int64_t shown : level.cells) {
      cells.push_back(shown == kWithheld ? Json(nullptr) : Json(shown));
    }
    json["levels"].push_back(
        {{"name", level.name}, {"units", level.units}, {"parents", level.parents}, {"cells", std::move(cells)}});
  }
  json["area_parts"] = parts_json(release.terms.area_parts);
  json["category_parts"] = parts_json(release.terms.category_parts);
  // Absent rather than empty: entries without lists stay what they were.
  if (!release.lists.empty()) {
    json["lists"] = lists_json(release.lists);
  }
  return json.dump();
}

EntryHead parse_head(std::string_view text) {
  return read(text, [](const Json& json) {
    EntryHead head;
    head.state = json.at("state").get<std::string>();
    head.release = json.at("release").get<std::string>();
    head.by = json.at("by").get<std::string>();
    head.at_utc = json.at("at_utc").get<std::string>();
    for (const auto& [name, value] :
         {std::pair{"repeats", &head.repeats}, {"reason", &head.reason}, {"destroyed", &head.destroyed}}) {
      if (json.contains(name)) {
        *value = json.at(name).get<std::string>();
      }
    }
    return head;
  });
}

Release parse_terms(std::string_view text) {
  return read(text, [](const Json& json) {
    const Json& from = json.at("terms");
    Release release;
    ReleaseTerms& terms = release.terms;
    terms.stream = from.at("stream").get<std::string>();
    terms.window = parse_window(from.at("window"));
    terms.partition = from.at("partition").get<std::string>();
    terms.vintage = from.at("vintage").get<std::string>();
    terms.measure = from.at("measure").get<std::string>();
    for (const auto& [attribute, values] : from.at("filter").items()) {
      terms.filter.push_back({attribute, values.get<std::vector<std::string>>()});
    }
    terms.method = from.at("method").get<std::string>();
    for (const auto& [name, value] : from.at("parameters").items()) {
      terms.parameters.emplace_back(name, value.get<std::string>());
    }
    terms.manifest_sha256 = from.at("manifest_sha256").get<std::string>();
    release.policy = parse_policy(from.at("policy"));
    release.base = from.at("base").get<std::int64_t>();
    return release;
  });
}

void parse_values(std::string_view text, Release& release) {
  read(text, [&release](const Json& json) {
    release.categories = json.at("categories").get<std::vector<std::string>>();
    for (const Json& from : json.at("levels")) {
      ReleaseLevel level;
      level.name = from.at("name").get<std::string>();
      level.units = from.at("units").get<std::vector<std::string>>();
      level.parents = from.at("parents").get<std::vector<std::uint32_t>>();
      for (const Json& cell : from.at("cells")) {
        level.cells.push_back(cell.is_null() ? kWithheld : cell.get<std::int64_t>());
      }
      release.levels.push_back(std::move(level));
    }
    release.terms.area_parts = parse_parts(json.at("area_parts"));
    release.terms.category_parts = parse_parts(json.at("category_parts"));
    if (json.contains("lists")) {
      release.lists = parse_lists(json.at("lists"));
    }
    validate(release);
    return 0;
  });
}

}  // namespace libprofile::disclosure::detail
