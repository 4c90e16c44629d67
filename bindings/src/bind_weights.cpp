// SPDX-License-Identifier: MIT
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/contiguity.hpp"
#include "libprofile/geography/distance_weights.hpp"
#include "libprofile/geography/kernel_weights.hpp"
#include "libprofile/geography/triangulation.hpp"
#include "libprofile/geography/weights_algebra.hpp"
#include "libprofile/geography/weights_files.hpp"
#include "libprofile/geography/weights_transforms.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using geography::AreaSet;
using geography::PlanarView;
using geography::Weights;

geography::Ties ties_from(const std::string& name) {
  if (name == "lower") {
    return geography::Ties::lower_index;
  }
  require(name == "all", "ties", std::string_view(name), "\"lower\" or \"all\"");
  return geography::Ties::all;
}

geography::LowerOrders lower_from(const std::string& name) {
  if (name == "exclude") {
    return geography::LowerOrders::exclude;
  }
  require(name == "include", "lower", std::string_view(name), "\"exclude\" or \"include\"");
  return geography::LowerOrders::include;
}

geography::WeightKernel kernel_from(const std::string& name) {
  using geography::WeightKernel;
  constexpr std::array<std::pair<std::string_view, WeightKernel>, 6> kKernels = {
      {{"uniform", WeightKernel::uniform},
       {"triangular", WeightKernel::triangular},
       {"epanechnikov", WeightKernel::epanechnikov},
       {"quartic", WeightKernel::quartic},
       {"triweight", WeightKernel::triweight},
       {"gaussian", WeightKernel::gaussian}}};
  for (const auto& [known, kernel] : kKernels) {
    if (known == name) {
      return kernel;
    }
  }
  throw InvalidArgument("kernel = \"" + name +
                        "\": must be uniform, triangular, epanechnikov, quartic, triweight or gaussian");
}

Weights make_weights(const InputArray<std::int64_t>& offsets, const InputArray<std::uint32_t>& neighbours,
                     const InputArray<double>& values) {
  const auto row_ends = as_span(offsets, "offsets");
  const auto ids = as_span(neighbours, "neighbours");
  const auto given = as_span(values, "values");
  Weights weights;
  weights.offsets.assign(row_ends.begin(), row_ends.end());
  weights.neighbours.assign(ids.begin(), ids.end());
  weights.values.assign(given.begin(), given.end());
  geography::validate(weights);
  return weights;
}

/// As signed numbers, which NumPy counts with; where `size_t` is not as wide, a copy.
py::array row_ends(const py::object& self) {
  const auto& offsets = self.cast<const Weights&>().offsets;
  if constexpr (sizeof(std::size_t) == sizeof(std::int64_t)) {
    return as_view(offsets, self).attr("view")("int64");
  } else {
    return as_array(std::vector<std::int64_t>(offsets.begin(), offsets.end()));
  }
}

void bind_class(py::module_& module) {
  py::class_<Weights>(module, "Weights")
      .def_static("from_arrays", &make_weights, py::arg("offsets"), py::arg("neighbours"), py::arg("values"))
      .def_property_readonly("n", &Weights::size)
      .def_property_readonly("links", &Weights::links)
      .def_property_readonly("offsets", [](const py::object& self) { return row_ends(self); })
      .def_property_readonly(
          "neighbours", [](const py::object& self) { return as_view(self.cast<const Weights&>().neighbours, self); })
      .def_property_readonly("values",
                             [](const py::object& self) { return as_view(self.cast<const Weights&>().values, self); })
      .def_property_readonly("islands", [](const Weights& w) { return as_array(geography::islands(w)); })
      .def("row_standardised", &geography::row_standardised)
      .def("with_self", &geography::with_self)
      .def("without_self", &geography::without_self)
      .def("symmetrised", &geography::symmetrised)
      .def("union", &geography::united, py::arg("other"))
      .def("intersection", &geography::intersected, py::arg("other"))
      .def("difference", &geography::difference, py::arg("other"))
      .def("symmetric_difference", &geography::symmetric_difference, py::arg("other"));
}

/// Defines a function of areas with a snap tolerance.
template <class Make>
void def_contiguity(py::module_& module, const char* name, Make make) {
  module.def(
      name,
      [make](const AreaSet& areas, double snap_m, int n_jobs, const py::object& progress) {
        return interruptible([&] { return make(areas.polygons, {.snap_m = snap_m}); }, n_jobs, progress);
      },
      py::arg("areas"), py::kw_only(), py::arg("snap_m") = geography::ContiguityOptions{}.snap_m,
      py::arg("n_jobs") = -1, py::arg("progress") = py::none());
}

