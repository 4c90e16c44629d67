// SPDX-License-Identifier: MIT
#include "libprofile/geography/crosswalk.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/geography/area_measures.hpp"
#include "libprofile/geography/assign.hpp"
#include "libprofile/geography/detail/common_ground.hpp"

namespace libprofile::geography {
namespace {

using Shares = std::vector<std::pair<std::uint32_t, double>>;

/// Leaves slivers out, and takes what is a sliver short of 1 for 1.
void settle(Shares& shares) {
  shares.erase(
      std::remove_if(shares.begin(), shares.end(), [](const auto& entry) { return entry.second < kSliverShare; }),
      shares.end());
  double sum = 0.0;
  for (const auto& entry : shares) {
    sum += entry.second;
  }
  if (std::abs(sum - 1.0) <= static_cast<double>(shares.size() + 1) * kSliverShare) {
    for (auto& entry : shares) {
      entry.second = shares.size() == 1 ? 1.0 : entry.second / sum;
    }
  }
}

double share_of(const Shares& shares, std::uint32_t target) {
  const auto found =
      std::find_if(shares.begin(), shares.end(), [target](const auto& entry) { return entry.first == target; });
  return found == shares.end() ? 0.0 : found->second;
}

/// Adds a source with what it is moved by, and its ground; both by ascending target.
void add_source(Crosswalk& crosswalk, const Shares& shares, const Shares& ground) {
  std::vector<std::uint32_t> targets;
  for (const auto* entries : {&shares, &ground}) {
    for (const auto& entry : *entries) {
      targets.push_back(entry.first);
    }
  }
  std::sort(targets.begin(), targets.end());
  targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
  for (const std::uint32_t target : targets) {
    crosswalk.target.push_back(target);
    crosswalk.share.push_back(share_of(shares, target));
    crosswalk.ground_share.push_back(share_of(ground, target));
  }
  crosswalk.offsets.push_back(crosswalk.target.size());
}

void require_at_most_one(const Shares& shares, std::size_t source) {
  double sum = 0.0;
  for (const auto& entry : shares) {
    sum += entry.second;
  }
  require(sum <= 1.0 + 1e-9, "target: sum of shares of source " + std::to_string(source), sum,
          "at most 1: targets must not overlap");
}

std::vector<Shares> shares_of_ground(const Polygons& source, const Polygons& target) {
  const std::vector<double> ground_km2 = area_km2(source);
  std::vector<Shares> rows(source.size());
  for (const detail::CommonGround& pair : detail::common_ground(source, target)) {
    rows[pair.first].emplace_back(pair.second, core::to_square_kilometres(pair.m2) / ground_km2[pair.first]);
  }
  for (std::size_t s = 0; s < rows.size(); ++s) {
    settle(rows[s]);
    require_at_most_one(rows[s], s);
  }
  return rows;
}

/// The weight of points in each source, and in each pair of source and target.
struct PointWeights {
  std::vector<double> of_source;
  std::map<std::pair<std::size_t, std::uint32_t>, double> of_pair;
};

PointWeights weigh(const Polygons& source, const Polygons& target, PlanarView points, std::span<const double> weights) {
  const std::vector<std::int32_t> from = PointLocator(source).locate(points);
  const std::vector<std::int32_t> to = PointLocator(target).locate(points);
  PointWeights result{std::vector<double>(source.size(), 0.0), {}};
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double weight = weights.empty() ? 1.0 : weights[i];
    if (from[i] == kOutside || weight == 0.0) {
      continue;
    }
    const auto s = static_cast<std::size_t>(from[i]);
    result.of_source[s] += weight;
    if (to[i] != kOutside) {
      result.of_pair[{s, static_cast<std::uint32_t>(to[i])}] += weight;
    }
  }
  return result;
}

void require_amounts(std::span<const double> amounts, std::size_t n, const std::string& name) {
  require(amounts.size() == n, name + ".size()", amounts.size(), std::to_string(n));
  for (std::size_t i = 0; i < n; ++i) {
    require(amounts[i] >= 0.0 && std::isfinite(amounts[i]), name + "[" + std::to_string(i) + "]", amounts[i],
            "at least 0 and finite");
  }
}

}  // namespace

Crosswalk crosswalk(const Polygons& source, const Polygons& target) {
  Crosswalk result;
  result.targets = target.size();
  for (const Shares& ground : shares_of_ground(source, target)) {
    add_source(result, ground, ground);
  }
  return result;
}

Crosswalk crosswalk(const Polygons& source, const Polygons& target, PlanarView points,
                    std::span<const double> weights) {
  if (!weights.empty()) {
    require_amounts(weights, points.size(), "weights");
  }
  const std::vector<Shares> ground = shares_of_ground(source, target);
  const PointWeights weighed = weigh(source, target, points, weights);
  std::vector<Shares> shares(source.size());
  for (const auto& [pair, weight] : weighed.of_pair) {
    shares[pair.first].emplace_back(pair.second, weight / weighed.of_source[pair.first]);
  }
  Crosswalk result;
  result.targets = target.size();
  for (std::size_t s = 0; s < source.size(); ++s) {
    add_source(result, weighed.of_source[s] > 0.0 ? shares[s] : ground[s], ground[s]);
  }
  return result;
}

Apportioned apportion(const Crosswalk& crosswalk, std::span<const double> counts) {
  require_amounts(counts, crosswalk.sources(), "counts");
  Apportioned result;
  for (auto* column : {&result.count, &result.lower, &result.upper, &result.standard_error}) {
    column->assign(crosswalk.targets, 0.0);
  }
  double total = 0.0;
  double split = 0.0;
  for (std::size_t s = 0; s < counts.size(); ++s) {
    double inside = 0.0;
    bool is_whole = false;
    for (std::size_t k = crosswalk.offsets[s]; k < crosswalk.offsets[s + 1]; ++k) {
      const std::uint32_t target = crosswalk.target[k];
      const double share = crosswalk.share[k];
      const bool holds_all = crosswalk.ground_share[k] == 1.0;
      is_whole = is_whole || holds_all;
      inside += share;
      result.count[target] += counts[s] * share;
      result.lower[target] += holds_all ? counts[s] : 0.0;
      result.upper[target] += counts[s];
      result.standard_error[target] += counts[s] * share * (1.0 - share);
    }
    total += counts[s];
    result.outside += counts[s] * std::max(0.0, 1.0 - inside);
    const bool has_entries = crosswalk.offsets[s] < crosswalk.offsets[s + 1];
    if (counts[s] > 0.0 && has_entries && !is_whole) {
      ++result.split_sources;
      split += counts[s];
    }
  }
  for (double& variance : result.standard_error) {
    variance = std::sqrt(variance);
  }
  result.split_share = total > 0.0 ? split / total : 0.0;
  return result;
}

std::vector<double> share_inside(const Polygons& cells, const Polygons& areas) {
  const Crosswalk shares = crosswalk(cells, areas);
  const std::vector<double> ground_km2 = area_km2(cells);
  std::vector<double> inside(cells.size(), 0.0);
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    for (std::size_t k = shares.offsets[cell]; k < shares.offsets[cell + 1]; ++k) {
      inside[cell] += shares.share[k];
    }
    inside[cell] = ground_km2[cell] > 0.0 ? std::min(1.0, inside[cell]) : std::numeric_limits<double>::quiet_NaN();
  }
  return inside;
}

}  // namespace libprofile::geography
