// SPDX-License-Identifier: MIT
#include <optional>
#include <string>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/disclosure/protect.hpp"
#include "libprofile/disclosure/protect_aoristic.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "keys.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using Bins = disclosure::Protected<disclosure::ProtectedList>;

Bins protect_aoristic(const std::string& name, const std::vector<std::string>& bins, const InputArray<double>& weights,
                      const std::optional<std::int64_t>& pinned_total, const disclosure::Policy& policy,
                      const py::object& key) {
  const auto given = as_span(weights, "weights");
  const disclosure::AoristicTable table{name, bins, {given.begin(), given.end()}, pinned_total};
  const core::Key secret = key.is_none() ? disclosure::key_from_seed(0) : key_from(key);
  return interruptible([&] { return disclosure::protect_aoristic(table, policy, secret); });
}

std::vector<std::int64_t> counts_of(const Bins& bins) {
  std::vector<std::int64_t> counts;
  for (const disclosure::ProtectedCount& count : bins.value().counts) {
    counts.push_back(count.count.value());
  }
  return counts;
}

std::vector<std::string> reliability_of(const Bins& bins) {
  std::vector<std::string> words;
  for (const disclosure::ProtectedCount& count : bins.value().counts) {
    words.emplace_back(disclosure::to_string(count.reliability));
  }
  return words;
}

}  // namespace

void bind_aoristic(py::module_& module) {
  py::class_<Bins>(module, "ProtectedBins")
      .def_property_readonly("bins", [](const Bins& b) { return b.value().labels; })
      .def_property_readonly("counts", &counts_of)
      .def_property_readonly("reliability", &reliability_of)
      .def_property_readonly("total", [](const Bins& b) { return b.value().total.count.value(); })
      .def_property_readonly("base", [](const Bins& b) { return b.value().base; })
      .def_property_readonly("policy", [](const Bins& b) { return b.policy(); });
  module.def("protect_aoristic", &protect_aoristic, py::arg("name"), py::arg("bins"), py::arg("weights"),
             py::arg("pinned_total"), py::arg("policy"), py::arg("key"));
}

}  // namespace libprofile::bindings
