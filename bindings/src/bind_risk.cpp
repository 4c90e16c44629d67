// SPDX-License-Identifier: MIT
#include <string>
#include <utility>

#include <pybind11/stl.h>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/empirical_bayes.hpp"
#include "libprofile/risk/neighbourhood.hpp"
#include "libprofile/risk/poisson_interval.hpp"
#include "libprofile/risk/premises_funnel.hpp"
#include "libprofile/risk/rate.hpp"
#include "libprofile/risk/standardised_rate.hpp"
#include "libprofile/risk/wilson_interval.hpp"

#include "arrays.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using Values = InputArray<double>;

risk::PoissonMethod method_from(const std::string& name) {
  if (name == "auto") {
    return risk::PoissonMethod::automatic;
  }
  if (name == "exact") {
    return risk::PoissonMethod::exact;
  }
  require(name == "byar", "method", std::string_view(name), "\"auto\", \"exact\" or \"byar\"");
  return risk::PoissonMethod::byar;
}

// Lower and upper limits of n intervals as two arrays.
template <class IntervalOf>
py::tuple limits(std::size_t n, const IntervalOf& interval_of) {
  std::vector<double> lower(n);
  std::vector<double> upper(n);
  for (std::size_t i = 0; i < n; ++i) {
    const risk::Interval interval = interval_of(i);
    lower[i] = interval.lower;
    upper[i] = interval.upper;
  }
  return py::make_tuple(as_array(std::move(lower)), as_array(std::move(upper)));
}

py::tuple poisson_interval(const Values& count, double level, const std::string& method) {
  const auto view = as_span(count, "count");
  const risk::PoissonIntervalOptions options{.level = level, .method = method_from(method)};
  return limits(view.size(), [&](std::size_t i) { return risk::poisson_interval(view[i], options); });
}

py::tuple wilson_interval(const Values& successes, const Values& total, double level) {
  const auto numerator = as_span(successes, "successes");
  const auto denominator = as_span(total, "total");
  require(numerator.size() == denominator.size(), "length of total", denominator.size(), "that of successes");
  return limits(numerator.size(),
                [&](std::size_t i) { return risk::wilson_interval(numerator[i], denominator[i], level); });
}

py::tuple funnel_limits(const Values& expected, double level, double dispersion) {
  const auto view = as_span(expected, "expected");
  return limits(view.size(), [&](std::size_t i) { return risk::premises_funnel_limits(view[i], dispersion, level); });
}

py::dict rate(const Values& count, const Values& population, double per, double level, double rounding_band) {
  const auto found = risk::rates(as_span(count, "count"), as_span(population, "population"),
                                 {.per = per, .level = level, .rounding_band = rounding_band});
  std::vector<double> value;
  std::vector<double> lower;
  std::vector<double> upper;
  py::list reason;
  for (const risk::Rate& one : found) {
    value.push_back(one.value);
    lower.push_back(one.lower);
    upper.push_back(one.upper);
    reason.append(std::string(risk::to_string(one.note)));
  }
  py::dict result;
  result["rate"] = as_array(std::move(value));
  result["lower"] = as_array(std::move(lower));
  result["upper"] = as_array(std::move(upper));
  result["reason"] = reason;
  return result;
}

py::tuple standardised_rate(const Values& count, const Values& population, const Values& standard, double per,
                            double level, double rounding_band) {
  const risk::Rate found =
      risk::standardised_rate(as_span(count, "count"), as_span(population, "population"), as_span(standard, "standard"),
                              {.per = per, .level = level, .rounding_band = rounding_band});
  return py::make_tuple(found.value, found.lower, found.upper, std::string(risk::to_string(found.note)));
}

py::tuple empirical_bayes(const Values& count, const Values& population, const geography::Weights* weights,
                          double rounding_band, double population_rounding_band) {
  const auto events = as_span(count, "count");
  const auto people = as_span(population, "population");
  const risk::EmpiricalBayesOptions options{.rounding_band = rounding_band,
                                            .population_rounding_band = population_rounding_band};
  auto found = weights == nullptr ? risk::empirical_bayes(events, people, options)
                                  : risk::empirical_bayes(events, people, *weights, options);
  return py::make_tuple(as_array(std::move(found.rate)), as_array(std::move(found.prior_mean)),
                        as_array(std::move(found.prior_variance)));
}

py::dict neighbourhood_risk(const Values& counts, const Values& population, double level, double rounding_band,
                            double low_at_most, double minimum_residents) {
  auto found = risk::neighbourhood_risk(as_span(counts, "counts"), as_span(population, "population"),
                                        {.level = level,
                                         .rounding_band = rounding_band,
                                         .low_at_most = low_at_most,
                                         .minimum_residents = minimum_residents});
  py::list reliability;
  for (const risk::Reliability one : found.reliability) {
    reliability.append(std::string(risk::to_string(one)));
  }
  py::dict result;
  result["rate_per_1000"] = as_array(std::move(found.rate_per_1000));
  result["lower"] = as_array(std::move(found.lower));
  result["upper"] = as_array(std::move(found.upper));
  result["smoothed_per_1000"] = as_array(std::move(found.smoothed_per_1000));
  result["reliability"] = reliability;
  return result;
}

}  // namespace

void bind_risk(py::module_& module) {
  const risk::RateOptions rates;
  const risk::NeighbourhoodOptions neighbourhoods;
  const double level = risk::PoissonIntervalOptions{}.level;
  module.def("poisson_interval", &poisson_interval, py::arg("count"), py::kw_only(), py::arg("level") = level,
             py::arg("method") = "auto");
  module.def("wilson_interval", &wilson_interval, py::arg("successes"), py::arg("total"), py::kw_only(),
             py::arg("level") = level);
  module.def("funnel_limits", &funnel_limits, py::arg("expected"), py::kw_only(), py::arg("level") = level,
             py::arg("dispersion") = 1.0);
  module.def("rate", &rate, py::arg("count"), py::arg("population"), py::kw_only(), py::arg("per") = rates.per,
             py::arg("level") = rates.level, py::arg("rounding_band") = rates.rounding_band);
  module.def("standardised_rate", &standardised_rate, py::arg("count"), py::arg("population"), py::arg("standard"),
             py::kw_only(), py::arg("per") = rates.per, py::arg("level") = rates.level,
             py::arg("rounding_band") = rates.rounding_band);
  module.def("empirical_bayes", &empirical_bayes, py::arg("count"), py::arg("population"),
             py::arg("weights").none(true) = py::none(), py::kw_only(),
             py::arg("rounding_band") = risk::EmpiricalBayesOptions{}.rounding_band,
             py::arg("population_rounding_band") = risk::EmpiricalBayesOptions{}.population_rounding_band);
  module.def(
      "excess_risk",
      [](const Values& count, const Values& population) {
        return as_array(risk::excess_risk(as_span(count, "count"), as_span(population, "population")));
      },
      py::arg("count"), py::arg("population"));
  module.def("neighbourhood_risk", &neighbourhood_risk, py::arg("counts"), py::arg("population"), py::kw_only(),
             py::arg("level") = neighbourhoods.level, py::arg("rounding_band") = neighbourhoods.rounding_band,
             py::arg("low_at_most") = neighbourhoods.low_at_most,
             py::arg("minimum_residents") = neighbourhoods.minimum_residents);
}

}  // namespace libprofile::bindings
