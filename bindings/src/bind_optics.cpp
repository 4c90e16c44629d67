// SPDX-License-Identifier: MIT
#include <cstdint>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/clusters/optics.hpp"
#include "libprofile/clusters/optics_clusters.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using clusters::OpticsOrdering;

py::dict optics(const InputArray<double>& points, double radius_m, std::int32_t min_points, int n_jobs,
                const py::object& progress) {
  const auto view = as_points(points, "points");
  OpticsOrdering order = interruptible(
      [&] { return clusters::optics(view, {.radius_m = radius_m, .min_points = min_points}); }, n_jobs, progress);
  py::dict result;
  result["ordering"] = as_array(std::move(order.ordering));
  result["reachability_m"] = as_array(std::move(order.reachability_m));
  result["core_distance_m"] = as_array(std::move(order.core_distance_m));
  result["predecessor"] = as_array(std::move(order.predecessor));
  return result;
}

template <class T>
std::vector<T> copied(const InputArray<T>& array, const char* name) {
  const auto span = as_span(array, name);
  return {span.begin(), span.end()};
}

OpticsOrdering order_of(const InputArray<std::uint32_t>& ordering, const InputArray<double>& reachability_m,
                        const InputArray<double>& core_distance_m, const InputArray<std::int32_t>& predecessor) {
  return {copied(ordering, "ordering"), copied(reachability_m, "reachability_m"),
          copied(core_distance_m, "core_distance_m"), copied(predecessor, "predecessor")};
}

py::array_t<std::int32_t> optics_cut(const InputArray<std::uint32_t>& ordering,
                                     const InputArray<double>& reachability_m,
                                     const InputArray<double>& core_distance_m,
                                     const InputArray<std::int32_t>& predecessor, double radius_m) {
  return as_array(clusters::cut_at(order_of(ordering, reachability_m, core_distance_m, predecessor), radius_m));
}

py::tuple optics_xi(const InputArray<std::uint32_t>& ordering, const InputArray<double>& reachability_m,
                    const InputArray<double>& core_distance_m, const InputArray<std::int32_t>& predecessor, double xi,
                    std::int32_t min_points, std::int32_t min_cluster_size) {
  const OpticsOrdering order = order_of(ordering, reachability_m, core_distance_m, predecessor);
  const clusters::XiOptions options{.xi = xi, .min_points = min_points, .min_cluster_size = min_cluster_size};
  const auto ranges = interruptible([&] { return clusters::xi_clusters(order, options); });
  std::vector<std::int64_t> places;
  for (const clusters::PlotRange& range : ranges) {
    places.push_back(static_cast<std::int64_t>(range.begin));
    places.push_back(static_cast<std::int64_t>(range.end));
  }
  const auto rows = static_cast<py::ssize_t>(ranges.size());
  return py::make_tuple(as_array(clusters::innermost_labels(order, ranges)), as_array(std::move(places), {rows, 2}));
}

}  // namespace

void bind_optics(py::module_& module) {
  const clusters::OpticsOptions defaults;
  const clusters::XiOptions xi_defaults;
  module.def("optics", &optics, py::arg("points"), py::kw_only(), py::arg("radius_m") = defaults.radius_m,
             py::arg("min_points") = defaults.min_points, py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("optics_cut", &optics_cut, py::arg("ordering"), py::arg("reachability_m"), py::arg("core_distance_m"),
             py::arg("predecessor"), py::kw_only(), py::arg("radius_m"));
  module.def("optics_xi", &optics_xi, py::arg("ordering"), py::arg("reachability_m"), py::arg("core_distance_m"),
             py::arg("predecessor"), py::kw_only(), py::arg("xi") = xi_defaults.xi,
             py::arg("min_points") = xi_defaults.min_points,
             py::arg("min_cluster_size") = xi_defaults.min_cluster_size);
}

}  // namespace libprofile::bindings
