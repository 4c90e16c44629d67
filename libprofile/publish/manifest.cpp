// SPDX-License-Identifier: MIT
#include "libprofile/publish/manifest.hpp"

#include <algorithm>
#include <utility>

#include "libprofile/publish/detail/json_document.hpp"
#include "libprofile/publish/detail/manifest_text.hpp"

namespace libprofile::publish {
namespace {

using detail::Json;
using detail::set_text;

/// Raised when a field changes its meaning or goes.
constexpr int kManifestVersion = 1;

Json policy_json(const disclosure::Policy& policy) {
  const disclosure::PolicyFields& fields = policy.fields();
  Json json;
  json["tier"] = disclosure::to_string(fields.tier);
  json["threshold"] = fields.threshold;
  json["premises_threshold"] = fields.premises_threshold;
  json["dominance"] = fields.dominance;
  json["base"] = fields.base;
  json["minimum_residents"] = fields.minimum_residents;
  json["minimum_window"] = disclosure::to_string(fields.minimum_window);
  return json;
}

Json window_json(const Manifest& manifest) {
  Json json;
  set_text(json, "start", manifest.window_start);
  set_text(json, "end", manifest.window_end);
  set_text(json, "time_zone", manifest.time_zone);
  return json;
}

Json inputs_json(const Manifest& manifest) {
  Json all = Json::array();
  for (const Manifest::InputDigest& input : manifest.inputs) {
    Json json;
    json["source"] = input.source;
    if (input.rows) {
      json["rows"] = *input.rows;
    }
    set_text(json, "hmac_sha256", input.hmac_sha256);
    all.push_back(std::move(json));
  }
  return all;
}

Json methods_json(const Manifest& manifest) {
  Json all = Json::array();
  for (const Manifest::Method& method : manifest.methods) {
    Json json;
    json["name"] = method.name;
    json["parameters"] = Json::object();
    for (const auto& [name, value] : method.parameters) {
      json["parameters"][name] = value;
    }
    set_text(json, "reference", method.reference);
    all.push_back(std::move(json));
  }
  return all;
}

Json artefacts_json(std::vector<Artefact> artefacts) {
  std::sort(artefacts.begin(), artefacts.end(), [](const Artefact& a, const Artefact& b) { return a.path < b.path; });
  Json all = Json::array();
  for (const Artefact& artefact : artefacts) {
    Json json;
    json["path"] = artefact.path;
    json["bytes"] = artefact.bytes;
    json["sha256"] = artefact.sha256;
    all.push_back(std::move(json));
  }
  return all;
}

Json sharing_json(const Manifest::Sharing& sharing) {
  Json json;
  set_text(json, "policy", sharing.policy);
  set_text(json, "hmac_sha256", sharing.hmac_sha256);
  set_text(json, "purpose", sharing.purpose);
  return json;
}

Json ledger_json(const disclosure::LedgerPlace& place) {
  Json json;
  json["release"] = place.release;
  json["previous"] = place.previous;
  if (place.since) {
    const disclosure::SinceLast& since = *place.since;
    Json& last = json["since"];
    last["release"] = since.release;
    last["window"] = {{"start", disclosure::format_day(since.window.start_day)},
                      {"end", disclosure::format_day(since.window.end_day)}};
    for (const auto& [name, total] : {std::pair{"total_then", since.total_then}, {"total_now", since.total_now}}) {
      if (total != disclosure::kWithheld) {
        last[name] = total;
      }
    }
    last["areas_compared"] = since.compared;
    last["certainly_more"] = since.more;
    last["certainly_fewer"] = since.fewer;
  }
  return json;
}

disclosure::SinceLast since_from(const Json& json) {
  const Json& window = json.at("window");
  return {.release = json.at("release"),
          .window = {disclosure::parse_day(window.at("start").get<std::string>()),
                     disclosure::parse_day(window.at("end").get<std::string>())},
          .total_then = json.value("total_then", disclosure::kWithheld),
          .total_now = json.value("total_now", disclosure::kWithheld),
          .compared = json.at("areas_compared"),
          .more = json.at("certainly_more"),
          .fewer = json.at("certainly_fewer")};
}

/// Title, marking, dates: what a reader looks at first.
Json head_json(const Manifest& manifest) {
  Json json;
  json["manifest_version"] = kManifestVersion;
  set_text(json, "title", manifest.title);
  set_text(json, "marking", manifest.marking);
  set_text(json, "tier", manifest.tier);
  set_text(json, "library_version", manifest.library_version);
  set_text(json, "created_utc", manifest.created_utc);
  set_text(json, "valid_until", manifest.valid_until);
  json["window"] = window_json(manifest);
  detail::set_days(json, "next_window", manifest.next_window_start, manifest.next_window_end);
  set_text(json, "counted", manifest.counted);
  return json;
}

}  // namespace

std::string detail::manifest_text(const disclosure::Protected<Document>& document, std::vector<Artefact> artefacts,
                                  const std::optional<disclosure::LedgerPlace>& place) {
  const Manifest& manifest = document.value().manifest;
  Json json = head_json(manifest);
  json["policy"] = policy_json(document.policy());
  json["policy_hash"] = manifest.policy_hash.empty() ? document.policy().hash() : manifest.policy_hash;
  set_text(json, "key_fingerprint", manifest.key_fingerprint);
  if (manifest.sharing) {
    json["sharing"] = sharing_json(*manifest.sharing);
  }
  set_text(json, "crs", manifest.crs);
  json["transformations"] = manifest.transformations;
  set_text(json, "partition", manifest.partition);
  set_text(json, "vintage", manifest.vintage);
  json["code_lists"] = manifest.code_lists;
  json["inputs"] = inputs_json(manifest);
  json["methods"] = methods_json(manifest);
  if (manifest.seed) {
    json["seed"] = *manifest.seed;
  }
  json["repaired_areas"] = manifest.repaired_areas;
  json["repaired_on_lattice"]["count"] = manifest.repaired_on_lattice.size();
  json["repaired_on_lattice"]["codes"] = manifest.repaired_on_lattice;
  json["limits"] = manifest.limits;
  if (place) {
    json["ledger"] = ledger_json(*place);
  }
  json["artefacts"] = artefacts_json(std::move(artefacts));
  return detail::json_text_of(json);
}

std::optional<disclosure::LedgerPlace> ledger_place_of(std::string_view manifest) {
  const Json json = Json::parse(manifest, nullptr, false);
  if (!json.is_object() || !json.contains("ledger")) {
    return std::nullopt;
  }
  try {
    const Json& ledger = json["ledger"];
    disclosure::LedgerPlace place{ledger.at("release"), ledger.at("previous")};
    if (ledger.contains("since")) {
      place.since = since_from(ledger["since"]);
    }
    return place;
  } catch (const std::exception&) {
    // Of another shape, or days that are none: not written here.
    return std::nullopt;
  }
}

std::string manifest_json(const disclosure::Protected<Document>& document, std::vector<Artefact> artefacts) {
  return detail::manifest_text(document, std::move(artefacts), std::nullopt);
}

}  // namespace libprofile::publish
