// SPDX-License-Identifier: MIT
#include <optional>
#include <string>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/disclosure/protect.hpp"
#include "libprofile/disclosure/protect_hierarchies.hpp"

#include "arrays.hpp"
#include "count_tables.hpp"
#include "interruptible.hpp"
#include "keys.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using disclosure::Protected;
using disclosure::ProtectedHierarchies;

Protected<ProtectedHierarchies> protect_hierarchies(const std::vector<std::string>& units,
                                                    const std::vector<std::string>& categories,
                                                    const InputArray<std::int64_t>& counts, const Levels& levels,
                                                    const Levels& category_levels,
                                                    const std::optional<InputArray<double>>& residents,
                                                    const disclosure::Policy& policy, const py::object& key) {
  disclosure::HierarchicalCounts table{count_table(units, categories, counts, levels), {}};
  for (const auto& [name, codes, groups] : category_levels) {
    table.category_levels.push_back({name, codes, codes, groups});
  }
  if (residents) {
    const auto given = as_span(*residents, "residents");
    table.table.residents.assign(given.begin(), given.end());
  }
  const core::Key secret = key.is_none() ? disclosure::key_from_seed(0) : key_from(key);
  return interruptible([&] { return disclosure::protect_hierarchies(table, policy, secret); });
}

// Columns level, unit, category_level, category, count, reliability.
py::tuple columns_of(const Protected<ProtectedHierarchies>& table) {
  py::list level;
  py::list unit;
  py::list category_level;
  py::list category;
  py::list count;
  py::list reliability;
  const ProtectedHierarchies& released = table.value();
  for (std::size_t l = 0; l < released.unit_levels.size(); ++l) {
    for (std::size_t c = 0; c < released.category_levels.size(); ++c) {
      const auto& units = released.unit_levels[l];
      const auto& categories = released.category_levels[c];
      for (std::size_t i = 0; i < released.cells[l][c].size(); ++i) {
        const disclosure::ProtectedCount& cell = released.cells[l][c][i];
        level.append(units.name);
        unit.append(units.labels[i / categories.labels.size()]);
        category_level.append(categories.name);
        category.append(categories.labels[i % categories.labels.size()]);
        count.append(cell.count ? py::object(py::int_(*cell.count)) : py::none());
        reliability.append(std::string(disclosure::to_string(cell.reliability)));
      }
    }
  }
  return py::make_tuple(level, unit, category_level, category, count, reliability);
}

}  // namespace

void bind_hierarchies(py::module_& module) {
  py::class_<Protected<ProtectedHierarchies>>(module, "ProtectedHierarchies")
      .def_property_readonly("columns", &columns_of)
      .def_property_readonly("base", [](const Protected<ProtectedHierarchies>& t) { return t.value().base; })
      .def_property_readonly("policy", [](const Protected<ProtectedHierarchies>& t) { return t.policy(); });
  module.def("protect_hierarchies", &protect_hierarchies, py::arg("units"), py::arg("categories"), py::arg("counts"),
             py::arg("levels"), py::arg("category_levels"), py::arg("residents"), py::arg("policy"), py::arg("key"));
}

}  // namespace libprofile::bindings
