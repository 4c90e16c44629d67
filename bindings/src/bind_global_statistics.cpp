// SPDX-License-Identifier: MIT
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <pybind11/stl.h>

#include "libprofile/core/error.hpp"
#include "libprofile/hotspots/geary.hpp"
#include "libprofile/hotspots/general_g.hpp"
#include "libprofile/hotspots/join_counts.hpp"
#include "libprofile/hotspots/lee.hpp"
#include "libprofile/hotspots/moran.hpp"
#include "libprofile/hotspots/standardised_rates.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using geography::Weights;
using hotspots::GlobalOptions;
using hotspots::GlobalStatistic;
using Values = InputArray<double>;

GlobalOptions options_from(const std::string& assumption, const std::string& alternative, std::int32_t permutations,
                           std::uint64_t seed) {
  GlobalOptions options{.permutations = permutations, .seed = seed};
  if (assumption != "randomisation") {
    require(assumption == "normality", "assumption", std::string_view(assumption),
            "\"randomisation\" or \"normality\"");
    options.assumption = hotspots::Assumption::normality;
  }
  if (alternative == "greater") {
    options.alternative = hotspots::Alternative::greater;
  } else if (alternative == "less") {
    options.alternative = hotspots::Alternative::less;
  } else {
    require(alternative == "two-sided", "alternative", std::string_view(alternative),
            "\"two-sided\", \"greater\" or \"less\"");
  }
  return options;
}

py::dict as_dict(const GlobalStatistic& found, std::int32_t permutations) {
  py::dict result;
  result["statistic"] = found.statistic;
  result["expected"] = found.expected;
  result["variance"] = found.variance;
  result["z"] = found.z;
  result["p"] = found.p;
  result["p_permutation"] = permutations == 0 ? py::object(py::none()) : py::float_(found.p_permutation);
  result["permutations"] = permutations;
  result["places"] = found.places;
  result["islands"] = found.islands;
  result["evidence"] = std::string(hotspots::to_string(found.evidence));
  return result;
}

py::dict moran(const Values& values, const Weights& weights, const std::optional<Values>& around,
               const std::optional<Values>& population, const std::string& assumption, const std::string& alternative,
               std::int32_t permutations, std::uint64_t seed, int n_jobs, const py::object& progress) {
  const auto view = as_span(values, "values");
  const auto options = options_from(assumption, alternative, permutations, seed);
  const auto found = interruptible(
      [&] {
        if (around) {
          return hotspots::moran(view, as_span(*around, "around"), weights, options);
        }
        if (population) {
          return hotspots::moran(hotspots::standardised_rates(view, as_span(*population, "population")), weights,
                                 options);
        }
        return hotspots::moran(view, weights, options);
      },
      n_jobs, progress);
  return as_dict(found, permutations);
}

py::dict geary(const Values& values, const Weights& weights, const std::string& assumption,
               const std::string& alternative, std::int32_t permutations, std::uint64_t seed, int n_jobs,
               const py::object& progress) {
  const auto view = as_span(values, "values");
  const auto options = options_from(assumption, alternative, permutations, seed);
  return as_dict(interruptible([&] { return hotspots::geary(view, weights, options); }, n_jobs, progress),
                 permutations);
}

py::dict general_g(const Values& values, const Weights& weights, const std::string& alternative,
                   std::int32_t permutations, std::uint64_t seed, int n_jobs, const py::object& progress) {
  const auto view = as_span(values, "values");
  const auto options = options_from("randomisation", alternative, permutations, seed);
  return as_dict(interruptible([&] { return hotspots::general_g(view, weights, options); }, n_jobs, progress),
                 permutations);
}

py::dict join_counts(const Values& values, const Weights& weights, const std::string& alternative,
                     std::int32_t permutations, std::uint64_t seed, int n_jobs, const py::object& progress) {
  const auto view = as_span(values, "values");
  const auto options = options_from("randomisation", alternative, permutations, seed);
  const auto found = interruptible([&] { return hotspots::join_counts(view, weights, options); }, n_jobs, progress);
  py::dict result;
  result["bb"] = as_dict(found.bb, permutations);
  result["bw"] = as_dict(found.bw, permutations);
  result["ww"] = as_dict(found.ww, permutations);
  return result;
}

py::dict lee(const Values& x, const Values& y, const Weights& weights, const std::string& alternative,
             std::int32_t permutations, std::uint64_t seed, int n_jobs, const py::object& progress) {
  const auto first = as_span(x, "x");
  const auto second = as_span(y, "y");
  const auto options = options_from("randomisation", alternative, permutations, seed);
  return as_dict(interruptible([&] { return hotspots::lee(first, second, weights, options); }, n_jobs, progress),
                 permutations);
}

}  // namespace

void bind_global_statistics(py::module_& module) {
  const GlobalOptions defaults;
  const auto permuted = [&](const char* name, auto function, const auto&... first) {
    module.def(name, function, first..., py::arg("alternative") = "two-sided",
               py::arg("permutations") = defaults.permutations, py::arg("seed") = defaults.seed, py::arg("n_jobs") = -1,
               py::arg("progress") = py::none());
  };
  permuted("moran", &moran, py::arg("values"), py::arg("weights"), py::kw_only(), py::arg("around") = py::none(),
           py::arg("population") = py::none(), py::arg("assumption") = "randomisation");
  permuted("geary", &geary, py::arg("values"), py::arg("weights"), py::kw_only(),
           py::arg("assumption") = "randomisation");
  permuted("general_g", &general_g, py::arg("values"), py::arg("weights"), py::kw_only());
  permuted("join_counts", &join_counts, py::arg("values"), py::arg("weights"), py::kw_only());
  permuted("lee", &lee, py::arg("x"), py::arg("y"), py::arg("weights"), py::kw_only());
}

}  // namespace libprofile::bindings
