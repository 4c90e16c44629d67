// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <numeric>

#include "libprofile/clusters/dbscan.hpp"
#include "libprofile/geography/area_measures.hpp"
#include "libprofile/geography/distance_weights.hpp"
#include "libprofile/geography/union_outline.hpp"
#include "libprofile/profile/detail/analysis.hpp"

namespace libprofile::profile::detail {
namespace {

// Neighbourhoods with a count above nothing, as weighted points.
struct Points {
  std::vector<std::uint32_t> units;
  std::vector<double> xy_m;
  std::vector<double> weights;
};

Points points_of(const std::vector<publish::Neighbourhood>& neighbourhoods, const std::vector<double>& centres_m) {
  Points points;
  for (std::uint32_t unit = 0; unit < neighbourhoods.size(); ++unit) {
    const auto& count = neighbourhoods[unit].count;
    if (count && *count > 0 && std::isfinite(centres_m[2 * unit])) {
      points.units.push_back(unit);
      points.xy_m.insert(points.xy_m.end(), {centres_m[2 * unit], centres_m[2 * unit + 1]});
      points.weights.push_back(static_cast<double>(*count));
    }
  }
  return points;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// One and a half times the median distance to the nearest point.
double radius_of(geography::PlanarView points) {
  const geography::Weights nearest = geography::k_nearest(points, {.k = 1});
  std::vector<double> distances;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::size_t j = nearest.neighbours_of(i).front();
    distances.push_back(std::hypot(points.x(i) - points.x(j), points.y(i) - points.y(j)));
  }
  constexpr double kReach = 1.5;
  return kReach * median(std::move(distances));
}

// What the surroundings of the densest share hold at least.
double threshold_of(const Points& points, double radius_m, double densest_share) {
  const geography::Weights near = geography::distance_band(geography::PlanarView(points.xy_m), {.radius_m = radius_m});
  std::vector<double> sums = points.weights;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    for (const std::uint32_t j : near.neighbours_of(i)) {
      sums[i] += points.weights[j];
    }
  }
  const auto rank = static_cast<std::ptrdiff_t>(std::floor(densest_share * static_cast<double>(sums.size())));
  std::nth_element(sums.begin(), sums.begin() + rank, sums.end(), std::greater<>());
  return sums[static_cast<std::size_t>(rank)];
}

std::vector<publish::Cluster> collect(const Points& points, const std::vector<std::int32_t>& labels,
                                      const std::vector<double>& area_km2) {
  const std::int32_t last = labels.empty() ? -1 : *std::max_element(labels.begin(), labels.end());
  std::vector<publish::Cluster> clusters(static_cast<std::size_t>(last + 1), {{}, 0, 0.0});
  for (std::size_t k = 0; k < labels.size(); ++k) {
    if (labels[k] != libprofile::clusters::kNoise) {
      publish::Cluster& cluster = clusters[static_cast<std::size_t>(labels[k])];
      cluster.units.push_back(points.units[k]);
      cluster.count += static_cast<std::int64_t>(points.weights[k]);
      cluster.area_km2 += area_km2[points.units[k]];
    }
  }
  return clusters;
}

geography::Polygons outlines_of(const std::vector<publish::Cluster>& clusters, const geography::AreaSet& areas) {
  std::vector<std::uint32_t> group(areas.size(), geography::kNoGroup);
  for (std::uint32_t cluster = 0; cluster < clusters.size(); ++cluster) {
    for (const std::uint32_t unit : clusters[cluster].units) {
      group[unit] = cluster;
    }
  }
  geography::Outlines outlines = geography::union_outlines(areas, group, clusters.size());
  outlines.polygons.xy = std::move(outlines.lonlat_deg);
  return std::move(outlines.polygons);
}

}  // namespace

ClustersFound clusters(const std::vector<publish::Neighbourhood>& neighbourhoods, const geography::AreaSet& areas,
                       const AnalysisOptions& options) {
  const Points points = points_of(neighbourhoods, geography::interior_points(areas.polygons));
  if (points.units.size() < 2) {
    return {{}, {}};
  }
  const geography::PlanarView view(points.xy_m);
  const double radius_m = radius_of(view);
  const double threshold = threshold_of(points, radius_m, options.densest_share);
  const std::vector<std::int32_t> labels =
      libprofile::clusters::dbscan(view, {.radius_m = radius_m, .min_points = threshold}, points.weights);
  ClustersFound found;
  found.clusters = collect(points, labels, geography::area_km2(areas.polygons));
  found.outlines_lonlat = outlines_of(found.clusters, areas);
  return found;
}

}  // namespace libprofile::profile::detail
