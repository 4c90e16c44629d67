// SPDX-License-Identifier: MIT
#include <span>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/hotspots/getis_ord.hpp"
#include "libprofile/hotspots/local_geary.hpp"
#include "libprofile/hotspots/local_join_counts.hpp"
#include "libprofile/hotspots/local_moran.hpp"
#include "libprofile/hotspots/losh.hpp"
#include "libprofile/hotspots/standardised_rates.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "local_results.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using Columns = std::vector<InputArray<double>>;
using Spans = std::vector<std::span<const double>>;

Spans spans_of(const Columns& columns) {
  Spans spans;
  for (const auto& column : columns) {
    spans.push_back(as_span(column, "columns"));
  }
  return spans;
}

/// Runs `method(columns, weights, options)` off the interpreter's thread.
template <class Method>
py::dict run(const Columns& columns, const geography::Weights& weights, const py::dict& given, int n_jobs,
             const py::object& progress, Method method) {
  const Spans spans = spans_of(columns);
  const hotspots::LocalOptions options = local_options_from(given);
  return to_python(interruptible([&] { return method(spans, weights, options); }, n_jobs, progress),
                   options.permutations);
}

template <class Method>
void add(py::module_& module, const char* name, Method method) {
  module.def(
      name,
      [method](const Columns& columns, const geography::Weights& weights, const py::dict& options, int n_jobs,
               const py::object& progress) { return run(columns, weights, options, n_jobs, progress, method); },
      py::arg("columns"), py::arg("weights"), py::arg("options"), py::arg("n_jobs"), py::arg("progress"));
}

}  // namespace

void bind_local_statistics(py::module_& module) {
  using geography::Weights;
  using hotspots::LocalOptions;
  add(module, "getis_ord", [](const Spans& columns, const Weights& weights, const LocalOptions& o) {
    const hotspots::GetisOrdOptions options{true,    o.permutations, o.alternative, o.level,   o.seed,
                                            o.draws, o.stop_after,   o.correction,  o.minimum, o.base};
    return hotspots::getis_ord(columns.at(0), weights, options);
  });
  add(module, "getis_ord_without_self", [](const Spans& columns, const Weights& weights, const LocalOptions& o) {
    const hotspots::GetisOrdOptions options{false,   o.permutations, o.alternative, o.level,   o.seed,
                                            o.draws, o.stop_after,   o.correction,  o.minimum, o.base};
    return hotspots::getis_ord(columns.at(0), weights, options);
  });
  add(module, "local_moran", [](const Spans& columns, const Weights& weights, const LocalOptions& options) {
    return columns.size() == 1 ? hotspots::local_moran(columns[0], weights, options)
                               : hotspots::local_moran(columns.at(0), columns.at(1), weights, options);
  });
  add(module, "local_geary", [](const Spans& columns, const Weights& weights, const LocalOptions& options) {
    return columns.size() == 1 ? hotspots::local_geary(columns[0], weights, options)
                               : hotspots::local_geary(columns, weights, options);
  });
  add(module, "local_join_counts", [](const Spans& columns, const Weights& weights, const LocalOptions& options) {
    return columns.size() == 1 ? hotspots::local_join_counts(columns[0], weights, options)
                               : hotspots::local_join_counts(columns.at(0), columns.at(1), weights, options);
  });
  add(module, "local_colocation", [](const Spans& columns, const Weights& weights, const LocalOptions& options) {
    return hotspots::local_colocation(columns, weights, options);
  });
  add(module, "losh", [](const Spans& columns, const Weights& weights, const LocalOptions& options) {
    return hotspots::losh(columns.at(0), weights, options);
  });
  add(module, "losh_dealing_values", [](const Spans& columns, const Weights& weights, const LocalOptions& options) {
    return hotspots::losh(columns.at(0), weights, options, hotspots::Permuted::values);
  });
  module.def(
      "standardised_rates",
      [](const InputArray<double>& counts, const InputArray<double>& populations) {
        return as_array(hotspots::standardised_rates(as_span(counts, "counts"), as_span(populations, "populations")));
      },
      py::arg("counts"), py::arg("populations"));
}

}  // namespace libprofile::bindings
