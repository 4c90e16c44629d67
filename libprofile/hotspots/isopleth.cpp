// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/isopleth.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/hotspots/detail/level_rings.hpp"

namespace libprofile::hotspots {
namespace {

using geography::Polygons;

/// Geometric breaks reach down to this share of the greatest value.
constexpr double kLeastShare = 1e-3;

std::vector<double> rising_positive(std::span<const double> values) {
  std::vector<double> kept;
  for (const double value : values) {
    if (value > 0.0 && std::isfinite(value)) {
      kept.push_back(value);
    }
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

double break_at(const std::vector<double>& rising, double share, std::size_t k, std::size_t classes, Breaks breaks) {
  switch (breaks) {
    case Breaks::quantile:
      return rising[(rising.size() * k + classes - 1) / classes - 1];
    case Breaks::geometric: {
      const double least = std::max(rising.front(), kLeastShare * rising.back());
      return least * std::pow(rising.back() / least, share);
    }
    case Breaks::equal_interval:
      break;
  }
  return share * rising.back();
}

void append_ring(const detail::LevelRing& ring, Polygons& polygons) {
  polygons.xy.insert(polygons.xy.end(), ring.xy_m.begin(), ring.xy_m.end());
  polygons.ring_vertices.push_back(static_cast<std::uint32_t>(polygons.vertices()));
}

/// Shells in the order found, each with the holes of its own component.
void append_area(std::vector<detail::LevelRing> rings, Polygons& polygons) {
  // By component, shell first; components in the order of their shells.
  std::stable_sort(rings.begin(), rings.end(), [](const auto& a, const auto& b) {
    return a.component != b.component ? a.component < b.component : a.is_shell > b.is_shell;
  });
  for (std::size_t k = 0; k < rings.size(); ++k) {
    append_ring(rings[k], polygons);
    if (k + 1 == rings.size() || rings[k + 1].is_shell) {
      polygons.polygon_rings.push_back(static_cast<std::uint32_t>(polygons.ring_vertices.size() - 1));
    }
  }
  polygons.area_polygons.push_back(static_cast<std::uint32_t>(polygons.polygon_rings.size() - 1));
}

}  // namespace

void validate(const ClassOptions& options) {
  require(options.classes >= 2 && options.classes <= 100, "classes", options.classes, "from 2 to 100");
}

std::vector<double> class_breaks(std::span<const double> values, const ClassOptions& options) {
  validate(options);
  const auto rising = rising_positive(values);
  std::vector<double> breaks;
  const auto classes = static_cast<std::size_t>(options.classes);
  for (std::size_t k = 1; k < classes && !rising.empty(); ++k) {
    const double share = static_cast<double>(k) / static_cast<double>(classes);
    const double found = break_at(rising, share, k, classes, options.breaks);
    if (breaks.empty() || found > breaks.back()) {
      breaks.push_back(found);
    }
  }
  return breaks;
}

std::vector<std::int32_t> classify(std::span<const double> values, std::span<const double> breaks) {
  for (std::size_t k = 0; k < breaks.size(); ++k) {
    if (!(std::isfinite(breaks[k]) && (k == 0 || breaks[k] > breaks[k - 1]))) {
      require(false, "breaks[" + std::to_string(k) + "]", breaks[k], "finite and above the one before");
    }
  }
  std::vector<std::int32_t> classes(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto above = std::upper_bound(breaks.begin(), breaks.end(), values[i]);
    classes[i] = std::isnan(values[i]) ? -1 : static_cast<std::int32_t>(above - breaks.begin());
  }
  return classes;
}

Polygons isopleths(const geography::Raster& surface, std::span<const double> levels) {
  require(surface.values.size() == surface.frame.cells(), "surface.values.size()", surface.values.size(),
          "rows times columns");
  for (std::size_t k = 0; k < levels.size(); ++k) {
    if (!std::isfinite(levels[k])) {
      require(false, "levels[" + std::to_string(k) + "]", levels[k], "finite");
    }
  }
  Polygons areas;
  const core::CancellationToken cancellation = core::current_cancellation();
  for (const double level : levels) {
    cancellation.throw_if_cancelled();
    append_area(detail::level_rings(surface, level), areas);
  }
  return areas;
}

}  // namespace libprofile::hotspots
