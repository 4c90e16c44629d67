// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/assemble.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "libprofile/core/version.hpp"
#include "libprofile/profile/detail/quality_tables.hpp"

namespace libprofile::profile::detail {
namespace {

/// Rows read of each source that there may be; empty where they are not shown.
using RowsRead = std::map<std::string, std::optional<std::int64_t>>;

std::optional<std::int64_t> rows_read(const disclosure::ProtectedList& rows) {
  return rows.labels.empty() ? std::nullopt : rows.total.count;
}

publish::Manifest make_manifest(const Statement& statement, const RowsRead& rows) {
  publish::Manifest manifest{};
  manifest.title = statement.title;
  manifest.library_version = std::string(core::version());
  manifest.tier = statement.tier;
  manifest.marking = statement.marking;
  manifest.policy_hash = statement.policy_hash;
  manifest.key_fingerprint = statement.key_fingerprint;
  manifest.window_start = statement.window_start;
  manifest.window_end = statement.window_end;
  manifest.next_window_start = statement.next_window_start;
  manifest.next_window_end = statement.next_window_end;
  manifest.time_zone = "Europe/London";
  manifest.valid_until = statement.valid_until;
  manifest.created_utc = statement.created_utc;
  manifest.sharing = statement.sharing;
  manifest.crs = statement.crs;
  manifest.transformations = statement.transformations;
  manifest.partition = statement.partition;
  manifest.vintage = statement.vintage;
  manifest.code_lists = statement.code_lists;
  for (std::size_t i = 0; i < statement.sources.size(); ++i) {
    manifest.inputs.push_back({statement.sources[i], rows.at(statement.sources[i]), statement.input_hmacs[i]});
  }
  manifest.counted = statement.counted;
  manifest.methods = statement.methods;
  manifest.seed = statement.seed;
  manifest.repaired_areas = statement.repaired_areas;
  manifest.repaired_on_lattice = statement.repaired_on_lattice;
  manifest.limits = statement.limits;
  return manifest;
}

void add_people(publish::DataQuality& quality, const std::string& source, const ProtectedPeople& people) {
  if (people.rows.labels.empty()) {
    return;
  }
  quality.sources.push_back(people_quality(source, people.rows));
  const auto given = fields_given(people, source);
  quality.fields_given.insert(quality.fields_given.end(), given.begin(), given.end());
}

}  // namespace

publish::Document Assemble::operator()(
    const disclosure::ProtectedTable& counts, const disclosure::ProtectedList& months,
    const std::vector<publish::Neighbourhood>& neighbourhoods, const std::vector<publish::AreaRisk>& risks,
    const std::vector<publish::Hotspot>& hotspots, const ClustersFound& clusters, const PremisesFound& premises,
    const std::vector<publish::PremisesDistance>& distances, const std::vector<publish::WeekPart>& week,
    const OutreachFound& outreach, const ProtectedPeople& victims, const ProtectedPeople& offenders,
    const ProtectedQuality& quality, const Geography& geography, const Statement& statement) const {
  publish::Document document{};
  document.areas = geography.areas;
  document.by_area_level = geography.by_area_level;
  document.neighbourhoods = neighbourhoods;
  document.risks = risks;
  document.hotspots = hotspots;
  document.clusters = clusters.clusters;
  document.cluster_outlines = clusters.outlines_lonlat;
  document.premises_types = premises.types;
  document.premises_types_by_area = premises.by_group;
  document.all_types_per_100 = premises.all_types_per_100;
  document.premises_bands = premises.bands;
  document.premises_surroundings = premises.surroundings;
  document.premises_distances = distances;
  document.premises_funnel = premises.funnel;
  document.counts = count_rows(counts, geography.areas, statement.listed);
  document.months = month_counts(months);
  document.week = week;
  document.outreach = outreach.plan;
  document.total = counts.total().count;
  document.without_place = count_of(quality.incidents, kWithoutPlace);
  document.base = statement.base;
  document.premises_base = statement.premises_base;
  document.threshold = statement.threshold;
  document.victims = person_counts(victims, geography.areas);
  document.offenders = person_counts(offenders, geography.areas);
  document.quality = make_quality(quality, months);
  add_people(document.quality, "victims", victims);
  add_people(document.quality, "offenders", offenders);
  document.manifest = make_manifest(statement, {{"incidents", rows_read(quality.incidents)},
                                                {"premises", rows_read(quality.premises)},
                                                {"victims", rows_read(victims.rows)},
                                                {"offenders", rows_read(offenders.rows)}});
  return document;
}

}  // namespace libprofile::profile::detail
