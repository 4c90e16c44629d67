// SPDX-License-Identifier: MIT
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/hotspots/false_discovery_rate.hpp"
#include "libprofile/hotspots/getis_ord.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

hotspots::Alternative alternative_from(const std::string& name) {
  if (name == "two-sided") {
    return hotspots::Alternative::two_sided;
  }
  if (name == "greater") {
    return hotspots::Alternative::greater;
  }
  require(name == "less", "alternative", std::string_view(name), "\"two-sided\", \"greater\" or \"less\"");
  return hotspots::Alternative::less;
}

py::list labels_of(const std::vector<hotspots::LocalLabel>& labels) {
  py::list names;
  for (const hotspots::LocalLabel label : labels) {
    names.append(std::string(hotspots::to_string(label)));
  }
  return names;
}

py::dict getis_ord(const InputArray<double>& values, const geography::Weights& weights, bool star,
                   std::int32_t permutations, const std::string& alternative, double level, std::uint64_t seed,
                   int n_jobs, const py::object& progress) {
  const auto view = as_span(values, "values");
  const hotspots::GetisOrdOptions options{.star = star,
                                          .permutations = permutations,
                                          .alternative = alternative_from(alternative),
                                          .level = level,
                                          .seed = seed};
  auto found = interruptible([&] { return hotspots::getis_ord(view, weights, options); }, n_jobs, progress);
  py::dict result;
  result["label"] = labels_of(found.label);
  result["statistic"] = as_array(std::move(found.statistic));
  result["expected"] = as_array(std::move(found.expected));
  result["variance"] = as_array(std::move(found.variance));
  result["z"] = as_array(std::move(found.z));
  result["p"] = as_array(std::move(found.p));
  result["p_permutation"] = found.p_permutation.empty() && permutations == 0 ? py::object(py::none())
                                                                             : as_array(std::move(found.p_permutation));
  result["q"] = as_array(std::move(found.q));
  return result;
}

}  // namespace

void bind_hotspots(py::module_& module) {
  const hotspots::GetisOrdOptions defaults;
  module.def("getis_ord", &getis_ord, py::arg("values"), py::arg("weights"), py::kw_only(),
             py::arg("star") = defaults.star, py::arg("permutations") = defaults.permutations,
             py::arg("alternative") = "two-sided", py::arg("level") = defaults.level, py::arg("seed") = defaults.seed,
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def(
      "false_discovery_rate",
      [](const InputArray<double>& p) { return as_array(hotspots::false_discovery_rate(as_span(p, "p"))); },
      py::arg("p"));
}

}  // namespace libprofile::bindings
