// SPDX-License-Identifier: MIT
#include "libprofile/publish/tables.hpp"

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "libprofile/publish/detail/column_maker.hpp"
#include "libprofile/publish/detail/provenance_of.hpp"

namespace libprofile::publish {

using detail::make_column;
using detail::provenance_of;

namespace {

double finite(double value) {
  return std::isfinite(value) ? value : kNotGiven;
}

/// A steadied rate of a type over everything or in an area, with where its premises lie.
struct SteadiedRow {
  std::string unit;
  std::string name;
  std::string type;
  /// "unit", "all", or "none" where neither has enough to say.
  std::string from;
  Estimate steadied;
};

std::vector<SteadiedRow> steadied_rows(const Document& document) {
  std::vector<SteadiedRow> rows;
  std::map<std::string, Estimate> over_everything;
  for (const PremisesType& type : document.premises_types) {
    const bool is_given = std::isfinite(type.steadied_per_100.value);
    rows.push_back({"all", "all", type.type, is_given ? "unit" : "none", type.steadied_per_100});
    over_everything.emplace(type.type, type.steadied_per_100);
  }
  for (const PremisesType& row : document.premises_types_by_area) {
    const std::string& unit = document.by_area_level.codes.at(row.group);
    const std::string& name = document.by_area_level.names.at(row.group);
    if (std::isfinite(row.steadied_per_100.value)) {
      rows.push_back({unit, name, row.type, "unit", row.steadied_per_100});
    } else {
      const Estimate joined = over_everything.at(row.type);
      rows.push_back({unit, name, row.type, std::isfinite(joined.value) ? "all" : "none", joined});
    }
  }
  return rows;
}

}  // namespace

Layer counts_table(const Document& document) {
  const auto& rows = document.counts;
  return {.name = "counts",
          .columns = {make_column("level", rows, [](const auto& r) { return r.level; }),
                      make_column("unit", rows, [](const auto& r) { return r.unit; }),
                      make_column("name", rows, [](const auto& r) { return r.name; }),
                      make_column("category", rows, [](const auto& r) { return r.category; }),
                      make_column("count", rows, [](const auto& r) { return r.count; })},
          .outlines = {},
          .geometry = nullptr,
          .provenance = provenance_of(document)};
}

Layer premises_types_table(const Document& document) {
  const auto& rows = document.premises_types;
  return {.name = "premises_types",
          .columns = {make_column("type", rows, [](const auto& r) { return r.type; }),
                      make_column("name", rows, [](const auto& r) { return r.name; }),
                      make_column("premises", rows, [](const auto& r) { return r.premises; }),
                      make_column("with_incident", rows, [](const auto& r) { return r.with_incident; }),
                      make_column("incidents", rows, [](const auto& r) { return r.incidents; }),
                      make_column("rate_per_100", rows, [](const auto& r) { return r.rate_per_100.value; }),
                      make_column("lower", rows, [](const auto& r) { return r.rate_per_100.lower; }),
                      make_column("upper", rows, [](const auto& r) { return r.rate_per_100.upper; }),
                      make_column("location_quotient", rows, [](const auto& r) { return r.location_quotient; }),
                      make_column("gini", rows, [](const auto& r) { return r.gini; }),
                      make_column("share_top_tenth", rows, [](const auto& r) { return r.share_top_tenth; }),
                      make_column("flag", rows, [](const auto& r) { return r.flag; }),
                      make_column("reason", rows, [](const auto& r) { return r.reason; })},
          .outlines = {},
          .geometry = nullptr,
          .provenance = provenance_of(document)};
}

Layer premises_comparisons_table(const Document& document) {
  const auto& rows = document.premises_types;
  return {.name = "premises_comparisons",
          .columns = {make_column("type", rows, [](const auto& r) { return r.type; }),
                      make_column("name", rows, [](const auto& r) { return r.name; }),
                      make_column("share_top_tenth_by_chance", rows,
                                  [](const auto& r) { return r.share_top_tenth_by_chance; }),
                      make_column("q", rows, [](const auto& r) { return r.q; }),
                      make_column("funnel", rows, [](const auto& r) { return r.funnel; }),
                      make_column("matched_ratio", rows, [](const auto& r) { return r.matched_ratio.value; }),
                      make_column("matched_lower", rows, [](const auto& r) { return r.matched_ratio.lower; }),
                      make_column("matched_upper", rows, [](const auto& r) { return finite(r.matched_ratio.upper); })},
          .outlines = {},
          .geometry = nullptr,
          .provenance = provenance_of(document)};
}

Layer premises_steadied_table(const Document& document) {
  const std::vector<SteadiedRow> rows = steadied_rows(document);
  return {.name = "premises_steadied",
          .columns = {make_column("unit", rows, [](const auto& r) { return r.unit; }),
                      make_column("name", rows, [](const auto& r) { return r.name; }),
                      make_column("type", rows, [](const auto& r) { return r.type; }),
                      make_column("from", rows, [](const auto& r) { return r.from; }),
                      make_column("steadied_per_100", rows, [](const auto& r) { return r.steadied.value; }),
                      make_column("lower", rows, [](const auto& r) { return r.steadied.lower; }),
                      make_column("upper", rows, [](const auto& r) { return r.steadied.upper; })},
          .outlines = {},
          .geometry = nullptr,
          .provenance = provenance_of(document)};
}

Layer premises_bands_table(const Document& document) {
  const auto& rows = document.premises_bands;
  return {.name = "premises_bands",
          .columns = {make_column("type", rows, [](const auto& r) { return r.type; }),
                      make_column("name", rows, [](const auto& r) { return r.name; }),
                      make_column("band", rows, [](const auto& r) { return r.band; }),
                      make_column("premises", rows, [](const auto& r) { return r.premises; })},
          .outlines = {},
          .geometry = nullptr,
          .provenance = provenance_of(document)};
}

Layer premises_surroundings_table(const Document& document) {
  const auto& rows = document.premises_surroundings;
  return {.name = "premises_surroundings",
          .columns = {make_column("type", rows, [](const auto& r) { return r.type; }),
                      make_column("name", rows, [](const auto& r) { return r.name; }),
                      make_column("surroundings", rows, [](const auto& r) { return r.surroundings; }),
                      make_column("premises", rows, [](const auto& r) { return r.premises; }),
                      make_column("incidents", rows, [](const auto& r) { return r.incidents; })},
          .outlines = {},
          .geometry = nullptr,
          .provenance = provenance_of(document)};
}

Layer premises_distances_table(const Document& document) {
  const auto& rows = document.premises_distances;
  return {.name = "premises_distances",
          .columns = {make_column("type", rows, [](const auto& r) { return r.type; }),
                      make_column("name", rows, [](const auto& r) { return r.name; }),
                      make_column("distance", rows, [](const auto& r) { return r.distance; }),
                      make_column("incidents", rows, [](const auto& r) { return r.incidents; }),
                      make_column("land_km2", rows, [](const auto& r) { return r.land_km2; }),
                      make_column("per_km2", rows, [](const auto& r) { return r.per_km2.value; }),
                      make_column("lower", rows, [](const auto& r) { return r.per_km2.lower; }),
                      make_column("upper", rows, [](const auto& r) { return r.per_km2.upper; })},
          .outlines = {},
          .geometry = nullptr,
          .provenance = provenance_of(document)};
}

namespace {

Layer persons_table(const Document& document, const char* name, const std::vector<PersonCount>& rows) {
  return {.name = name,
          .columns = {make_column("level", rows, [](const auto& r) { return r.level; }),
                      make_column("unit", rows, [](const auto& r) { return r.unit; }),
                      make_column("name", rows, [](const auto& r) { return r.name; }),
                      make_column("field", rows, [](const auto& r) { return r.field; }),
                      make_column("value", rows, [](const auto& r) { return r.value; }),
                      make_column("count", rows, [](const auto& r) { return r.count; })},
          .outlines = {},
          .geometry = nullptr,
          .provenance = provenance_of(document)};
}

}  // namespace

Layer victims_table(const Document& document) {
  return persons_table(document, "victims", document.victims);
}

Layer offenders_table(const Document& document) {
  return persons_table(document, "offenders", document.offenders);
}

std::vector<Layer> tables(const Document& document) {
  std::vector<Layer> all{counts_table(document)};
  if (!document.premises_types.empty()) {
    all.push_back(premises_types_table(document));
    all.push_back(premises_comparisons_table(document));
    all.push_back(premises_steadied_table(document));
  }
  if (!document.premises_bands.empty()) {
    all.push_back(premises_bands_table(document));
  }
  if (!document.premises_surroundings.empty()) {
    all.push_back(premises_surroundings_table(document));
  }
  if (!document.premises_distances.empty()) {
    all.push_back(premises_distances_table(document));
  }
  if (!document.victims.empty()) {
    all.push_back(victims_table(document));
  }
  if (!document.offenders.empty()) {
    all.push_back(offenders_table(document));
  }
  if (document.outreach) {
    all.push_back(outreach_plan_table(document));
    all.push_back(outreach_totals_table(document));
  }
  if (!document.week.empty()) {
    all.push_back(outreach_hours_table(document));
  }
  return all;
}

}  // namespace libprofile::publish
