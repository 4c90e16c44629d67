// SPDX-License-Identifier: MIT
#include "libprofile/clusters/stability.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "libprofile/clusters/dbscan.hpp"
#include "libprofile/clusters/labels.hpp"
#include "libprofile/core/error.hpp"

namespace libprofile::clusters {
namespace {

using Labels = std::vector<std::int32_t>;

void require_rising(const std::vector<double>& values, const char* name) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string at = std::string(name) + "[" + std::to_string(i) + "]";
    require(values[i] > 0.0 && std::isfinite(values[i]), at, values[i], "above 0 and finite");
    require(i == 0 || values[i] > values[i - 1], at, values[i], "above the one before it: in rising order, each once");
  }
}

/// Pairs of items in runs of equal ones.
template <class Item>
double pairs_alike(std::vector<Item> items) {
  std::sort(items.begin(), items.end());
  double pairs = 0.0;
  for (auto begin = items.begin(); begin != items.end();) {
    const auto end = std::upper_bound(begin, items.end(), *begin);
    const auto count = static_cast<double>(end - begin);
    pairs += count * (count - 1.0) / 2.0;
    begin = end;
  }
  return pairs;
}

SettingFound described(double radius_m, double min_points, const Labels& labels) {
  SettingFound found{.radius_m = radius_m, .min_points = min_points};
  std::vector<std::int64_t> sizes;
  std::int64_t noise = 0;
  for (const std::int32_t label : labels) {
    if (label == kNoise) {
      ++noise;
      continue;
    }
    sizes.resize(std::max(sizes.size(), static_cast<std::size_t>(label) + 1), 0);
    ++sizes[static_cast<std::size_t>(label)];
  }
  const auto n = static_cast<double>(labels.size());
  found.clusters = static_cast<std::int64_t>(sizes.size());
  found.noise = static_cast<double>(noise) / n;
  found.largest = sizes.empty() ? 0.0 : static_cast<double>(*std::max_element(sizes.begin(), sizes.end())) / n;
  return found;
}

}  // namespace

void validate(const StabilityOptions& options) {
  require_rising(options.radii_m, "radii_m");
  require_rising(options.min_points, "min_points");
  if (options.radii_m.size() * options.min_points.size() < 2) {
    throw InvalidArgument("radii_m, min_points: must make two settings at least, for stability compares them");
  }
}

double adjusted_rand(std::span<const std::int32_t> a, std::span<const std::int32_t> b) {
  require(a.size() == b.size(), "b", b.size(), "as many labels as a has (" + std::to_string(a.size()) + ")");
  std::vector<std::pair<std::int32_t, std::int32_t>> together(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    together[i] = {a[i], b[i]};
  }
  const double both = pairs_alike(std::move(together));
  const double of_a = pairs_alike(Labels(a.begin(), a.end()));
  const double of_b = pairs_alike(Labels(b.begin(), b.end()));
  const auto n = static_cast<double>(a.size());
  const double chance = a.size() < 2 ? 0.0 : of_a * of_b / (n * (n - 1.0) / 2.0);
  const double most = (of_a + of_b) / 2.0;
  return most == chance ? 1.0 : (both - chance) / (most - chance);
}

std::vector<SettingFound> stability(geography::PlanarView points, const StabilityOptions& options) {
  validate(options);
  require(points.size() >= 2, "points", points.size(), "two at least, for stability compares how they lie together");
  const std::size_t numbers = options.min_points.size();
  std::vector<Labels> labels;
  std::vector<SettingFound> found;
  const auto compare = [&](std::size_t before, std::size_t now) {
    const double agreement = adjusted_rand(labels[before], labels[now]);
    found[before].agreement = std::min(found[before].agreement, agreement);
    found[now].agreement = std::min(found[now].agreement, agreement);
  };
  for (const double radius_m : options.radii_m) {
    for (const double min_points : options.min_points) {
      const std::size_t now = labels.size();
      labels.push_back(dbscan(points, {.radius_m = radius_m, .min_points = min_points}));
      found.push_back(described(radius_m, min_points, labels.back()));
      if (now % numbers != 0) {
        compare(now - 1, now);
      }
      if (now >= numbers) {
        compare(now - numbers, now);
        // Only the last row is compared again.
        Labels().swap(labels[now - numbers]);
      }
    }
  }
  return found;
}

}  // namespace libprofile::clusters
