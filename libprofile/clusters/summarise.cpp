// SPDX-License-Identifier: MIT
#include "libprofile/clusters/summarise.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>
#include <string>

#include "libprofile/clusters/detail/cluster_members.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/geography/cell_index.hpp"
#include "libprofile/geography/extent.hpp"
#include "libprofile/geography/hulls.hpp"

namespace libprofile::clusters {
namespace {

using geography::Extent;
using geography::Hull;
using geography::PlanarView;

void require_column(std::size_t size, std::size_t points, const char* name) {
  if (size != 0 && size != points) {
    throw InvalidArgument(std::string(name) + " has " + std::to_string(size) + " values: must have one for each point");
  }
}

void check(PlanarView points, const ClusterColumns& columns) {
  require_column(columns.time_days.size(), points.size(), "times");
  require_column(columns.person.size(), points.size(), "persons");
  require_column(columns.weights.size(), points.size(), "weights");
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!std::isfinite(points.x(i)) || !std::isfinite(points.y(i))) {
      throw InvalidArgument("points[" + std::to_string(i) + "] is not finite: must have both coordinates");
    }
  }
  for (std::size_t i = 0; i < columns.time_days.size(); ++i) {
    require(std::isfinite(columns.time_days[i]), "times[" + std::to_string(i) + "]", columns.time_days[i], "finite");
  }
  for (std::size_t i = 0; i < columns.weights.size(); ++i) {
    require(columns.weights[i] >= 0.0 && std::isfinite(columns.weights[i]), "weights[" + std::to_string(i) + "]",
            columns.weights[i], "finite and at least 0");
  }
}

std::int64_t distinct(std::span<const std::int32_t> person, std::span<const std::uint32_t> members) {
  std::vector<std::int32_t> known;
  for (const std::uint32_t i : members) {
    if (person[i] >= 0) {
      known.push_back(person[i]);
    }
  }
  std::sort(known.begin(), known.end());
  return std::unique(known.begin(), known.end()) - known.begin();
}

/// Points sorted into cells, to find those around a cluster.
class Surroundings {
 public:
  Surroundings(PlanarView points, std::span<const std::int32_t> labels, double far_m)
      : labels_(labels), cells_(points, side_for(points, far_m)) {}

  /// Points that are not of `cluster`, farther than `near_m` from its hull and no farther than `far_m`.
  [[nodiscard]] std::int64_t count(std::int32_t cluster, const Hull& hull, double near_m, double far_m) const {
    const Extent box = geography::extent_of(PlanarView(hull));
    // A little more, for what rounding makes of sums.
    const double reach_m = far_m * (1.0 + 1e-9);
    const std::int32_t first = std::max(cells_.row_of(box.y_min_m - reach_m), 0);
    const std::int32_t last = std::min(cells_.row_of(box.y_max_m + reach_m), cells_.rows() - 1);
    const std::int32_t west = cells_.column_of(box.x_min_m - reach_m);
    const std::int32_t east = cells_.column_of(box.x_max_m + reach_m);
    std::int64_t found = 0;
    for (std::int32_t row = first; row <= last; ++row) {
      const geography::CellRun run = cells_.run(row, west, east);
      for (std::uint32_t at = run.begin; at < run.end; ++at) {
        found += is_other(cluster, at) && is_around(hull, at, near_m, far_m) ? 1 : 0;
      }
    }
    return found;
  }

 private:
  /// As wide as it reaches, but not so small that cells could not be numbered.
  static double side_for(PlanarView points, double far_m) {
    const Extent extent = geography::extent_of(points);
    const double longest_m = std::max(extent.x_max_m - extent.x_min_m, extent.y_max_m - extent.y_min_m);
    return std::max(far_m, longest_m * 1e-6);
  }

  [[nodiscard]] bool is_other(std::int32_t cluster, std::uint32_t at) const {
    return labels_[cells_.id(at)] != cluster;
  }

  [[nodiscard]] bool is_around(const Hull& hull, std::uint32_t at, double near_m, double far_m) const {
    const double away_m = geography::distance_to_convex_m(hull, cells_.x(at), cells_.y(at));
    return away_m > near_m && away_m <= far_m;
  }

  std::span<const std::int32_t> labels_;
  geography::CellIndex cells_;
};

void add_columns(const ClusterColumns& columns, std::span<const std::uint32_t> members, double total,
                 ClusterSummary& summary) {
  summary.points = static_cast<std::int64_t>(members.size());
  summary.incidents = static_cast<double>(members.size());
  if (!columns.weights.empty()) {
    summary.incidents = std::accumulate(members.begin(), members.end(), 0.0,
                                        [&](double sum, std::uint32_t i) { return sum + columns.weights[i]; });
  }
  summary.share = total > 0.0 ? summary.incidents / total : 0.0;
  if (!columns.person.empty()) {
    summary.persons = distinct(columns.person, members);
  }
  if (!columns.time_days.empty()) {
    const auto earlier = [&](std::uint32_t a, std::uint32_t b) { return columns.time_days[a] < columns.time_days[b]; };
    const auto [first, last] = std::minmax_element(members.begin(), members.end(), earlier);
    summary.first_days = columns.time_days[*first];
    summary.last_days = columns.time_days[*last];
  }
}

void add_density(const Surroundings& surroundings, const Hull& hull, const SummariseOptions& options,
                 ClusterSummary& summary) {
  const geography::HullMeasures measures = geography::measures_of(hull);
  const auto widened_m2 = [&](double by_m) {
    return measures.area_m2 + measures.perimeter_m * by_m + std::numbers::pi * by_m * by_m;
  };
  const double far_m = options.margin_m + options.ring_m;
  const double inside_m2 = widened_m2(options.margin_m);
  const std::int64_t around = surroundings.count(summary.cluster, hull, options.margin_m, far_m);
  summary.area_km2 = core::to_square_kilometres(inside_m2);
  summary.per_km2 = static_cast<double>(summary.points) / summary.area_km2;
  summary.around_per_km2 = static_cast<double>(around) / core::to_square_kilometres(widened_m2(far_m) - inside_m2);
}

}  // namespace

void validate(const SummariseOptions& options) {
  require(options.margin_m > 0.0 && std::isfinite(options.margin_m), "margin_m", options.margin_m,
          "above 0 and finite");
  require(options.ring_m > 0.0 && std::isfinite(options.ring_m), "ring_m", options.ring_m, "above 0 and finite");
}

std::vector<ClusterSummary> summarise(PlanarView points, std::span<const std::int32_t> labels,
                                      const ClusterColumns& columns, const SummariseOptions& options) {
  validate(options);
  check(points, columns);
  const detail::ClusterMembers members = detail::cluster_members(labels, points.size());
  const double total = columns.weights.empty() ? static_cast<double>(points.size())
                                               : std::accumulate(columns.weights.begin(), columns.weights.end(), 0.0);
  if (members.size() == 0) {
    return {};
  }
  const Surroundings surroundings(points, labels, options.margin_m + options.ring_m);
  std::vector<ClusterSummary> summaries(members.size());
  core::parallel_for(
      members.size(),
      [&](std::size_t k) {
        const std::vector<double> places = detail::places_of(points, members.of(k));
        summaries[k].cluster = members.cluster[k];
        add_columns(columns, members.of(k), total, summaries[k]);
        add_density(surroundings, geography::convex_hull(PlanarView(places)), options, summaries[k]);
      },
      1);
  return summaries;
}

}  // namespace libprofile::clusters
