// SPDX-License-Identifier: MIT
#include <optional>
#include <string>
#include <utility>

#include <pybind11/stl.h>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/compare_rates.hpp"
#include "libprofile/risk/denominators.hpp"
#include "libprofile/risk/funnel.hpp"
#include "libprofile/risk/prevalence.hpp"
#include "libprofile/risk/standardised_ratio.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using Values = InputArray<double>;

/// One array of what `get` takes from each item.
template <class T, class Get>
py::array_t<double> column(const std::vector<T>& items, Get&& get) {
  std::vector<double> values;
  values.reserve(items.size());
  for (const T& item : items) {
    values.push_back(get(item));
  }
  return as_array(std::move(values));
}

template <class T, class Get>
py::list words(const std::vector<T>& items, Get&& get) {
  py::list list;
  for (const T& item : items) {
    list.append(std::string(risk::to_string(get(item))));
  }
  return list;
}

/// The numbers of an array of any shape, row by row.
std::span<const double> all_of(const Values& values) {
  return {values.data(), static_cast<std::size_t>(values.size())};
}

risk::TwoSided two_sided_from(const std::string& name) {
  if (name == "minimum_likelihood") {
    return risk::TwoSided::minimum_likelihood;
  }
  require(name == "doubled", "two_sided", std::string_view(name), "\"minimum_likelihood\" or \"doubled\"");
  return risk::TwoSided::doubled;
}

risk::Overdispersion overdispersion_from(const std::string& name) {
  for (const auto one :
       {risk::Overdispersion::none, risk::Overdispersion::additive, risk::Overdispersion::multiplicative}) {
    if (risk::to_string(one) == name) {
      return one;
    }
  }
  require(false, "overdispersion", std::string_view(name), "\"none\", \"additive\" or \"multiplicative\"");
  return risk::Overdispersion::none;
}

risk::FunnelMethod funnel_method_from(const std::string& name) {
  const bool is_roots = name == risk::to_string(risk::FunnelMethod::roots);
  require(is_roots || name == risk::to_string(risk::FunnelMethod::counts), "method", std::string_view(name),
          "\"counts\" or \"roots\"");
  return is_roots ? risk::FunnelMethod::roots : risk::FunnelMethod::counts;
}

py::dict compare_rates(const Values& count, const Values& population, const Values& other_count,
                       const Values& other_population, double level, const std::string& two_sided, double rounding_band,
                       int n_jobs, const py::object& progress) {
  const risk::EventsAndPeople first{as_span(count, "count"), as_span(population, "population")};
  const risk::EventsAndPeople second{as_span(other_count, "other_count"),
                                     as_span(other_population, "other_population")};
  const risk::CompareRatesOptions options{
      .level = level, .two_sided = two_sided_from(two_sided), .rounding_band = rounding_band};
  const auto found = interruptible([&] { return risk::compare_rates(first, second, options); }, n_jobs, progress);
  py::dict result;
  result["ratio"] = column(found, [](const auto& one) { return one.ratio; });
  result["lower"] = column(found, [](const auto& one) { return one.lower; });
  result["upper"] = column(found, [](const auto& one) { return one.upper; });
  result["p"] = column(found, [](const auto& one) { return one.p; });
  result["reason"] = words(found, [](const auto& one) { return one.note; });
  return result;
}

py::dict standardised_ratio(const Values& count, const Values& population, const Values& standard_count,
                            const Values& standard_population, double per, double level, double rounding_band) {
  const auto found = risk::standardised_ratio(
      as_span(count, "count"), all_of(population),
      {as_span(standard_count, "standard_count"), as_span(standard_population, "standard_population")},
      {.per = per, .level = level, .rounding_band = rounding_band});
  py::dict result;
  result["expected"] = column(found, [](const auto& one) { return one.expected; });
  result["ratio"] = column(found, [](const auto& one) { return one.ratio.value; });
  result["lower"] = column(found, [](const auto& one) { return one.ratio.lower; });
  result["upper"] = column(found, [](const auto& one) { return one.ratio.upper; });
  result["rate"] = column(found, [](const auto& one) { return one.rate.value; });
  result["rate_lower"] = column(found, [](const auto& one) { return one.rate.lower; });
  result["rate_upper"] = column(found, [](const auto& one) { return one.rate.upper; });
  result["reason"] = words(found, [](const auto& one) { return one.ratio.note; });
  return result;
}

py::dict check_denominators(const Values& count, const Values& residents, const std::optional<Values>& by_day,
                            double people_by_day, double times_all, double rounding_band) {
  const auto found = risk::check_denominators(
      as_span(count, "count"), as_span(residents, "residents"),
      by_day ? as_span(*by_day, "by_day") : std::span<const double>(),
      {.people_by_day = people_by_day, .times_all = times_all, .rounding_band = rounding_band});
  py::dict result;
  result["by_day_per_resident"] = column(found, [](const auto& one) { return one.by_day_per_resident; });
  result["times_all"] = column(found, [](const auto& one) { return one.times_all; });
  result["reason"] = words(found, [](const auto& one) { return one.note; });
  return result;
}

