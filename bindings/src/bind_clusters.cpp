// SPDX-License-Identifier: MIT
#include <optional>

#include <pybind11/stl.h>

#include "libprofile/clusters/dbscan.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

py::array_t<std::int32_t> dbscan(const InputArray<double>& points, double radius_m, double min_points,
                                 const std::optional<InputArray<double>>& weights, int n_jobs,
                                 const py::object& progress) {
  const auto view = as_points(points, "points");
  const auto weight_view = weights ? as_span(*weights, "weights") : std::span<const double>();
  const clusters::DbscanOptions options{.radius_m = radius_m, .min_points = min_points};
  return as_array(interruptible([&] { return clusters::dbscan(view, options, weight_view); }, n_jobs, progress));
}

}  // namespace

void bind_clusters(py::module_& module) {
  const clusters::DbscanOptions defaults;
  module.def("dbscan", &dbscan, py::arg("points"), py::kw_only(), py::arg("radius_m") = defaults.radius_m,
             py::arg("min_points") = defaults.min_points, py::arg("weights") = py::none(), py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
  module.attr("NOISE") = clusters::kNoise;
}

}  // namespace libprofile::bindings
