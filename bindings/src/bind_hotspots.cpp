// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/false_discovery_rate.hpp"

#include "arrays.hpp"
#include "module.hpp"

namespace libprofile::bindings {

void bind_hotspots(py::module_& module) {
  module.def(
      "false_discovery_rate",
      [](const InputArray<double>& p) { return as_array(hotspots::false_discovery_rate(as_span(p, "p"))); },
      py::arg("p"));
}

}  // namespace libprofile::bindings
