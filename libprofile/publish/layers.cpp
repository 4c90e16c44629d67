// SPDX-License-Identifier: MIT
#include "libprofile/publish/layers.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/publish/detail/column_maker.hpp"
#include "libprofile/publish/detail/provenance_of.hpp"

namespace libprofile::publish {
namespace {

using detail::make_column;
using detail::provenance_of;
using SharedOutlines = std::shared_ptr<const Outlines>;

/// To the square metre: further digits depend on the version of PROJ that placed the outlines.
double to_square_metre(double area_km2) {
  constexpr double kSquareMetres = 1e6;
  return std::round(area_km2 * kSquareMetres) / kSquareMetres;
}

std::optional<std::string> text_or_absent(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

void require_one_a_unit(const Document& document, std::size_t entries, const char* what) {
  require(entries == document.areas.size(), what, entries, "one for each unit");
}

SharedOutlines unit_outlines(const Document& document) {
  return std::make_shared<const Outlines>(outlines_of(document.areas));
}

std::vector<std::uint32_t> one_after_another(std::size_t n) {
  std::vector<std::uint32_t> indices(n);
  std::iota(indices.begin(), indices.end(), 0U);
  return indices;
}

TextColumn parents(const geography::AreaSet& areas) {
  TextColumn column(areas.size());
  if (!areas.levels.empty()) {
    const geography::Level& nearest = areas.levels.front();
    for (std::size_t i = 0; i < areas.size(); ++i) {
      column[i] = nearest.codes.at(nearest.group_of_unit.at(i));
    }
  }
  return column;
}

TextColumn reliabilities(const Document& document) {
  require_one_a_unit(document, document.neighbourhoods.size(), "neighbourhoods");
  TextColumn column;
  for (const Neighbourhood& row : document.neighbourhoods) {
    column.emplace_back(to_string(row.reliability));
  }
  return column;
}

Layer neighbourhoods(const Document& document, SharedOutlines outlines) {
  const auto& rows = document.neighbourhoods;
  require_one_a_unit(document, rows.size(), "neighbourhoods");
  return {.name = "neighbourhoods",
          .columns = {make_column("unit", document.areas.codes),
                      make_column("name", document.areas.names),
                      {"parent", parents(document.areas)},
                      make_column("count", rows, [](const auto& r) { return r.count; }),
                      make_column("population", rows, [](const auto& r) { return r.population; }),
                      make_column("rate_per_1000", rows, [](const auto& r) { return r.rate_per_1000.value; }),
                      make_column("lower", rows, [](const auto& r) { return r.rate_per_1000.lower; }),
                      make_column("upper", rows, [](const auto& r) { return r.rate_per_1000.upper; }),
                      make_column("smoothed_per_1000", rows, [](const auto& r) { return r.smoothed_per_1000; }),
                      {"reliability", reliabilities(document)},
                      make_column("denominator", rows, [](const auto& r) { return text_or_absent(r.denominator); })},
          .outlines = one_after_another(rows.size()),
          .geometry = std::move(outlines),
          .provenance = provenance_of(document)};
}

Layer hotspots(const Document& document, SharedOutlines outlines) {
  const auto& rows = document.hotspots;
  require_one_a_unit(document, rows.size(), "hotspots");
  require_one_a_unit(document, document.neighbourhoods.size(), "neighbourhoods");
  return {.name = "hotspots",
          .columns = {make_column("unit", document.areas.codes), make_column("name", document.areas.names),
                      make_column("count", document.neighbourhoods, [](const auto& r) { return r.count; }),
                      make_column("z", rows, [](const auto& r) { return r.z; }),
                      make_column("p", rows, [](const auto& r) { return r.p; }),
                      make_column("q", rows, [](const auto& r) { return r.q; }),
                      make_column("label", rows, [](const auto& r) { return text_or_absent(r.label); }),
                      make_column("tier", rows, [](const auto& r) { return text_or_absent(r.tier); })},
          .outlines = one_after_another(rows.size()),
          .geometry = std::move(outlines),
          .provenance = provenance_of(document)};
}

Layer risks(const Document& document, SharedOutlines outlines) {
  const auto& rows = document.risks;
  const std::vector<std::string> none;
  if (!rows.empty()) {
    require_one_a_unit(document, rows.size(), "risks");
  }
  return {.name = "risks",
          .columns = {make_column("unit", rows.empty() ? none : document.areas.codes),
                      make_column("name", rows.empty() ? none : document.areas.names),
                      make_column("relative_risk", rows, [](const auto& r) { return r.relative_risk.value; }),
                      make_column("lower", rows, [](const auto& r) { return r.relative_risk.lower; }),
                      make_column("upper", rows, [](const auto& r) { return r.relative_risk.upper; }),
                      make_column("p_above", rows, [](const auto& r) { return r.p_above; }),
                      make_column("p_twice", rows, [](const auto& r) { return r.p_twice; }),
                      make_column("rank_best", rows, [](const auto& r) { return r.rank_best; }),
                      make_column("rank_worst", rows, [](const auto& r) { return r.rank_worst; }),
                      make_column("p_top", rows, [](const auto& r) { return r.p_top; }),
                      {"reliability", rows.empty() ? TextColumn() : reliabilities(document)}},
          .outlines = one_after_another(rows.size()),
          .geometry = std::move(outlines),
          .provenance = provenance_of(document)};
}

ListColumn cluster_units(const Document& document) {
  ListColumn column;
  for (const Cluster& cluster : document.clusters) {
    auto& codes = column.emplace_back();
    for (const std::uint32_t unit : cluster.units) {
      require(unit < document.areas.size(), "clusters: unit", std::size_t{unit}, "the index of a unit");
      codes.push_back(document.areas.codes[unit]);
    }
  }
  return column;
}

/// Rows of `premises_types_by_area` in order of group and type.
std::vector<PremisesType> ordered_by_group(const Document& document) {
  std::vector<PremisesType> rows = document.premises_types_by_area;
  for (const PremisesType& row : rows) {
    require(row.group < document.by_area_level.size(), "premises_types_by_area: group", std::size_t{row.group},
            "the index of a group of by_area_level");
  }
  std::stable_sort(rows.begin(), rows.end(), [](const PremisesType& a, const PremisesType& b) {
    return std::tie(a.group, a.type) < std::tie(b.group, b.type);
  });
  return rows;
}

}  // namespace

Layer neighbourhoods_layer(const Document& document) {
  return neighbourhoods(document, unit_outlines(document));
}

Layer hotspots_layer(const Document& document) {
  return hotspots(document, unit_outlines(document));
}

Layer risks_layer(const Document& document) {
  return risks(document, unit_outlines(document));
}

Layer clusters_layer(const Document& document) {
  const auto& rows = document.clusters;
  require(document.cluster_outlines.size() == rows.size(), "cluster_outlines", document.cluster_outlines.size(),
          "one for each cluster");
  std::int64_t number = 0;
  return {.name = "clusters",
          .columns = {make_column("cluster", rows, [&number](const auto&) { return std::optional(number++); }),
                      {"units", cluster_units(document)},
                      make_column("count", rows, [](const auto& r) { return std::optional(r.count); }),
                      make_column("area_km2", rows, [](const auto& r) { return to_square_metre(r.area_km2); })},
          .outlines = one_after_another(rows.size()),
          .geometry = std::make_shared<const Outlines>(document.cluster_outlines),
          .provenance = provenance_of(document)};
}

Layer premises_types_by_area_layer(const Document& document) {
  const std::vector<PremisesType> rows = ordered_by_group(document);
  const geography::AreaSet& groups = document.by_area_level;
  std::vector<std::uint32_t> outlines;
  std::transform(rows.begin(), rows.end(), std::back_inserter(outlines), [](const auto& r) { return r.group; });
  return {.name = "premises_types_by_area",
          .columns = {make_column("unit", rows, [&](const auto& r) { return groups.codes[r.group]; }),
                      make_column("name", rows, [&](const auto& r) { return groups.names[r.group]; }),
                      make_column("type", rows, [](const auto& r) { return r.type; }),
                      make_column("premises", rows, [](const auto& r) { return r.premises; }),
                      make_column("with_incident", rows, [](const auto& r) { return r.with_incident; }),
                      make_column("rate_per_100", rows, [](const auto& r) { return r.rate_per_100.value; }),
                      make_column("lower", rows, [](const auto& r) { return r.rate_per_100.lower; }),
                      make_column("upper", rows, [](const auto& r) { return r.rate_per_100.upper; }),
                      make_column("flag", rows, [](const auto& r) { return r.flag; }),
                      make_column("reason", rows, [](const auto& r) { return r.reason; })},
          .outlines = std::move(outlines),
          .geometry = std::make_shared<const Outlines>(outlines_of(groups)),
          .provenance = provenance_of(document)};
}

std::vector<Layer> layers(const Document& document) {
  const SharedOutlines units = unit_outlines(document);
  std::vector<Layer> all{neighbourhoods(document, units), hotspots(document, units), clusters_layer(document)};
  if (!document.risks.empty()) {
    all.push_back(risks(document, units));
  }
  if (!document.premises_types_by_area.empty()) {
    all.push_back(premises_types_by_area_layer(document));
  }
  if (document.outreach && !document.outreach->visits.empty()) {
    all.push_back(outreach_plan_layer(document));
  }
  return all;
}

}  // namespace libprofile::publish
