// SPDX-License-Identifier: MIT
#include <optional>
#include <string>
#include <utility>

#include <pybind11/stl.h>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/bym2.hpp"
#include "libprofile/risk/leroux.hpp"
#include "libprofile/risk/rank_probability.hpp"
#include "libprofile/risk/weighted_displacement_difference.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using Values = InputArray<double>;

risk::MixingPrior mixing_prior_from(const std::string& name) {
  if (name == "uniform") {
    return risk::MixingPrior::uniform;
  }
  require(name == "penalised", "mixing_prior", name, "\"uniform\" or \"penalised\"");
  return risk::MixingPrior::penalised;
}

/// A view of an array of shape (places, columns), with names and roles of the columns.
risk::Covariates covariates_from(const Values& values, const std::vector<std::string>& names,
                                 const std::vector<std::string>& roles) {
  require(values.ndim() == 2, "covariates.ndim", static_cast<std::int64_t>(values.ndim()), "2");
  risk::Covariates covariates{
      {values.data(), static_cast<std::size_t>(values.size())}, static_cast<std::size_t>(values.shape(1)), names};
  for (const std::string& role : roles) {
    covariates.roles.push_back(risk::indicator_role(role));
  }
  return covariates;
}

/// Mean, standard deviation, lower and upper limit.
py::tuple to_tuple(const risk::Estimate& estimate) {
  return py::make_tuple(estimate.mean, estimate.standard_deviation, estimate.lower, estimate.upper);
}

py::list coefficients_of(const risk::SpatialRisk& found) {
  py::list list;
  for (const risk::Estimate& estimate : found.coefficients) {
    list.append(to_tuple(estimate));
  }
  return list;
}

risk::SpatialRisk bym2(const Values& count, const Values& expected, const geography::Weights& weights,
                       const Values& covariates, const std::vector<std::string>& names,
                       const std::vector<std::string>& roles, double level, double largest_deviation, double tail,
                       const std::string& mixing_prior, double rounding_band, int n_jobs, const py::object& progress) {
  const auto events = as_span(count, "count");
  const auto base = as_span(expected, "expected");
  const risk::Covariates columns = covariates_from(covariates, names, roles);
  const risk::Bym2Options options{.level = level,
                                  .largest_deviation = largest_deviation,
                                  .tail = tail,
                                  .mixing_prior = mixing_prior_from(mixing_prior),
                                  .rounding_band = rounding_band};
  return interruptible([&] { return risk::bym2(events, base, weights, columns, options); }, n_jobs, progress);
}

risk::SpatialRisk leroux(const Values& count, const Values& expected, const geography::Weights& weights,
                         const Values& covariates, const std::vector<std::string>& names,
                         const std::vector<std::string>& roles, double level, double largest_deviation, double tail,
                         double rounding_band, int n_jobs, const py::object& progress) {
  const auto events = as_span(count, "count");
  const auto base = as_span(expected, "expected");
  const risk::Covariates columns = covariates_from(covariates, names, roles);
  const risk::LerouxOptions options{
      .level = level, .largest_deviation = largest_deviation, .tail = tail, .rounding_band = rounding_band};
  return interruptible([&] { return risk::leroux(events, base, weights, columns, options); }, n_jobs, progress);
}

py::array_t<double> draws(const risk::SpatialRisk& found, std::size_t count, std::uint64_t seed, int n_jobs,
                          const py::object& progress) {
  auto values = interruptible([&] { return risk::draws(found, count, seed); }, n_jobs, progress);
  const auto places = static_cast<py::ssize_t>(found.relative_risk.size());
  return as_array(std::move(values), {static_cast<py::ssize_t>(count), places});
}

std::size_t places_of(const Values& draws) {
  require(draws.ndim() == 2, "draws.ndim", static_cast<std::int64_t>(draws.ndim()), "2: draws, places");
  return static_cast<std::size_t>(draws.shape(1));
}

py::array_t<double> rank_probability(const Values& draws, std::size_t k, int n_jobs) {
  const std::size_t places = places_of(draws);
  const std::span<const double> values(draws.data(), static_cast<std::size_t>(draws.size()));
  return as_array(interruptible([&] { return risk::rank_probability(values, places, k); }, n_jobs));
}

