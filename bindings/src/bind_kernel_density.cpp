// SPDX-License-Identifier: MIT
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/hotspots/kernel_density.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"
#include "surfaces.hpp"

namespace libprofile::bindings {
namespace {

using hotspots::KernelDensityOptions;

py::tuple kernel_density(const InputArray<double>& points, double bandwidth_m, double cell_m, const std::string& kernel,
                         const ExtentArgument& extent, const std::optional<InputArray<double>>& weights,
                         bool edge_correction, const std::optional<InputArray<std::uint8_t>>& mask,
                         const std::string& scale, double truncation_sd, int n_jobs, const py::object& progress) {
  const KernelDensityOptions options{
      .bandwidth_m = bandwidth_m,
      .cell_m = cell_m,
      .kernel = hotspots::kernel_from(kernel),
      .extent = extent_from(extent),
      .scale = scale_from(scale),
      .edge_correction = edge_correction ? hotspots::EdgeCorrection::mask_mass : hotspots::EdgeCorrection::none,
      .truncation_sd = truncation_sd};
  const auto view = as_points(points, "points");
  const auto weight = optional_span(weights, "weights");
  const auto ground = optional_span(mask, "mask");
  return raster_tuple(
      interruptible([&] { return hotspots::kernel_density(view, weight, options, ground); }, n_jobs, progress));
}

py::tuple density_frame(const InputArray<double>& points, double bandwidth_m, double cell_m, const std::string& kernel,
                        const ExtentArgument& extent) {
  return frame_tuple(hotspots::density_frame(as_points(points, "points"), {.bandwidth_m = bandwidth_m,
                                                                           .cell_m = cell_m,
                                                                           .kernel = hotspots::kernel_from(kernel),
                                                                           .extent = extent_from(extent)}));
}

}  // namespace

void bind_kernel_density(py::module_& module) {
  const KernelDensityOptions defaults;
  module.def("kernel_density", &kernel_density, py::arg("points"), py::kw_only(), py::arg("bandwidth_m"),
             py::arg("cell_m") = defaults.cell_m, py::arg("kernel") = "quartic", py::arg("extent") = py::none(),
             py::arg("weights") = py::none(), py::arg("edge_correction") = false, py::arg("mask") = py::none(),
             py::arg("scale") = "per_km2", py::arg("truncation_sd") = defaults.truncation_sd, py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
  module.def("density_frame", &density_frame, py::arg("points"), py::kw_only(), py::arg("bandwidth_m"),
             py::arg("cell_m") = defaults.cell_m, py::arg("kernel") = "quartic", py::arg("extent") = py::none());
}

}  // namespace libprofile::bindings
