// SPDX-License-Identifier: MIT
#include "libprofile/publish/data_quality.hpp"

#include <utility>

#include "libprofile/publish/detail/json_document.hpp"
#include "libprofile/publish/register_date.hpp"

namespace libprofile::publish {
namespace {

using detail::Json;
using detail::number_or_null;

Json source_json(const SourceQuality& source, const Manifest& manifest) {
  Json json;
  json["source"] = source.source;
  json["rows_read"] = source.rows_read;
  json["accepted"] = source.accepted;
  json["rejected"] = Json::array();
  for (const SourceQuality::Rule& rule : source.rejected) {
    Json entry;
    entry["rule"] = rule.rule;
    entry["rows"] = rule.rows;
    json["rejected"].push_back(std::move(entry));
  }
  json["without_coordinates"] = source.without_coordinates;
  json["outside_areas"] = source.outside_areas;
  json["outside_window"] = source.outside_window;
  json["without_referral"] = source.without_referral;
  json["proactive"] = source.proactive;
  json["duplicates"] = source.duplicates;
  Json snapped;
  snapped["share_on_1_m"] = number_or_null(source.share_on_1_m);
  snapped["share_on_10_m"] = number_or_null(source.share_on_10_m);
  snapped["share_on_100_m"] = number_or_null(source.share_on_100_m);
  snapped["share_on_top_points"] = number_or_null(source.share_on_top_points);
  json["snapped"] = std::move(snapped);
  if (const std::string made = register_date(manifest); source.source == "premises" && !made.empty()) {
    json["register_date"] = made;
    json["register_is_older"] = register_age(manifest) == RegisterAge::older;
    json["register_is_newer"] = register_age(manifest) == RegisterAge::newer;
  }
  return json;
}

Json field_json(const FieldGiven& given) {
  Json json;
  json["source"] = given.source;
  json["field"] = given.field;
  json["share"] = number_or_null(given.share);
  return json;
}

Json completeness_json(const Completeness& completeness) {
  Json json;
  json["agency"] = completeness.agency;
  json["field"] = completeness.field;
  json["month"] = completeness.month;
  json["share"] = number_or_null(completeness.share);
  return json;
}

/// Codes of areas whose outlines are not quite as their source has them, which anyone can see from the source.
Json outlines_json(const Manifest& manifest) {
  Json json;
  json["repaired"] = manifest.repaired_areas;
  json["repaired_on_lattice"] = manifest.repaired_on_lattice;
  return json;
}

}  // namespace

std::string data_quality_json(const disclosure::Protected<Document>& document) {
  const Document& plain = document.value();
  Json json;
  detail::set_text(json, "title", plain.manifest.title);
  detail::set_text(json, "marking", plain.manifest.marking);
  json["tier"] = disclosure::to_string(document.policy().fields().tier);
  json["sources"] = Json::array();
  for (const SourceQuality& source : plain.quality.sources) {
    json["sources"].push_back(source_json(source, plain.manifest));
  }
  json["outlines"] = outlines_json(plain.manifest);
  json["months_without_records"] = plain.quality.months_without_records;
  json["completeness"] = Json::array();
  for (const Completeness& completeness : plain.quality.completeness) {
    json["completeness"].push_back(completeness_json(completeness));
  }
  json["fields_given"] = Json::array();
  for (const FieldGiven& given : plain.quality.fields_given) {
    json["fields_given"].push_back(field_json(given));
  }
  return detail::json_text_of(json);
}

}  // namespace libprofile::publish