py::tuple rank_interval(const Values& draws, double level, int n_jobs) {
  const std::size_t places = places_of(draws);
  const std::span<const double> values(draws.data(), static_cast<std::size_t>(draws.size()));
  const auto intervals = interruptible([&] { return risk::rank_interval(values, places, level); }, n_jobs);
  std::vector<std::int64_t> best;
  std::vector<std::int64_t> worst;
  for (const risk::RankInterval& interval : intervals) {
    best.push_back(static_cast<std::int64_t>(interval.best));
    worst.push_back(static_cast<std::int64_t>(interval.worst));
  }
  return py::make_tuple(as_array(std::move(best)), as_array(std::move(worst)));
}

using Pair = std::pair<double, double>;

py::tuple weighted_displacement_difference(const Pair& treated, const Pair& control,
                                           const std::optional<Pair>& displacement_treated,
                                           const std::optional<Pair>& displacement_control, double level) {
  const auto area = [](const Pair& pair) { return risk::BeforeAfter{pair.first, pair.second}; };
  const auto maybe = [&](const std::optional<Pair>& pair) { return pair ? std::optional(area(*pair)) : std::nullopt; };
  const auto found = risk::weighted_displacement_difference(area(treated), area(control), maybe(displacement_treated),
                                                            maybe(displacement_control), level);
  return py::make_tuple(found.difference, found.standard_error, found.z, found.lower, found.upper);
}

}  // namespace

void bind_spatial_risk(py::module_& module) {
  using risk::SpatialRisk;
  py::class_<SpatialRisk>(module, "SpatialRisk")
      .def_property_readonly("relative_risk",
                             [](const SpatialRisk& r) { return as_array(std::vector(r.relative_risk)); })
      .def_property_readonly("lower", [](const SpatialRisk& r) { return as_array(std::vector(r.lower)); })
      .def_property_readonly("upper", [](const SpatialRisk& r) { return as_array(std::vector(r.upper)); })
      .def_property_readonly("deviation", [](const SpatialRisk& r) { return to_tuple(r.deviation); })
      .def_property_readonly("mixing", [](const SpatialRisk& r) { return to_tuple(r.mixing); })
      .def_property_readonly("coefficients", &coefficients_of)
      .def(
          "exceedance", [](const SpatialRisk& r, double threshold) { return as_array(risk::exceedance(r, threshold)); },
          py::arg("threshold"))
      .def("draws", &draws, py::arg("count"), py::arg("seed") = 0, py::kw_only(), py::arg("n_jobs") = -1,
           py::arg("progress") = py::none());
  const risk::Bym2Options bym2_defaults;
  module.def("bym2", &bym2, py::arg("count"), py::arg("expected"), py::arg("weights"), py::arg("covariates"),
             py::kw_only(), py::arg("names") = std::vector<std::string>(),
             py::arg("roles") = std::vector<std::string>(), py::arg("level") = bym2_defaults.level,
             py::arg("largest_deviation") = bym2_defaults.largest_deviation, py::arg("tail") = bym2_defaults.tail,
             py::arg("mixing_prior") = "uniform", py::arg("rounding_band") = bym2_defaults.rounding_band,
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  const risk::LerouxOptions leroux_defaults;
  module.def("leroux", &leroux, py::arg("count"), py::arg("expected"), py::arg("weights"), py::arg("covariates"),
             py::kw_only(), py::arg("names") = std::vector<std::string>(),
             py::arg("roles") = std::vector<std::string>(), py::arg("level") = leroux_defaults.level,
             py::arg("largest_deviation") = leroux_defaults.largest_deviation, py::arg("tail") = leroux_defaults.tail,
             py::arg("rounding_band") = leroux_defaults.rounding_band, py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
  module.def("rank_probability", &rank_probability, py::arg("draws"), py::arg("k"), py::kw_only(),
             py::arg("n_jobs") = -1);
  module.def("weighted_displacement_difference", &weighted_displacement_difference, py::arg("treated"),
             py::arg("control"), py::arg("displacement_treated") = py::none(),
             py::arg("displacement_control") = py::none(), py::kw_only(), py::arg("level") = 0.95);
  module.def("rank_interval", &rank_interval, py::arg("draws"), py::arg("level"), py::kw_only(),
             py::arg("n_jobs") = -1);
}

}  // namespace libprofile::bindings
