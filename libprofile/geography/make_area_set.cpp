// SPDX-License-Identifier: MIT
#include "libprofile/geography/make_area_set.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <numeric>
#include <span>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/cell_table.hpp"
#include "libprofile/geography/detail/geos_polygons.hpp"
#include "libprofile/geography/detail/levels.hpp"
#include "libprofile/geography/detail/lonlat_transfer.hpp"
#include "libprofile/geography/detail/outline_checks.hpp"
#include "libprofile/geography/detail/overlaps.hpp"
#include "libprofile/geography/detail/polygon_arrays.hpp"
#include "libprofile/geography/working_plane.hpp"

namespace libprofile::geography {
namespace {

void check_length(std::size_t length, std::string_view name, std::size_t areas) {
  require(length == areas, name, length, "one entry an area (" + std::to_string(areas) + ")");
}

void check_lengths(const AreaColumns& columns) {
  const std::size_t areas = columns.codes.size();
  const auto optional = [&](std::size_t length, std::string_view name) {
    if (length != 0) {
      check_length(length, name, areas);
    }
  };
  optional(columns.names.size(), "names");
  optional(columns.population.size(), "population");
  optional(columns.under_18.size(), "under_18");
  for (const ParentColumn& parent : columns.parents) {
    check_length(parent.codes.size(), "parent " + parent.level, areas);
    optional(parent.names.size(), "names of parent " + parent.level);
  }
  check_length(columns.polygons.size(), "polygons", areas);
  if (!columns.lonlat_deg.empty()) {
    require(columns.lonlat_deg.size() == columns.polygons.xy.size(), "lonlat_deg", columns.lonlat_deg.size(),
            "as many as coordinates of the outlines");
  }
}

std::vector<std::uint32_t> order_by_code(const std::vector<std::string>& codes) {
  std::vector<std::uint32_t> order(codes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return codes[a] < codes[b]; });
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (codes[order[i]].empty()) {
      throw InvalidArgument("the area in row " + std::to_string(order[i] + 1) + " has no code: every area needs one");
    }
    if (i > 0 && codes[order[i]] == codes[order[i - 1]]) {
      const auto [first, second] = std::minmax(order[i - 1], order[i]);
      throw InvalidArgument("area " + codes[order[i]] + " is there twice, in rows " + std::to_string(first + 1) +
                            " and " + std::to_string(second + 1) + ": every code must be there once");
    }
  }
  return order;
}

void check_residents(const std::vector<std::string>& codes, const std::vector<double>& residents,
                     std::string_view name) {
  for (std::size_t i = 0; i < residents.size(); ++i) {
    if (residents[i] < 0.0 || std::isinf(residents[i])) {
      throw InvalidArgument(std::string(name) + " of area " + codes[i] + " = " + std::to_string(residents[i]) +
                            ": must be at least 0 and finite, or absent");
    }
  }
}

void check_residents(const AreaSet& areas) {
  check_residents(areas.codes, areas.population, "population");
  check_residents(areas.codes, areas.under_18, "under_18");
  for (std::size_t i = 0; i < std::min(areas.population.size(), areas.under_18.size()); ++i) {
    if (areas.under_18[i] > areas.population[i]) {
      throw InvalidArgument("under_18 of area " + areas.codes[i] + " = " + std::to_string(areas.under_18[i]) +
                            ": must be at most its population, " + std::to_string(areas.population[i]));
    }
  }
}

template <class Value>
std::vector<Value> in_order(const std::vector<Value>& values, std::span<const std::uint32_t> order) {
  std::vector<Value> sorted;
  if (!values.empty()) {
    sorted.reserve(order.size());
    std::transform(order.begin(), order.end(), std::back_inserter(sorted), [&](std::uint32_t i) { return values[i]; });
  }
  return sorted;
}

void append_lonlat(std::vector<double>& to, std::span<const double> from, detail::Range vertices) {
  to.insert(to.end(), from.begin() + 2 * std::ptrdiff_t{vertices.begin},
            from.begin() + 2 * std::ptrdiff_t{vertices.end});
}

void take_outlines(const AreaColumns& columns, std::span<const std::uint32_t> order, AreaSet& areas) {
  areas.polygons.xy.reserve(columns.polygons.xy.size());
  areas.lonlat_deg.reserve(columns.lonlat_deg.size());
  for (const std::uint32_t i : order) {
    detail::append_area(areas.polygons, columns.polygons, i);
    if (!columns.lonlat_deg.empty()) {
      append_lonlat(areas.lonlat_deg, columns.lonlat_deg, detail::vertices_of(columns.polygons, i));
    }
  }
}

