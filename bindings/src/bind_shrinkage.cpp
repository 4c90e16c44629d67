// SPDX-License-Identifier: MIT
#include <optional>
#include <string>
#include <utility>

#include <pybind11/stl.h>

#include "libprofile/core/error.hpp"
#include "libprofile/core/protected_characteristics.hpp"
#include "libprofile/risk/neighbourhood_score.hpp"
#include "libprofile/risk/poisson_gamma.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using Values = InputArray<double>;

risk::PoissonGamma poisson_gamma(const Values& count, const Values& expected, double level, double rounding_band,
                                 int n_jobs, const py::object& progress) {
  const auto events = as_span(count, "count");
  const auto base = as_span(expected, "expected");
  const risk::PoissonGammaOptions options{.level = level, .rounding_band = rounding_band};
  return interruptible([&] { return risk::poisson_gamma(events, base, options); }, n_jobs, progress);
}

py::array_t<double> draws(const risk::PoissonGamma& found, std::size_t count, std::uint64_t seed, int n_jobs,
                          const py::object& progress) {
  auto values = interruptible([&] { return risk::draws(found, count, seed); }, n_jobs, progress);
  const auto rows = static_cast<py::ssize_t>(count);
  const auto places = static_cast<py::ssize_t>(values.size()) / rows;
  return as_array(std::move(values), {rows, places});
}

template <class T>
py::array_t<std::int64_t> whole(const std::vector<T>& values) {
  return as_array(std::vector<std::int64_t>(values.begin(), values.end()));
}

/// Pearson's and Spearman's correlation, and of how many places.
py::tuple to_tuple(const risk::Association& one) {
  return py::make_tuple(one.pearson, one.spearman, one.places);
}

py::dict to_dict(risk::NeighbourhoodScore&& found) {
  const auto places = static_cast<py::ssize_t>(found.score.size());
  const auto indicators = static_cast<py::ssize_t>(found.weights.size());
  py::list with_deprivation;
  for (const risk::Association& one : found.indicators_with_deprivation) {
    with_deprivation.append(to_tuple(one));
  }
  py::dict result;
  result["score"] = as_array(std::move(found.score));
  result["weights"] = as_array(std::move(found.weights));
  result["log_ratios"] = as_array(std::move(found.log_ratios), {places, indicators});
  result["contributions"] = as_array(std::move(found.contributions), {places, indicators});
  result["contributions_lower"] = as_array(std::move(found.contributions_lower), {places, indicators});
  result["contributions_upper"] = as_array(std::move(found.contributions_upper), {places, indicators});
  result["rank"] = whole(found.rank);
  result["rank_best"] = whole(found.rank_best);
  result["rank_worst"] = whole(found.rank_worst);
  result["with_deprivation"] = to_tuple(found.with_deprivation);
  result["indicators_with_deprivation"] = with_deprivation;
  return result;
}

/// `count` and `expected` have the shape (indicators, places).
py::dict neighbourhood_score(const std::vector<std::string>& names, const std::vector<std::string>& roles,
                             const std::vector<double>& weights, const Values& count, const Values& expected,
                             const std::optional<Values>& deprivation, double weight_change,
                             const std::vector<double>& rounding_bands, std::uint64_t seed, int n_jobs,
                             const py::object& progress) {
  require(count.ndim() == 2, "count.ndim", static_cast<std::int64_t>(count.ndim()), "2: indicators, places");
  require(expected.size() == count.size(), "expected.size()", static_cast<std::size_t>(expected.size()),
          "that of count");
  const std::size_t indicators = names.size();
  require(roles.size() == indicators && weights.size() == indicators &&
              static_cast<std::size_t>(count.shape(0)) == indicators,
          "names.size()", indicators, "that of roles, weights and count");
  require(rounding_bands.size() == indicators, "rounding_bands.size()", rounding_bands.size(), "that of names");
  const auto places = static_cast<std::size_t>(count.shape(1));
  std::vector<risk::Indicator> columns;
  for (std::size_t k = 0; k < indicators; ++k) {
    columns.push_back({names[k], risk::indicator_role(roles[k]), weights[k],
                       std::span(count.data() + k * places, places), std::span(expected.data() + k * places, places),
                       rounding_bands[k]});
  }
  const risk::NeighbourhoodScoreOptions options{
      .weight_change = weight_change,
      .deprivation = deprivation ? as_span(*deprivation, "deprivation") : std::span<const double>(),
      .seed = seed};
  return to_dict(interruptible([&] { return risk::neighbourhood_score(columns, options); }, n_jobs, progress));
}

}  // namespace

void bind_shrinkage(py::module_& module) {
  using risk::PoissonGamma;
  const risk::PoissonGammaOptions defaults;
  py::class_<PoissonGamma>(module, "PoissonGamma")
      .def_property_readonly("relative_risk",
                             [](const PoissonGamma& r) { return as_array(std::vector(r.relative_risk)); })
      .def_property_readonly("lower", [](const PoissonGamma& r) { return as_array(std::vector(r.lower)); })
      .def_property_readonly("upper", [](const PoissonGamma& r) { return as_array(std::vector(r.upper)); })
      .def_property_readonly("prior_mean", [](const PoissonGamma& r) { return r.prior_mean; })
      .def_property_readonly("rounding_band", [](const PoissonGamma& r) { return r.rounding_band; })
      .def_property_readonly("prior_variance", [](const PoissonGamma& r) { return r.prior_variance; })
      .def(
          "exceedance",
          [](const PoissonGamma& r, double threshold) { return as_array(risk::exceedance(r, threshold)); },
          py::arg("threshold"))
      .def("draws", &draws, py::arg("count"), py::arg("seed") = 0, py::kw_only(), py::arg("n_jobs") = -1,
           py::arg("progress") = py::none());
  module.def("poisson_gamma", &poisson_gamma, py::arg("count"), py::arg("expected"), py::kw_only(),
             py::arg("level") = defaults.level, py::arg("rounding_band") = defaults.rounding_band,
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("neighbourhood_score", &neighbourhood_score, py::arg("names"), py::arg("roles"), py::arg("weights"),
             py::arg("count"), py::arg("expected"), py::arg("deprivation") = py::none(), py::kw_only(),
             py::arg("weight_change") = risk::NeighbourhoodScoreOptions{}.weight_change, py::arg("rounding_bands"),
             py::arg("seed") = risk::NeighbourhoodScoreOptions{}.seed, py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
  module.def(
      "require_no_protected_characteristics",
      [](const std::vector<std::string>& names, const std::string& context) {
        core::require_no_protected_characteristics(names, context, core::ColumnUse::counted);
      },
      py::arg("names"), py::arg("context"));
}

}  // namespace libprofile::bindings
