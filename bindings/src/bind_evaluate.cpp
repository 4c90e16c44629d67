// SPDX-License-Identifier: MIT
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/core/error.hpp"
#include "libprofile/hotspots/evaluate.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using hotspots::MapAccuracy;
using Accuracies = std::vector<MapAccuracy>;

hotspots::ScoreTies ties_from(const std::string& name) {
  if (name == "split") {
    return hotspots::ScoreTies::split;
  }
  require(name == "whole", "ties", std::string_view(name), "\"split\" or \"whole\"");
  return hotspots::ScoreTies::whole;
}

py::array_t<double> column(const Accuracies& found, double MapAccuracy::*field) {
  std::vector<double> values;
  for (const auto& row : found) {
    values.push_back(row.*field);
  }
  return as_array(std::move(values));
}

/// Columns value, lower and upper.
py::array_t<double> columns(const Accuracies& found, hotspots::Estimate MapAccuracy::*field) {
  std::vector<double> values;
  for (const auto& row : found) {
    const auto& estimate = row.*field;
    values.insert(values.end(), {estimate.value, estimate.lower, estimate.upper});
  }
  return as_array(std::move(values), {static_cast<py::ssize_t>(found.size()), 3});
}

py::dict evaluate(const InputArray<double>& scores, const InputArray<double>& areas,
                  const InputArray<std::int64_t>& units, const std::optional<InputArray<double>>& weights,
                  const std::optional<InputArray<double>>& earlier, std::vector<double> shares, const std::string& ties,
                  std::int32_t replicates, double level, std::uint64_t seed, int n_jobs, const py::object& progress) {
  hotspots::ScoredMap map{as_span(scores, "scores"), as_span(areas, "areas"), {}};
  hotspots::NextEvents next{as_span(units, "units"), {}};
  if (earlier) {
    map.earlier = as_span(*earlier, "earlier");
  }
  if (weights) {
    next.weights = as_span(*weights, "weights");
  }
  const hotspots::EvaluateOptions options{
      .shares = std::move(shares), .ties = ties_from(ties), .replicates = replicates, .level = level, .seed = seed};
  const auto found = interruptible([&] { return hotspots::evaluate(map, next, options); }, n_jobs, progress);
  py::dict result;
  result["share"] = column(found, &MapAccuracy::share);
  result["area_share"] = column(found, &MapAccuracy::area_share);
  result["hits"] = column(found, &MapAccuracy::hits);
  result["hit_rate"] = columns(found, &MapAccuracy::hit_rate);
  result["accuracy_index"] = columns(found, &MapAccuracy::accuracy_index);
  result["efficiency_index"] = columns(found, &MapAccuracy::efficiency_index);
  result["recapture_rate_index"] = columns(found, &MapAccuracy::recapture_rate_index);
  return result;
}

}  // namespace

void bind_evaluate(py::module_& module) {
  const hotspots::EvaluateOptions defaults;
  module.def("evaluate", &evaluate, py::arg("scores"), py::arg("areas"), py::arg("units"), py::kw_only(),
             py::arg("weights") = py::none(), py::arg("earlier") = py::none(),
             py::arg("shares") = py::tuple(py::cast(defaults.shares)), py::arg("ties") = "split",
             py::arg("replicates") = defaults.replicates, py::arg("level") = defaults.level,
             py::arg("seed") = defaults.seed, py::arg("n_jobs") = -1, py::arg("progress") = py::none());
}

}  // namespace libprofile::bindings