/// Makes outlines with a reason valid, and lists them: those that the source gave invalid apart from the lattice's own.
void repair(AreaSet& areas, std::span<const std::string> reasons, std::span<const std::string> source_reasons) {
  Polygons polygons;
  std::vector<double> lonlat_deg;
  for (std::uint32_t i = 0; i < areas.size(); ++i) {
    if (reasons[i].empty()) {
      detail::append_area(polygons, areas.polygons, i);
      if (!areas.lonlat_deg.empty()) {
        append_lonlat(lonlat_deg, areas.lonlat_deg, detail::vertices_of(areas.polygons, i));
      }
      continue;
    }
    const Polygons made = detail::made_valid(areas.polygons, i);
    if (made.xy.empty()) {
      throw GeometryError("area " + areas.codes[i] + " (" + reasons[i] +
                          ") has no ground left after repair: mend its outline in the source");
    }
    detail::append_area(polygons, made, 0);
    if (!areas.lonlat_deg.empty()) {
      const auto deg = detail::transferred_lonlat(made, areas.polygons, areas.lonlat_deg, std::span(&i, 1));
      lonlat_deg.insert(lonlat_deg.end(), deg.begin(), deg.end());
    }
    (source_reasons[i].empty() ? areas.repaired_on_lattice : areas.repaired).push_back(areas.codes[i]);
  }
  areas.polygons = std::move(polygons);
  areas.lonlat_deg = std::move(lonlat_deg);
}

bool is_any_given(std::span<const std::string> reasons) {
  return std::any_of(reasons.begin(), reasons.end(), [](const std::string& reason) { return !reason.empty(); });
}

void make_valid(AreaSet& areas, const AreaSetOptions& options, const Polygons& given) {
  const std::vector<std::string> reasons = detail::invalid_reasons(areas.polygons);
  if (!is_any_given(reasons)) {
    return;
  }
  std::vector<std::string> source_reasons = reasons;
  if (options.vertices == Vertices::on_lattice) {
    for (std::size_t i = 0; i < areas.size(); ++i) {
      source_reasons[i] = reasons[i].empty() ? std::string() : detail::invalid_reason(given, i);
    }
  }
  if (!options.repair && is_any_given(source_reasons)) {
    detail::refuse_invalid(areas.codes, source_reasons);
  }
  repair(areas, reasons, source_reasons);
}

std::vector<Overlap> find_overlaps(const AreaSet& areas, double tolerance_m2) {
  const auto pairs = detail::overlap_candidates(detail::make_cell_table(areas.polygons), areas.polygons);
  std::vector<double> common_m2(pairs.size());
  core::parallel_for(
      pairs.size(),
      [&](std::size_t i) { common_m2[i] = detail::common_area_m2(areas.polygons, pairs[i].first, pairs[i].second); },
      8);
  std::vector<Overlap> overlaps;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (common_m2[i] > tolerance_m2) {
      overlaps.push_back({areas.codes[pairs[i].first], areas.codes[pairs[i].second], common_m2[i]});
    }
  }
  return overlaps;
}

}  // namespace

void validate(const AreaSetOptions& options) {
  require(options.overlap_tolerance_m2 >= 0.0, "overlap_tolerance_m2", options.overlap_tolerance_m2, "at least 0");
}

CheckedAreas make_area_set(AreaColumns columns, const AreaSetOptions& options) {
  validate(options);
  check_lengths(columns);
  const std::vector<std::uint32_t> order = order_by_code(columns.codes);
  detail::check_structure(columns.polygons, columns.codes);
  detail::check_coordinates(columns.polygons, columns.codes);

  CheckedAreas checked;
  AreaSet& areas = checked.areas;
  areas.codes = in_order(columns.codes, order);
  areas.names = columns.names.empty() ? areas.codes : in_order(columns.names, order);
  areas.levels = detail::make_levels(columns, order);
  areas.population = in_order(columns.population, order);
  areas.under_18 = in_order(columns.under_18, order);
  check_residents(areas);
  take_outlines(columns, order, areas);

  Polygons given;
  if (options.vertices == Vertices::on_lattice) {
    given = areas.polygons;
    areas.polygons.xy = on_lattice(std::move(areas.polygons.xy));
  }
  make_valid(areas, options, given);
  checked.overlaps = find_overlaps(areas, options.overlap_tolerance_m2);
  return checked;
}

}  // namespace libprofile::geography