/// Defines a function of points alone.
void def_graph(py::module_& module, const char* name, Weights (*make)(PlanarView)) {
  module.def(
      name,
      [make](const InputArray<double>& points, int n_jobs, const py::object& progress) {
        const auto view = as_points(points, "points");
        return interruptible([&] { return make(view); }, n_jobs, progress);
      },
      py::arg("points"), py::kw_only(), py::arg("n_jobs") = -1, py::arg("progress") = py::none());
}

Weights distance_band(const InputArray<double>& points, double radius_m, int n_jobs, const py::object& progress) {
  const auto view = as_points(points, "points");
  return interruptible([&] { return geography::distance_band(view, {.radius_m = radius_m}); }, n_jobs, progress);
}

Weights k_nearest(const InputArray<double>& points, std::int32_t k, const std::string& ties, int n_jobs,
                  const py::object& progress) {
  const auto view = as_points(points, "points");
  const geography::KNearestOptions options{.k = k, .ties = ties_from(ties)};
  return interruptible([&] { return geography::k_nearest(view, options); }, n_jobs, progress);
}

Weights kernel_weights(const InputArray<double>& points, double bandwidth_m, std::int32_t k, const std::string& kernel,
                       int n_jobs, const py::object& progress) {
  const auto view = as_points(points, "points");
  const geography::KernelWeightsOptions options{.bandwidth_m = bandwidth_m, .k = k, .kernel = kernel_from(kernel)};
  return interruptible([&] { return geography::kernel_weights(view, options); }, n_jobs, progress);
}

Weights inverse_distance(const InputArray<double>& points, double radius_m, double power, double least_m, int n_jobs,
                         const py::object& progress) {
  const auto view = as_points(points, "points");
  const geography::InverseDistanceOptions options{.radius_m = radius_m, .power = power, .least_m = least_m};
  return interruptible([&] { return geography::inverse_distance(view, options); }, n_jobs, progress);
}

Weights higher_order(const Weights& weights, std::int32_t order, const std::string& lower, int n_jobs,
                     const py::object& progress) {
  const geography::HigherOrderOptions options{.order = order, .lower = lower_from(lower)};
  return interruptible([&] { return geography::higher_order(weights, options); }, n_jobs, progress);
}

Weights block(const InputArray<std::int32_t>& group, int n_jobs, const py::object& progress) {
  const auto view = as_span(group, "codes");
  return interruptible([&] { return geography::block(view); }, n_jobs, progress);
}

py::tuple read_weights(const std::filesystem::path& path, const std::vector<std::string>& ids) {
  auto read = interruptible([&] { return geography::read_weights(path, ids); });
  return py::make_tuple(std::move(read.weights), std::move(read.ids));
}

void write_weights(const Weights& weights, const std::filesystem::path& path, const std::vector<std::string>& ids,
                   bool replace) {
  const py::gil_scoped_release release;
  geography::write_weights(weights, path, ids,
                           {.if_present = replace ? core::IfPresent::replace : core::IfPresent::refuse});
}

}  // namespace

void bind_weights(py::module_& module) {
  bind_class(module);
  using Contiguity = Weights (*)(const geography::Polygons&, const geography::ContiguityOptions&);
  def_contiguity<Contiguity>(module, "queen", &geography::queen);
  def_contiguity<Contiguity>(module, "rook", &geography::rook);
  def_graph(module, "triangulation", &geography::triangulation);
  def_graph(module, "gabriel", &geography::gabriel);
  def_graph(module, "relative_neighbourhood", &geography::relative_neighbourhood);
  module.def("distance_band", &distance_band, py::arg("points"), py::kw_only(), py::arg("radius_m"),
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("k_nearest", &k_nearest, py::arg("points"), py::kw_only(), py::arg("k"), py::arg("ties") = "lower",
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("kernel_weights", &kernel_weights, py::arg("points"), py::kw_only(), py::arg("bandwidth_m"), py::arg("k"),
             py::arg("kernel") = "triangular", py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  const geography::InverseDistanceOptions inverse;
  module.def("inverse_distance", &inverse_distance, py::arg("points"), py::kw_only(), py::arg("radius_m"),
             py::arg("power") = inverse.power, py::arg("least_m") = inverse.least_m, py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
  module.def("higher_order", &higher_order, py::arg("weights"),
             py::arg("order") = geography::HigherOrderOptions{}.order, py::kw_only(), py::arg("lower") = "exclude",
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("block", &block, py::arg("codes"), py::kw_only(), py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
  module.def("read_weights", &read_weights, py::arg("path"), py::kw_only(), py::arg("ids"));
  module.def("write_weights", &write_weights, py::arg("weights"), py::arg("path"), py::kw_only(), py::arg("ids"),
             py::arg("replace") = false);
}

}  // namespace libprofile::bindings
