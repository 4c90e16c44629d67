// SPDX-License-Identifier: MIT
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/clusters/outlines.hpp"
#include "libprofile/clusters/stability.hpp"
#include "libprofile/clusters/summarise.hpp"
#include "libprofile/geography/mask.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using clusters::ClusterSummary;
using clusters::SettingFound;

/// One field of every row.
template <class Row, class T>
py::array_t<T> column(const std::vector<Row>& rows, T Row::*field) {
  std::vector<T> values;
  values.reserve(rows.size());
  for (const Row& row : rows) {
    values.push_back(row.*field);
  }
  return as_array(std::move(values));
}

template <class T>
std::span<const T> optional_span(const std::optional<InputArray<T>>& array, const char* name) {
  return array ? as_span(*array, name) : std::span<const T>();
}

py::dict summarise(const InputArray<double>& points, const InputArray<std::int32_t>& labels,
                   const std::optional<InputArray<double>>& times,
                   const std::optional<InputArray<std::int32_t>>& persons,
                   const std::optional<InputArray<double>>& weights, double margin_m, double ring_m, int n_jobs,
                   const py::object& progress) {
  const auto view = as_points(points, "points");
  const auto numbers = as_span(labels, "labels");
  const clusters::ClusterColumns columns{.time_days = optional_span(times, "times"),
                                         .person = optional_span(persons, "persons"),
                                         .weights = optional_span(weights, "weights")};
  const clusters::SummariseOptions options{.margin_m = margin_m, .ring_m = ring_m};
  const auto rows =
      interruptible([&] { return clusters::summarise(view, numbers, columns, options); }, n_jobs, progress);
  py::dict result;
  result["cluster"] = column(rows, &ClusterSummary::cluster);
  result["points"] = column(rows, &ClusterSummary::points);
  result["persons"] = column(rows, &ClusterSummary::persons);
  result["incidents"] = column(rows, &ClusterSummary::incidents);
  result["first_days"] = column(rows, &ClusterSummary::first_days);
  result["last_days"] = column(rows, &ClusterSummary::last_days);
  result["share"] = column(rows, &ClusterSummary::share);
  result["area_km2"] = column(rows, &ClusterSummary::area_km2);
  result["per_km2"] = column(rows, &ClusterSummary::per_km2);
  result["around_per_km2"] = column(rows, &ClusterSummary::around_per_km2);
  return result;
}

// Cluster numbers, points of each, and the vertices of each hull.
py::tuple hulls(const InputArray<double>& points, const InputArray<std::int32_t>& labels,
                const std::optional<double>& ratio, int n_jobs, const py::object& progress) {
  const auto view = as_points(points, "points");
  const auto numbers = as_span(labels, "labels");
  clusters::ClusterHulls found = interruptible(
      [&] {
        return ratio ? clusters::concave_outlines(view, numbers, {.ratio = *ratio})
                     : clusters::convex_outlines(view, numbers);
      },
      n_jobs, progress);
  py::list vertices;
  for (geography::Hull& hull : found.hulls) {
    const auto rows = static_cast<py::ssize_t>(hull.size() / 2);
    vertices.append(as_array(std::move(hull), {rows, 2}));
  }
  return py::make_tuple(as_array(std::move(found.cluster)), as_array(std::move(found.points)), std::move(vertices));
}

py::array_t<std::int64_t> offsets(const std::vector<std::uint32_t>& values) {
  return as_array(std::vector<std::int64_t>(values.begin(), values.end()));
}

// Cluster numbers, points of each, and the outlines as vertices with the offsets of rings, polygons and areas.
py::tuple unit_outlines(const InputArray<double>& points, const InputArray<std::int32_t>& labels,
                        const geography::AreaSet& units, int n_jobs, const py::object& progress) {
  const auto view = as_points(points, "points");
  const auto numbers = as_span(labels, "labels");
  clusters::ClusterUnits found =
      interruptible([&] { return clusters::unit_outlines(view, numbers, units); }, n_jobs, progress);
  geography::Polygons& outlines = found.outlines;
  const auto vertices = static_cast<py::ssize_t>(outlines.vertices());
  return py::make_tuple(as_array(std::move(found.cluster)), as_array(std::move(found.points)),
                        as_array(std::move(outlines.xy), {vertices, 2}), offsets(outlines.ring_vertices),
                        offsets(outlines.polygon_rings), offsets(outlines.area_polygons));
}

py::dict stability(const InputArray<double>& points, std::vector<double> radii_m, std::vector<double> min_points,
                   int n_jobs, const py::object& progress) {
  const auto view = as_points(points, "points");
  const clusters::StabilityOptions options{.radii_m = std::move(radii_m), .min_points = std::move(min_points)};
  const auto rows = interruptible([&] { return clusters::stability(view, options); }, n_jobs, progress);
  py::dict result;
  result["radius_m"] = column(rows, &SettingFound::radius_m);
  result["min_points"] = column(rows, &SettingFound::min_points);
  result["clusters"] = column(rows, &SettingFound::clusters);
  result["noise"] = column(rows, &SettingFound::noise);
  result["largest"] = column(rows, &SettingFound::largest);
  result["agreement"] = column(rows, &SettingFound::agreement);
  return result;
}

double adjusted_rand(const InputArray<std::int32_t>& a, const InputArray<std::int32_t>& b) {
  return clusters::adjusted_rand(as_span(a, "a"), as_span(b, "b"));
}

py::array_t<double> mask(const InputArray<double>& values, const InputArray<double>& share, double least_share) {
  return as_array(geography::mask(as_span(values, "values"), as_span(share, "share"), {.least_share = least_share}));
}

}  // namespace

void bind_cluster_tools(py::module_& module) {
  const clusters::SummariseOptions defaults;
  module.def("summarise", &summarise, py::arg("points"), py::arg("labels"), py::kw_only(),
             py::arg("times") = py::none(), py::arg("persons") = py::none(), py::arg("weights") = py::none(),
             py::arg("margin_m") = defaults.margin_m, py::arg("ring_m") = defaults.ring_m, py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
  module.def("hulls", &hulls, py::arg("points"), py::arg("labels"), py::kw_only(), py::arg("ratio") = py::none(),
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("unit_outlines", &unit_outlines, py::arg("points"), py::arg("labels"), py::arg("units"), py::kw_only(),
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("stability", &stability, py::arg("points"), py::kw_only(), py::arg("radii_m"), py::arg("min_points"),
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("adjusted_rand", &adjusted_rand, py::arg("a"), py::arg("b"));
  module.def("mask", &mask, py::arg("values"), py::arg("share"), py::kw_only(),
             py::arg("least_share") = geography::MaskOptions{}.least_share);
}

}  // namespace libprofile::bindings
