// SPDX-License-Identifier: MIT
/// @file
/// Every method that gives each point a cluster, for tests of what they have in common.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "libprofile/clusters/dbscan.hpp"
#include "libprofile/clusters/hdbscan.hpp"
#include "libprofile/clusters/hdbscan_range.hpp"
#include "libprofile/clusters/nearest_neighbour_hierarchy.hpp"
#include "libprofile/clusters/optics.hpp"
#include "libprofile/clusters/optics_clusters.hpp"
#include "libprofile/clusters/space_time_dbscan.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::testing {

struct ClusterMethod {
  std::string name;
  /// Labels by point, and below them every other number of the result.
  std::function<std::vector<double>(geography::PlanarView points)> run;
};

/// The same for points in any order: an instant of its own for each place.
inline std::vector<double> days_of(geography::PlanarView points) {
  std::vector<double> days(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double sum = points.x(i) + points.y(i);
    days[i] = std::isfinite(sum) ? sum / 16.0 : 0.0;
  }
  return days;
}

template <class Values>
void append(std::vector<double>& all, const Values& values) {
  for (const auto value : values) {
    all.push_back(static_cast<double>(value));
  }
}

inline std::vector<double> numbers_of(const clusters::HdbscanResult& found) {
  std::vector<double> all;
  append(all, found.labels);
  append(all, found.probabilities);
  append(all, found.outlier_scores);
  append(all, found.persistence);
  return all;
}

/// DBSCAN, HDBSCAN* (alone and over a range), OPTICS cut at a radius, space-time DBSCAN and nearest neighbours, at most
/// `radius_m` apart, where one cluster may hold all.
inline std::vector<ClusterMethod> cluster_methods(double radius_m) {
  using geography::PlanarView;
  const clusters::HdbscanOptions any_density{.min_cluster_size = 6, .single_cluster = clusters::SingleCluster::allow};
  return {
      {"dbscan",
       [=](PlanarView points) {
         std::vector<double> all;
         append(all, clusters::dbscan(points, {.radius_m = radius_m}));
         return all;
       }},
      {"hdbscan", [=](PlanarView points) { return numbers_of(clusters::hdbscan(points, any_density)); }},
      {"hdbscan_range",
       [=](PlanarView points) {
         const std::vector<std::int32_t> numbers{3, 9};
         std::vector<double> all;
         for (const auto& found : clusters::hdbscan_range(points, numbers, any_density)) {
           append(all, numbers_of(found));
         }
         return all;
       }},
      {"optics",
       [=](PlanarView points) {
         const auto order = clusters::optics(points, {.radius_m = 2.0 * radius_m});
         std::vector<double> all;
         append(all, clusters::cut_at(order, radius_m));
         append(all, order.ordering);
         append(all, order.reachability_m);
         append(all, order.core_distance_m);
         append(all, order.predecessor);
         return all;
       }},
      {"space_time_dbscan",
       [=](PlanarView points) {
         std::vector<double> all;
         append(all, clusters::space_time_dbscan(points, days_of(points), {.radius_m = radius_m}));
         return all;
       }},
      {"nearest_neighbour_hierarchy",
       [=](PlanarView points) {
         std::vector<double> all;
         for (const auto& order :
              clusters::nearest_neighbour_hierarchy(points, {.threshold_m = radius_m, .area_m2 = 1e8})) {
           append(all, order.labels);
           append(all, order.sizes);
           append(all, order.centres_xy_m);
         }
         return all;
       }},
  };
}

}  // namespace libprofile::testing
