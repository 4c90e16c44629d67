// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/disclosure/fidelity.hpp"
#include "libprofile/geography/max_p_regions.hpp"

#include "arrays.hpp"
#include "count_tables.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using disclosure::FidelityRow;

// A tuple a row, in the order of the fields.
py::list fidelity(const disclosure::Protected<disclosure::ProtectedTable>& table, const std::vector<std::string>& units,
                  const std::vector<std::string>& categories, const InputArray<std::int64_t>& counts,
                  const Levels& levels) {
  const auto found = disclosure::fidelity(count_table(units, categories, counts, levels), table);
  py::list rows;
  for (const FidelityRow& row : found.rows) {
    rows.append(py::make_tuple(row.of, row.numbers, row.withheld, row.unreliable, row.few, row.zero, row.count,
                               row.count_withheld, row.count_unreliable, row.rank_correlation, row.hellinger,
                               row.top_tenth_overlap));
  }
  return rows;
}

// Region of each place, size of each region, regions that are too small, dissimilarity.
py::tuple max_p_regions(const geography::Weights& weights, const InputArray<double>& size,
                        const InputArray<double>& attributes, double floor, std::int32_t attempts, std::uint64_t seed,
                        int n_jobs, const py::object& progress) {
  const auto found = interruptible(
      [&] {
        return geography::max_p_regions(weights, as_span(size, "size"), as_span(attributes, "attributes"),
                                        {.floor = floor, .attempts = attempts, .seed = seed});
      },
      n_jobs, progress);
  return py::make_tuple(
      as_array(std::vector<std::int64_t>(found.region.begin(), found.region.end())), as_array(std::vector(found.size)),
      as_array(std::vector<std::int64_t>(found.too_small.begin(), found.too_small.end())), found.dissimilarity);
}

}  // namespace

void bind_fidelity(py::module_& module) {
  module.def("fidelity", &fidelity, py::arg("table"), py::arg("units"), py::arg("categories"), py::arg("counts"),
             py::arg("levels"));
  module.def("max_p_regions", &max_p_regions, py::arg("weights"), py::arg("size"), py::arg("attributes"), py::kw_only(),
             py::arg("floor"), py::arg("attempts") = 20, py::arg("seed") = 0, py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
}

}  // namespace libprofile::bindings
