// SPDX-License-Identifier: MIT
#include "support/sample_document.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "libprofile/core/random.hpp"
#include "libprofile/profile/detail/analysis.hpp"
#include "libprofile/profile/detail/week.hpp"
#include "libprofile/records/time.hpp"

#include "support/sample_areas.hpp"

namespace libprofile::testing {
namespace {

using publish::Document;
using publish::Estimate;

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

Estimate rate_of(double count, double exposure, double per, double band) {
  const double low = std::max(0.0, count - band - 1.96 * std::sqrt(std::max(count - band, 0.0)));
  const double high = count + band + 1.96 * std::sqrt(count + band) + 2.0;
  return {per * count / exposure, per * low / exposure, per * high / exposure};
}

std::int64_t rounded(double value, std::int64_t base) {
  return base * static_cast<std::int64_t>(std::llround(value / static_cast<double>(base)));
}

/// Two places where more happens, and noise everywhere.
double intensity(const Document& document, std::size_t unit) {
  const auto& areas = document.areas;
  const core::Philox random(11, core::Stream::testing);
  const std::uint32_t first = 2 * areas.polygons.ring_vertices[unit];
  const double x = areas.polygons.xy[first];
  const double y = areas.polygons.xy[first + 1];
  double value = 3.0 + 9.0 * random.uniform(static_cast<std::uint32_t>(unit), 0, 0);
  for (const auto& [cx, cy, strength] :
       {std::tuple(602'800.0, 601'600.0, 70.0), std::tuple(607'500.0, 604'900.0, 45.0)}) {
    value += strength * std::exp(-((x - cx) * (x - cx) + (y - cy) * (y - cy)) / (2.0 * 700.0 * 700.0));
  }
  return value;
}

void add_areas(Document& document) {
  const auto band = static_cast<double>(document.base - 1);
  for (std::size_t i = 0; i < document.areas.size(); ++i) {
    const bool is_withheld = i % 67 == 40;
    const std::int64_t count = rounded(intensity(document, i), document.base);
    const double population = document.areas.population[i];
    const auto value = static_cast<double>(count);
    const Estimate rate =
        is_withheld ? Estimate{kUnknown, kUnknown, kUnknown} : rate_of(value, population, 1000.0, band);
    const auto reliability = is_withheld              ? publish::Reliability::withheld
                             : count <= document.base ? publish::Reliability::low
                                                      : publish::Reliability::ok;
    document.neighbourhoods.push_back({is_withheld ? std::nullopt : std::optional(count), population, rate,
                                       is_withheld ? kUnknown : 0.8 * rate.value + 1.4, reliability});
    const bool is_hot = reliability == publish::Reliability::ok && value >= 20.0;
    document.hotspots.push_back({value / 12.0 - 1.0, 0.001, is_hot ? 0.01 : 0.4, is_hot ? "hot" : "none", ""});
  }
}

void add_counts(Document& document) {
  const auto& level = document.areas.levels.front();
  std::vector<std::int64_t> sums(level.codes.size(), 0);
  for (std::size_t i = 0; i < document.areas.size(); ++i) {
    const auto& count = document.neighbourhoods[i].count;
    sums[level.group_of_unit[i]] += count.value_or(0);
    document.counts.push_back({"neighbourhood", document.areas.codes[i], document.areas.names[i], "all", count});
  }
  std::int64_t total = 0;
  for (std::size_t d = 0; d < sums.size(); ++d) {
    document.counts.push_back({"district", level.codes[d], level.names[d], "all", sums[d]});
    total += sums[d];
  }
  document.counts.push_back({"all", "all", "all", "all", total});
  document.total = total;
  document.without_place = rounded(0.14 * static_cast<double>(total), document.base);
  for (int month = 1; month <= 12; ++month) {
    const double share = (1.0 + 0.3 * std::sin(0.55 * month - 1.9)) / 12.0;
    document.months.push_back({2018, month, rounded(share * static_cast<double>(total), document.base)});
  }
}

struct TypeSpec {
  const char* code;
  const char* name;
  int premises;
  double per_100;
};

constexpr TypeSpec kTypes[] = {{"P01", "hotels and guest houses", 60, 21.0},
                               {"P05", "takeaways", 310, 24.0},
                               {"P06", "restaurants and cafés", 405, 11.0},
                               {"P07", "shops", 640, 8.0},
                               {"P10", "pubs, bars and nightclubs", 230, 13.5},
                               {"P11", "schools and colleges", 120, 9.5},
                               {"P13", "health settings", 95, 6.0}};

constexpr double kMean = 11.8;

publish::PremisesType premises_type(const TypeSpec& spec, double share, double factor, std::uint32_t group,
                                    std::int64_t base) {
  publish::PremisesType type;
  type.group = group;
  type.type = spec.code;
  type.name = spec.name;
  type.premises = rounded(share * spec.premises, base);
  const double exposure = static_cast<double>(*type.premises);
  type.incidents = rounded(exposure * spec.per_100 * factor / 100.0, base);
  type.with_incident = rounded(0.6 * static_cast<double>(*type.incidents), base);
  type.rate_per_100 =
      rate_of(static_cast<double>(*type.incidents), exposure, 100.0, static_cast<double>(base - 1) * 0.5);
  type.location_quotient = type.rate_per_100.value / kMean;
  type.gini = 0.55 + 0.01 * spec.per_100;
  type.share_top_tenth = 0.30 + 0.012 * spec.per_100;
  const bool is_withheld = *type.premises < 3 * base;
  type.flag = is_withheld                       ? "withheld"
              : type.rate_per_100.lower > kMean ? "high"
              : type.rate_per_100.upper < kMean ? "low"
                                                : "none";
  type.reason = "the whole range lies " + std::string(type.flag == "low" ? "below" : "above") +
                " the mean of all types (correlation, not evidence).";
  const bool is_flagged = type.flag == "high" || type.flag == "low";
  type.q = is_flagged ? 0.0004 : 0.4;
  type.funnel = is_flagged ? type.flag + "_99.8" : "none";
  if (is_withheld) {
    type.premises = type.with_incident = type.incidents = std::nullopt;
    type.rate_per_100 = {kUnknown, kUnknown, kUnknown};
  }
  return type;
}

/// What a type has over everything alone: its background, its limits, its curve.
void add_comparisons(publish::PremisesType& type) {
  const double ratio = 0.35 + 0.65 * type.location_quotient;
  type.matched_ratio = {ratio, 0.8 * ratio, 1.25 * ratio};
  type.steadied_per_100 = {0.9 * type.rate_per_100.value + 0.1 * kMean, type.rate_per_100.lower + 0.5,
                           type.rate_per_100.upper - 0.5};
  type.share_top_tenth_by_chance = 0.8 * type.share_top_tenth;
  type.j_curve = {{0.0, 0.0}, {0.05, 0.6 * type.share_top_tenth}, {0.2, 0.8}, {0.5, 1.0}, {1.0, 1.0}};
}

void add_funnel(Document& document) {
  for (double premises = 60.0; premises <= 640.0; premises += 20.0) {
    const double deviation = 10.0 * std::sqrt(kMean / premises);
    document.premises_funnel.push_back({premises, std::max(0.0, kMean - 1.96 * deviation), kMean + 1.96 * deviation,
                                        std::max(0.0, kMean - 3.09 * deviation), kMean + 3.09 * deviation});
  }
}

void add_parts(Document& document, const publish::PremisesType& type) {
  document.premises_bands.push_back({type.type, type.name, "none", *type.premises - *type.with_incident});
  document.premises_bands.push_back({type.type, type.name, "above 0 to 1", *type.with_incident});
  document.premises_surroundings.push_back({type.type, type.name, "no other", std::nullopt, std::nullopt});
  document.premises_surroundings.push_back({type.type, type.name, "1 to 4 others",
                                            rounded(0.5 * static_cast<double>(*type.premises), document.base),
                                            rounded(0.5 * static_cast<double>(*type.incidents), document.base)});
}

/// Bands that thin out with distance; the last has what lies further.
void add_distances(Document& document, const publish::PremisesType& type) {
  struct Band {
    const char* name;
    double times_near;
    double land_km2;
  };
  constexpr Band kBands[] = {
      {"0 to 50 m", 0.7, 0.42}, {"50 to 100 m", 0.5, 1.2}, {"100 to 200 m", 0.9, 4.1}, {"200 to 400 m", 1.5, 14.0}};
  std::int64_t left = 4'000;
  for (const Band& band : kBands) {
    const auto incidents = rounded(band.times_near * static_cast<double>(*type.incidents), document.base);
    left -= incidents;
    document.premises_distances.push_back(
        {type.type, type.name, band.name, incidents, band.land_km2,
         rate_of(static_cast<double>(incidents), band.land_km2, 1.0, static_cast<double>(document.base - 1) * 0.5)});
  }
  document.premises_distances.push_back({type.type, type.name, "further", left});
}

void add_premises(Document& document) {
  document.all_types_per_100 = {kMean, 10.9, 12.8};
  add_funnel(document);
  const auto districts = static_cast<std::uint32_t>(document.by_area_level.size());
  for (const TypeSpec& spec : kTypes) {
    document.premises_types.push_back(premises_type(spec, 1.0, 1.0, 0, document.base));
    add_comparisons(document.premises_types.back());
    add_parts(document, document.premises_types.back());
    add_distances(document, document.premises_types.back());
    for (std::uint32_t d = 0; d < districts; ++d) {
      document.premises_types_by_area.push_back(
          premises_type(spec, 1.2 / districts, 0.8 + 0.6 * ((d * 3 + 1) % 4) / 3.0, d, document.base));
    }
  }
}

void add_quality(Document& document) {
  auto& quality = document.quality;
  quality.sources = {{"incidents",
                      4310,
                      4080,
                      620,
                      45,
                      30,
                      0,
                      210,
                      190,
                      {{"month that does not exist", 15}, {"unknown agency", 25}},
                      1.0,
                      0.31,
                      0.08,
                      0.12},
                     {"premises", 6020, 5985, 25, 10, 0, 0, 0, 0, {}, 1.0, 0.1, 0.01, 0.02}};
  for (const char* agency : {"Children’s social care", "Police", "Schools"}) {
    for (const char* field : {"category", "point", "risk"}) {
      for (int month = 1; month <= 12; ++month) {
        const double share = field[0] == 'r' ? 0.15 + 0.05 * month : field[0] == 'p' ? 0.86 : 0.99;
        document.quality.completeness.push_back(
            {agency, field, std::string("2018-") + (month < 10 ? "0" : "") + std::to_string(month), share});
      }
    }
  }
}

void add_manifest(Document& document) {
  auto& manifest = document.manifest;
  manifest = {};
  manifest.title = "Eastmere and neighbours";
  manifest.library_version = "0.1.0";
  manifest.tier = document.base >= 10 ? "public" : "partner";
  manifest.marking = document.base >= 10 ? "OFFICIAL" : "OFFICIAL-SENSITIVE";
  manifest.policy_hash = "5f2a9c0e8b7d4416a3c1d2e3f4051627384950a1b2c3d4e5f60718293a4b5c6d";
  manifest.key_fingerprint = "00112233aabbccdd";
  manifest.window_start = "2018-01-01";
  manifest.window_end = "2018-12-31";
  manifest.next_window_start = "2019-01-01";
  manifest.next_window_end = "2019-12-31";
  manifest.time_zone = "Europe/London";
  manifest.valid_until = "2019-03-31";
  manifest.created_utc = "2019-01-14T09:30:00Z";
  manifest.crs = "EPSG:27700";
  manifest.transformations = {"incidents: WGS 84 to OSGB36, accuracy 2 m"};
  manifest.partition = "sample neighbourhoods";
  manifest.vintage = "2018";
  manifest.code_lists = {"premises types, version 1"};
  manifest.counted = "records";
  manifest.methods = {{"Gi*",
                       {{"weights", "queen, with self"}, {"permutations", "999"}, {"correction", "Benjamini–Hochberg"}},
                       "Ord and Getis (1995)"},
                      {"Rate with interval", {{"level", "0.95"}}, "Byar; Breslow and Day (1987)"}};
  manifest.limits = {"Records of the youth service are not in this profile."};
}

}  // namespace

std::vector<publish::WeekPart> sample_week(const Document& document) {
  const auto window = records::parse_window(document.manifest.window_start, document.manifest.window_end);
  disclosure::ProtectedList list{.base = document.base};
  std::int64_t left = *document.total;
  for (const profile::OutreachBand& part : profile::detail::parts_of_week()) {
    const bool is_weekend_night = part.holds(116) || part.holds(140);
    const double share = (is_weekend_night ? 4.0 : 0.8) * part.hours / 250.0;
    list.labels.push_back(to_string(part));
    list.counts.push_back({.count = rounded(share * static_cast<double>(*document.total), document.base)});
    left -= *list.counts.back().count;
  }
  list.labels.emplace_back(profile::detail::kHourNotKnown);
  list.counts.push_back({.count = left});
  return profile::detail::week_rows(list, profile::detail::hours_of_parts(window));
}

publish::Document sample_document(const SampleDocumentOptions& options) {
  Document document{};
  document.base = options.base;
  document.threshold = options.base;
  document.areas = sample_areas(options.areas, options.districts);
  document.by_area_level = dissolve_first_level(document.areas);
  add_areas(document);
  document.risks = profile::detail::area_risks(document.neighbourhoods, document.base, {});
  document.hotspots = profile::detail::with_tiers(document.hotspots, profile::detail::tiers(document.risks, {}));
  add_counts(document);
  add_premises(document);
  add_quality(document);
  add_manifest(document);
  document.week = sample_week(document);
  for (const std::uint32_t first : {20U, 90U}) {
    if (first + 3 < document.areas.size()) {
      document.clusters.push_back({{first, first + 1, first + 2}, rounded(140.0, options.base), 0.95});
    }
  }
  return document;
}

}  // namespace libprofile::testing
