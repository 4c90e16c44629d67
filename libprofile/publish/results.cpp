// SPDX-License-Identifier: MIT
#include "libprofile/publish/results.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "libprofile/publish/detail/alike.hpp"
#include "libprofile/publish/detail/check_layer.hpp"
#include "libprofile/publish/detail/json_document.hpp"
#include "libprofile/publish/detail/output_rules.hpp"

namespace libprofile::publish {
namespace {

using detail::Json;

/// The version of `acro` whose results these are like: it reads those of its own version alone.
constexpr const char* kAcroVersion = "1.0.2";
constexpr const char* kInternalReason =
    "internal tier: holds unprotected counts and must not leave the secure environment";

bool is_internal(const disclosure::Policy& policy) {
  return policy.fields().tier == disclosure::Tier::internal;
}

std::string checked(const disclosure::Policy& policy) {
  return "counts are multiples of " + std::to_string(policy.rounding_base()) + ", counts of premises of " +
         std::to_string(policy.premises_rounding_base()) + "; withheld rows hold no rate and no number of incidents";
}

OutputResult for_review(const disclosure::Policy& policy, std::string path, const char* reason) {
  const bool fails = is_internal(policy);
  return {.path = std::move(path),
          .type = "custom",
          .status = fails ? Status::fail : Status::review,
          .reasons = {fails ? kInternalReason : reason}};
}

std::size_t broken_row_counts(const SourceQuality& source, std::int64_t base) {
  std::vector<std::int64_t> counts{source.rows_read,     source.accepted,       source.without_coordinates,
                                   source.outside_areas, source.outside_window, source.without_referral,
                                   source.proactive,     source.duplicates};
  std::transform(source.rejected.begin(), source.rejected.end(), std::back_inserter(counts),
                 [](const auto& rule) { return rule.rows; });
  return static_cast<std::size_t>(std::count_if(counts.begin(), counts.end(),
                                                [base](std::int64_t count) { return count < 0 || count % base != 0; }));
}

std::string summary(const OutputResult& output) {
  std::string text(to_string(output.status));
  for (const std::string& reason : output.reasons) {
    text += "; " + reason;
  }
  return text;
}

/// What was withheld, in the place where `acro` says which cells it suppressed. Which rows they are the file itself
/// says.
Json sdc_json(const OutputResult& output) {
  Json json = Json::object();
  if (output.type == "table" && output.withheld_rows) {
    json["summary"]["suppressed"] = *output.withheld_rows > 0;
    json["summary"]["withheld rows"] = *output.withheld_rows;
    json["cells"] = Json::object();
  }
  return json;
}

Json output_json(const OutputResult& output, const std::string& uid, const Manifest& manifest) {
  Json file;
  file["name"] = output.path;
  file["sdc"] = sdc_json(output);
  Json json;
  json["uid"] = uid;
  json["status"] = to_string(output.status);
  json["type"] = output.type;
  json["properties"] = Json::object();
  json["files"] = Json::array({std::move(file)});
  json["outcome"] = Json::object();
  json["command"] = "libprofile profile";
  json["summary"] = summary(output);
  json["timestamp"] = manifest.created_utc;
  json["comments"] = output.reasons;
  json["exception"] = "";
  json["fair"] = Json::object();
  return json;
}

/// Groups of which everybody who is shown is alike: for somebody to read, and against the rules of the public tier.
void add_alike(const Layer& layer, const disclosure::Policy& policy, OutputResult& result) {
  const std::vector<std::string> alike = detail::find_alike(layer);
  if (alike.empty() || is_internal(policy)) {
    return;
  }
  const Status status = policy.fields().tier == disclosure::Tier::open ? Status::fail : Status::review;
  result.status = result.status == Status::fail ? Status::fail : status;
  result.reasons.insert(result.reasons.end(), alike.begin(), alike.end());
}

}  // namespace

std::string_view to_string(Status status) {
  switch (status) {
    case Status::pass:
      return "pass";
    case Status::review:
      return "review";
    case Status::fail:
      return "fail";
  }
  return "fail";
}

OutputResult check_output(const disclosure::Protected<Layer>& layer, std::string path) {
  return detail::check_layer(layer.value(), layer.policy(), std::move(path));
}

OutputResult detail::check_layer(const Layer& layer, const disclosure::Policy& policy, std::string path) {
  OutputResult result{.path = std::move(path), .type = "custom", .status = Status::pass, .reasons = {}};
  result.type = result.path.ends_with(".csv") ? "table" : "custom";
  const OutputFindings findings = find_broken_rules(layer, policy);
  result.rows = row_count(layer);
  result.numbers = findings.numbers;
  result.withheld_rows = findings.withheld_rows;
  if (is_internal(policy)) {
    result.status = Status::fail;
    result.reasons.emplace_back(kInternalReason);
  }
  if (!findings.broken.empty()) {
    result.status = Status::fail;
    result.reasons.insert(result.reasons.end(), findings.broken.begin(), findings.broken.end());
  }
  add_alike(layer, policy, result);
  if (result.status == Status::pass) {
    result.reasons.push_back(checked(policy));
  }
  if (findings.withheld_rows > 0) {
    result.reasons.push_back("rows withheld: " + std::to_string(findings.withheld_rows));
  }
  return result;
}

OutputResult check_page(const disclosure::Policy& policy, std::string path) {
  return for_review(policy, std::move(path),
                    "text and pictures made from the protected counts: to be read by a person before release");
}

OutputResult check_manifest(const disclosure::Policy& policy, std::string path) {
  return for_review(policy, std::move(path),
                    "names of sources, methods and limits in words: to be read by a person before release");
}

OutputResult check_data_quality(const disclosure::Protected<Document>& document, std::string path) {
  const disclosure::Policy& policy = document.policy();
  OutputResult result{.path = std::move(path), .type = "custom", .status = Status::pass, .reasons = {}};
  if (is_internal(policy)) {
    result.status = Status::fail;
    result.reasons.emplace_back(kInternalReason);
  }
  for (const SourceQuality& source : document.value().quality.sources) {
    const std::size_t broken = broken_row_counts(source, policy.rounding_base());
    if (broken > 0) {
      result.status = Status::fail;
      result.reasons.push_back(source.source + ": " + std::to_string(broken) + " values are no multiple of " +
                               std::to_string(policy.rounding_base()));
    }
  }
  if (result.status == Status::pass) {
    result.reasons.push_back("row counts are multiples of " + std::to_string(policy.rounding_base()));
  }
  return result;
}

std::string results_json(const disclosure::Protected<Document>& document, std::vector<OutputResult> outputs) {
  std::sort(outputs.begin(), outputs.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  const Manifest& manifest = document.value().manifest;
  Json json;
  json["version"] = kAcroVersion;
  detail::set_text(json, "title", manifest.title);
  detail::set_text(json, "marking", manifest.marking);
  json["tier"] = disclosure::to_string(document.policy().fields().tier);
  detail::set_days(json, "window", manifest.window_start, manifest.window_end);
  detail::set_days(json, "next_window", manifest.next_window_start, manifest.next_window_end);
  json["tool"]["@type"] = "SoftwareApplication";
  json["tool"]["name"] = "libprofile";
  json["tool"]["version"] = manifest.library_version;
  json["results"] = Json::object();
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const std::string uid = "output_" + std::to_string(i);
    json["results"][uid] = output_json(outputs[i], uid, manifest);
  }
  return detail::json_text_of(json);
}

}  // namespace libprofile::publish
