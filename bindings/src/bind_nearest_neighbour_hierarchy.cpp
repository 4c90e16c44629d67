// SPDX-License-Identifier: MIT
#include <optional>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/clusters/k_distances.hpp"
#include "libprofile/clusters/nearest_neighbour_hierarchy.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

py::list nearest_neighbour_hierarchy(const InputArray<double>& points, std::optional<double> threshold_m, double level,
                                     std::optional<double> area_m2, std::int32_t min_points, int n_jobs,
                                     const py::object& progress) {
  const auto view = as_points(points, "points");
  const clusters::NearestNeighbourOptions options{
      .threshold_m = threshold_m, .level = level, .area_m2 = area_m2, .min_points = min_points};
  auto orders = interruptible([&] { return clusters::nearest_neighbour_hierarchy(view, options); }, n_jobs, progress);
  py::list result;
  for (clusters::NearestNeighbourOrder& order : orders) {
    const auto rows = static_cast<py::ssize_t>(order.sizes.size());
    py::dict one;
    one["threshold_m"] = order.threshold_m;
    one["labels"] = as_array(std::move(order.labels));
    one["sizes"] = as_array(std::move(order.sizes));
    one["centres"] = as_array(std::move(order.centres_xy_m), {rows, 2});
    result.append(one);
  }
  return result;
}

py::array_t<double> k_distances(const InputArray<double>& points, std::int32_t min_points, int n_jobs,
                                const py::object& progress) {
  const auto view = as_points(points, "points");
  return as_array(interruptible([&] { return clusters::k_distances(view, min_points); }, n_jobs, progress));
}

}  // namespace

void bind_nearest_neighbour_hierarchy(py::module_& module) {
  const clusters::NearestNeighbourOptions defaults;
  module.def("nearest_neighbour_hierarchy", &nearest_neighbour_hierarchy, py::arg("points"), py::kw_only(),
             py::arg("threshold_m") = py::none(), py::arg("level") = defaults.level, py::arg("area_m2") = py::none(),
             py::arg("min_points") = defaults.min_points, py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("k_distances", &k_distances, py::arg("points"), py::kw_only(), py::arg("min_points"),
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def(
      "knee", [](const InputArray<double>& falling) { return clusters::knee(as_span(falling, "falling")); },
      py::arg("falling"));
}

}  // namespace libprofile::bindings
