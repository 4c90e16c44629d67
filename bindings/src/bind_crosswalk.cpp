// SPDX-License-Identifier: MIT
#include <optional>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/crosswalk.hpp"
#include "libprofile/geography/snapping.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using geography::AreaSet;
using geography::Crosswalk;

Crosswalk crosswalk(const AreaSet& source, const AreaSet& target, const std::optional<InputArray<double>>& points,
                    const std::optional<InputArray<double>>& weights, int n_jobs, const py::object& progress) {
  const auto view = points ? as_points(*points, "points") : geography::PlanarView();
  const auto given = weights ? as_span(*weights, "weights") : std::span<const double>();
  return interruptible(
      [&] {
        return points ? geography::crosswalk(source.polygons, target.polygons, view, given)
                      : geography::crosswalk(source.polygons, target.polygons);
      },
      n_jobs, progress);
}

// Count, lower, upper and standard error of each target; outside, split sources, split share.
py::tuple apportion(const Crosswalk& crosswalk, const InputArray<double>& counts) {
  geography::Apportioned moved = geography::apportion(crosswalk, as_span(counts, "counts"));
  return py::make_tuple(as_array(std::move(moved.count)), as_array(std::move(moved.lower)),
                        as_array(std::move(moved.upper)), as_array(std::move(moved.standard_error)), moved.outside,
                        moved.split_sources, moved.split_share);
}

py::array_t<double> share_inside(const AreaSet& cells, const AreaSet& areas, int n_jobs, const py::object& progress) {
  return as_array(
      interruptible([&] { return geography::share_inside(cells.polygons, areas.polygons); }, n_jobs, progress));
}

// Points, distinct places, and the shares on 1 m, 10 m, 100 m and on the ten most used places.
py::tuple snapping(const InputArray<double>& points, double tolerance_m) {
  const auto view = as_points(points, "points");
  const auto found = interruptible([&] { return geography::snapping(view, {.tolerance_m = tolerance_m}); });
  return py::make_tuple(found.points, found.distinct_places, found.share_on_1_m, found.share_on_10_m,
                        found.share_on_100_m, found.share_on_ten_places);
}

}  // namespace

void bind_crosswalk(py::module_& module) {
  py::class_<Crosswalk>(module, "Crosswalk")
      .def_property_readonly("sources", &Crosswalk::sources)
      .def_readonly("targets", &Crosswalk::targets)
      .def_property_readonly(
          "offsets",
          [](const Crosswalk& c) { return as_array(std::vector<std::int64_t>(c.offsets.begin(), c.offsets.end())); })
      .def_property_readonly("target", [](const Crosswalk& c) { return as_array(std::vector(c.target)); })
      .def_property_readonly("share", [](const Crosswalk& c) { return as_array(std::vector(c.share)); })
      .def_property_readonly("ground_share", [](const Crosswalk& c) { return as_array(std::vector(c.ground_share)); })
      .def("apportion", &apportion, py::arg("counts"));
  module.def("crosswalk", &crosswalk, py::arg("source"), py::arg("target"), py::kw_only(),
             py::arg("points") = py::none(), py::arg("weights") = py::none(), py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
  module.def("share_inside", &share_inside, py::arg("cells"), py::arg("areas"), py::kw_only(), py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
  module.def("snapping", &snapping, py::arg("points"), py::kw_only(),
             py::arg("tolerance_m") = geography::SnappingOptions{}.tolerance_m);
}

}  // namespace libprofile::bindings