py::array_t<double> age_bands(const Values& people, const std::vector<std::size_t>& starts) {
  require(people.ndim() == 2, "people.ndim", static_cast<std::int64_t>(people.ndim()), "2: places, ages");
  auto bands = risk::age_bands(all_of(people), static_cast<std::size_t>(people.shape(1)), starts);
  return as_array(std::move(bands), {people.shape(0), static_cast<py::ssize_t>(starts.size())});
}

py::dict prevalence(const Values& known, const Values& population, double lowest_share, double highest_share,
                    double per, double level, double rounding_band) {
  const auto found =
      risk::prevalence(as_span(known, "known"), as_span(population, "population"), {lowest_share, highest_share},
                       {.per = per, .level = level, .rounding_band = rounding_band});
  py::dict result;
  result["known_rate"] = column(found, [](const auto& one) { return one.known.value; });
  result["known_lower"] = column(found, [](const auto& one) { return one.known.lower; });
  result["known_upper"] = column(found, [](const auto& one) { return one.known.upper; });
  result["at_risk_lower"] = column(found, [](const auto& one) { return one.at_risk.lower; });
  result["at_risk_upper"] = column(found, [](const auto& one) { return one.at_risk.upper; });
  result["with_chance_lower"] = column(found, [](const auto& one) { return one.with_chance.lower; });
  result["with_chance_upper"] = column(found, [](const auto& one) { return one.with_chance.upper; });
  result["known_share_lower"] = column(found, [](const auto& one) { return one.known_share.lower; });
  result["known_share_upper"] = column(found, [](const auto& one) { return one.known_share.upper; });
  result["reason"] = words(found, [](const auto& one) { return one.note; });
  return result;
}

py::dict funnel(const Values& count, const Values& expected, double inner_level, double outer_level,
                const std::string& overdispersion, const std::string& method, double winsorised_share,
                double rounding_band) {
  auto found = risk::funnel(as_span(count, "count"), as_span(expected, "expected"),
                            {.inner_level = inner_level,
                             .outer_level = outer_level,
                             .overdispersion = overdispersion_from(overdispersion),
                             .method = funnel_method_from(method),
                             .winsorised_share = winsorised_share,
                             .rounding_band = rounding_band});
  py::dict result;
  result["z"] = as_array(std::move(found.z));
  result["inner_lower"] = column(found.inner, [](const auto& one) { return one.lower; });
  result["inner_upper"] = column(found.inner, [](const auto& one) { return one.upper; });
  result["outer_lower"] = column(found.outer, [](const auto& one) { return one.lower; });
  result["outer_upper"] = column(found.outer, [](const auto& one) { return one.upper; });
  result["flag"] = words(found.flag, [](const auto& one) { return one; });
  result["target"] = found.target;
  result["phi"] = found.phi;
  result["tau_squared"] = found.tau_squared;
  return result;
}

}  // namespace

void bind_rates(py::module_& module) {
  const risk::CompareRatesOptions comparison;
  const risk::RateOptions rates;
  const risk::DenominatorOptions denominators;
  const risk::FunnelOptions funnels;
  module.def("compare_rates", &compare_rates, py::arg("count"), py::arg("population"), py::arg("other_count"),
             py::arg("other_population"), py::kw_only(), py::arg("level") = comparison.level,
             py::arg("two_sided") = "minimum_likelihood", py::arg("rounding_band") = comparison.rounding_band,
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("standardised_ratio", &standardised_ratio, py::arg("count"), py::arg("population"),
             py::arg("standard_count"), py::arg("standard_population"), py::kw_only(), py::arg("per") = rates.per,
             py::arg("level") = rates.level, py::arg("rounding_band") = rates.rounding_band);
  module.def("check_denominators", &check_denominators, py::arg("count"), py::arg("residents"),
             py::arg("by_day") = py::none(), py::kw_only(), py::arg("people_by_day") = denominators.people_by_day,
             py::arg("times_all") = denominators.times_all, py::arg("rounding_band") = denominators.rounding_band);
  module.def("age_bands", &age_bands, py::arg("people"), py::arg("starts"));
  module.def("prevalence", &prevalence, py::arg("known"), py::arg("population"), py::arg("lowest_share"),
             py::arg("highest_share"), py::kw_only(), py::arg("per") = rates.per, py::arg("level") = rates.level,
             py::arg("rounding_band") = rates.rounding_band);
  module.def("funnel", &funnel, py::arg("count"), py::arg("expected"), py::kw_only(),
             py::arg("inner_level") = funnels.inner_level, py::arg("outer_level") = funnels.outer_level,
             py::arg("overdispersion") = "additive", py::arg("method") = "counts",
             py::arg("winsorised_share") = funnels.winsorised_share, py::arg("rounding_band") = funnels.rounding_band);
}

}  // namespace libprofile::bindings
