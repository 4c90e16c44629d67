// SPDX-License-Identifier: MIT
#include "libprofile/clusters/space_time_dbscan.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

py::array_t<std::int32_t> space_time_dbscan(const InputArray<double>& points, const InputArray<double>& times_days,
                                            double radius_m, double lag_days, std::int32_t min_points, int n_jobs,
                                            const py::object& progress) {
  const auto view = as_points(points, "points");
  const auto times = as_span(times_days, "times_days");
  const clusters::SpaceTimeDbscanOptions options{.radius_m = radius_m, .lag_days = lag_days, .min_points = min_points};
  return as_array(interruptible([&] { return clusters::space_time_dbscan(view, times, options); }, n_jobs, progress));
}

}  // namespace

void bind_space_time_dbscan(py::module_& module) {
  const clusters::SpaceTimeDbscanOptions defaults;
  module.def("space_time_dbscan", &space_time_dbscan, py::arg("points"), py::arg("times_days"), py::kw_only(),
             py::arg("radius_m") = defaults.radius_m, py::arg("lag_days") = defaults.lag_days,
             py::arg("min_points") = defaults.min_points, py::arg("n_jobs") = -1, py::arg("progress") = py::none());
}

}  // namespace libprofile::bindings
