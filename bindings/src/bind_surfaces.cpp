// SPDX-License-Identifier: MIT
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/hotspots/adaptive_density.hpp"
#include "libprofile/hotspots/bandwidth.hpp"
#include "libprofile/hotspots/isopleth.hpp"
#include "libprofile/hotspots/relative_risk.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"
#include "surfaces.hpp"

namespace libprofile::bindings {
namespace {

using Weights = std::optional<InputArray<double>>;

py::tuple adaptive_density(const InputArray<double>& points, double bandwidth_m, std::optional<double> pilot_m,
                           double most_ratio, double cell_m, const std::string& kernel, const ExtentArgument& extent,
                           const Weights& weights, bool edge_correction,
                           const std::optional<InputArray<std::uint8_t>>& mask, const std::string& scale,
                           double truncation_sd, int n_jobs, const py::object& progress) {
  const hotspots::AdaptiveDensityOptions options{
      .bandwidth_m = bandwidth_m,
      .pilot_m = pilot_m,
      .most_ratio = most_ratio,
      .cell_m = cell_m,
      .kernel = hotspots::kernel_from(kernel),
      .extent = extent_from(extent),
      .scale = scale_from(scale),
      .edge_correction = edge_correction ? hotspots::EdgeCorrection::mask_mass : hotspots::EdgeCorrection::none,
      .truncation_sd = truncation_sd};
  const auto view = as_points(points, "points");
  const auto weight = optional_span(weights, "weights");
  const auto ground = optional_span(mask, "mask");
  auto found =
      interruptible([&] { return hotspots::adaptive_density(view, weight, options, ground); }, n_jobs, progress);
  const auto frame = frame_tuple(found.surface.frame);
  return py::make_tuple(raster_array(std::move(found.surface.values), found.surface.frame), frame,
                        as_array(std::move(found.bandwidth_m)));
}

double bandwidth(const InputArray<double>& points, const std::string& method, const std::string& kernel, int n_jobs) {
  const hotspots::BandwidthOptions options{.rule = hotspots::bandwidth_rule_from(method),
                                           .kernel = hotspots::kernel_from(kernel)};
  const auto view = as_points(points, "points");
  return interruptible([&] { return hotspots::bandwidth(view, options); }, n_jobs);
}

double bandwidth_score(const InputArray<double>& points, double bandwidth_m, const std::string& method, int n_jobs) {
  const auto rule = hotspots::bandwidth_rule_from(method);
  const auto view = as_points(points, "points");
  return interruptible([&] { return hotspots::bandwidth_score(view, bandwidth_m, rule); }, n_jobs);
}

py::dict relative_risk(const InputArray<double>& cases, const InputArray<double>& controls, double bandwidth_m,
                       double cell_m, const std::string& kernel, const ExtentArgument& extent,
                       const Weights& case_weights, const Weights& control_weights, bool edge_correction,
                       const std::optional<InputArray<std::uint8_t>>& mask, std::int32_t simulations,
                       std::uint64_t seed, double truncation_sd, int n_jobs, const py::object& progress) {
  const hotspots::RelativeRiskOptions options{
      .bandwidth_m = bandwidth_m,
      .cell_m = cell_m,
      .kernel = hotspots::kernel_from(kernel),
      .extent = extent_from(extent),
      .edge_correction = edge_correction ? hotspots::EdgeCorrection::mask_mass : hotspots::EdgeCorrection::none,
      .truncation_sd = truncation_sd,
      .simulations = simulations,
      .seed = seed};
  const auto a = as_points(cases, "cases");
  const auto b = as_points(controls, "controls");
  const auto a_weights = optional_span(case_weights, "case_weights");
  const auto b_weights = optional_span(control_weights, "control_weights");
  const auto ground = optional_span(mask, "mask");
  auto found = interruptible([&] { return hotspots::relative_risk(a, b, a_weights, b_weights, options, ground); },
                             n_jobs, progress);
  py::dict result;
  result["frame"] = frame_tuple(found.frame);
  result["log_ratio"] = raster_array(std::move(found.log_ratio), found.frame);
  result["z"] = raster_array(std::move(found.z), found.frame);
  result["p"] = raster_array(std::move(found.p), found.frame);
  result["p_simulated"] =
      simulations == 0 ? py::object(py::none()) : raster_array(std::move(found.p_simulated), found.frame);
  return result;
}

hotspots::Breaks breaks_from(const std::string& name) {
  if (name == "equal_interval") {
    return hotspots::Breaks::equal_interval;
  }
  if (name == "quantile") {
    return hotspots::Breaks::quantile;
  }
  require(name == "geometric", "breaks", std::string_view(name), "\"equal_interval\", \"quantile\" or \"geometric\"");
  return hotspots::Breaks::geometric;
}

std::vector<double> class_breaks(const InputArray<double>& values, std::int32_t classes, const std::string& breaks) {
  return hotspots::class_breaks(as_span(values, "values"), {.classes = classes, .breaks = breaks_from(breaks)});
}

py::array_t<std::int32_t> classify(const InputArray<double>& values, const InputArray<double>& breaks) {
  return as_array(hotspots::classify(as_span(values, "values"), as_span(breaks, "breaks")));
}

py::array_t<std::int64_t> offsets_of(const std::vector<std::uint32_t>& offsets) {
  return as_array(std::vector<std::int64_t>(offsets.begin(), offsets.end()));
}

py::tuple isopleths(const InputArray<double>& values, double x_min_m, double y_max_m, double cell_m,
                    const InputArray<double>& levels) {
  const auto raster = raster_from(values, x_min_m, y_max_m, cell_m);
  const auto rising = as_span(levels, "levels");
  auto found = interruptible([&] { return hotspots::isopleths(raster, rising); });
  const auto vertices = static_cast<py::ssize_t>(found.vertices());
  const auto rings = offsets_of(found.ring_vertices);
  const auto polygons = offsets_of(found.polygon_rings);
  const auto areas = offsets_of(found.area_polygons);
  return py::make_tuple(as_array(std::move(found.xy), {vertices, 2}), rings, polygons, areas);
}

void bind_adaptive_density(py::module_& module) {
  const hotspots::AdaptiveDensityOptions defaults;
  module.def("adaptive_density", &adaptive_density, py::arg("points"), py::kw_only(), py::arg("bandwidth_m"),
             py::arg("pilot_m") = py::none(), py::arg("most_ratio") = defaults.most_ratio,
             py::arg("cell_m") = defaults.cell_m, py::arg("kernel") = "quartic", py::arg("extent") = py::none(),
             py::arg("weights") = py::none(), py::arg("edge_correction") = false, py::arg("mask") = py::none(),
             py::arg("scale") = "per_km2", py::arg("truncation_sd") = defaults.truncation_sd, py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
}

void bind_bandwidth(py::module_& module) {
  module.def("bandwidth", &bandwidth, py::arg("points"), py::kw_only(), py::arg("method") = "plug_in",
             py::arg("kernel") = "quartic", py::arg("n_jobs") = -1);
  module.def("bandwidth_score", &bandwidth_score, py::arg("points"), py::kw_only(), py::arg("bandwidth_m"),
             py::arg("method"), py::arg("n_jobs") = -1);
}

void bind_relative_risk(py::module_& module) {
  const hotspots::RelativeRiskOptions defaults;
  module.def(
      "relative_risk", &relative_risk, py::arg("cases"), py::arg("controls"), py::kw_only(), py::arg("bandwidth_m"),
      py::arg("cell_m") = defaults.cell_m, py::arg("kernel") = "quartic", py::arg("extent") = py::none(),
      py::arg("case_weights") = py::none(), py::arg("control_weights") = py::none(), py::arg("edge_correction") = false,
      py::arg("mask") = py::none(), py::arg("simulations") = defaults.simulations, py::arg("seed") = defaults.seed,
      py::arg("truncation_sd") = defaults.truncation_sd, py::arg("n_jobs") = -1, py::arg("progress") = py::none());
}

void bind_isopleths(py::module_& module) {
  const hotspots::ClassOptions defaults;
  module.def("class_breaks", &class_breaks, py::arg("values"), py::kw_only(), py::arg("classes") = defaults.classes,
             py::arg("breaks") = "equal_interval");
  module.def("classify", &classify, py::arg("values"), py::arg("breaks"));
  module.def("isopleths", &isopleths, py::arg("values"), py::kw_only(), py::arg("x_min_m"), py::arg("y_max_m"),
             py::arg("cell_m"), py::arg("levels"));
}

}  // namespace

void bind_surfaces(py::module_& module) {
  bind_adaptive_density(module);
  bind_bandwidth(module);
  bind_relative_risk(module);
  bind_isopleths(module);
}

}  // namespace libprofile::bindings
