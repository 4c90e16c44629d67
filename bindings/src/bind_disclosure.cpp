// SPDX-License-Identifier: MIT
#include <optional>
#include <string>
#include <utility>

#include <pybind11/stl.h>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/protect.hpp"

#include "arrays.hpp"
#include "count_tables.hpp"
#include "interruptible.hpp"
#include "keys.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using disclosure::Policy;
using disclosure::PolicyFields;
using disclosure::Protected;
using disclosure::ProtectedTable;

/// Fields that are given replace those of the preset.
Policy make_policy(const std::string& preset, const std::optional<std::string>& tier,
                   const std::optional<std::int64_t>& threshold, const std::optional<std::int64_t>& premises_threshold,
                   const std::optional<double>& dominance, const std::optional<std::int64_t>& base,
                   const std::optional<std::int64_t>& minimum_residents,
                   const std::optional<std::string>& minimum_window, const std::optional<std::string>& method,
                   const std::optional<std::string>& zeros, const std::optional<std::int64_t>& total_base,
                   const std::optional<double>& pair_dominance, const std::optional<double>& p_ratio) {
  PolicyFields fields = disclosure::preset_fields(preset);
  fields.tier = tier ? disclosure::tier_from(*tier) : fields.tier;
  fields.threshold = threshold.value_or(fields.threshold);
  fields.premises_threshold = premises_threshold.value_or(fields.premises_threshold);
  fields.dominance = dominance.value_or(fields.dominance);
  fields.base = base.value_or(fields.base);
  fields.minimum_residents = minimum_residents.value_or(fields.minimum_residents);
  fields.minimum_window = minimum_window ? disclosure::minimum_window_from(*minimum_window) : fields.minimum_window;
  fields.method = method ? disclosure::method_from(*method) : fields.method;
  fields.zeros = zeros ? disclosure::zeros_from(*zeros) : fields.zeros;
  fields.total_base = total_base.value_or(fields.total_base);
  fields.pair_dominance = pair_dominance.value_or(fields.pair_dominance);
  fields.p_ratio = p_ratio.value_or(fields.p_ratio);
  return Policy(fields);
}

py::dict fields_of(const Policy& policy) {
  const PolicyFields& fields = policy.fields();
  py::dict result;
  result["tier"] = std::string(disclosure::to_string(fields.tier));
  result["threshold"] = fields.threshold;
  result["premises_threshold"] = fields.premises_threshold;
  result["dominance"] = fields.dominance;
  result["base"] = fields.base;
  result["minimum_residents"] = fields.minimum_residents;
  result["minimum_window"] = std::string(disclosure::to_string(fields.minimum_window));
  result["method"] = std::string(disclosure::to_string(fields.method));
  if (fields.method == disclosure::Method::suppression) {
    result["zeros"] = std::string(disclosure::to_string(fields.zeros));
    result["total_base"] = fields.total_base;
    result["pair_dominance"] = fields.pair_dominance;
    result["p_ratio"] = fields.p_ratio;
  }
  return result;
}

std::vector<std::int64_t> contributions(const std::optional<InputArray<std::int64_t>>& given, const char* name) {
  if (!given) {
    return {};
  }
  const auto cells = as_span(*given, name);
  return {cells.begin(), cells.end()};
}

Protected<ProtectedTable> protect(const std::vector<std::string>& units, const std::vector<std::string>& categories,
                                  const InputArray<std::int64_t>& counts, const Levels& levels,
                                  const std::optional<InputArray<double>>& residents,
                                  const std::optional<InputArray<std::int64_t>>& largest,
                                  const std::optional<InputArray<std::int64_t>>& second, const Policy& policy,
                                  const py::object& key) {
  geography::CountTable table = count_table(units, categories, counts, levels);
  if (residents) {
    const auto given = as_span(*residents, "residents");
    table.residents.assign(given.begin(), given.end());
  }
  table.largest_contribution = contributions(largest, "largest");
  table.second_contribution = contributions(second, "second");
  const core::Key secret = key.is_none() ? disclosure::key_from_seed(0) : key_from(key);
  return interruptible([&] { return disclosure::protect(table, policy, secret); });
}

// Columns level, unit, category, count, reliability.
py::tuple columns_of(const Protected<ProtectedTable>& table) {
  py::list level;
  py::list unit;
  py::list category;
  py::list count;
  py::list reliability;
  const ProtectedTable& released = table.value();
  for (std::size_t l = 0; l < released.levels.size(); ++l) {
    for (std::size_t u = 0; u < released.levels[l].units.size(); ++u) {
      for (std::size_t c = 0; c <= released.categories.size(); ++c) {
        const disclosure::ProtectedCount& cell = released.at(l, u, c);
        level.append(released.levels[l].name);
        unit.append(released.levels[l].units[u]);
        category.append(c < released.categories.size() ? released.categories[c] : std::string(disclosure::kAll));
        count.append(cell.count ? py::object(py::int_(*cell.count)) : py::none());
        reliability.append(std::string(disclosure::to_string(cell.reliability)));
      }
    }
  }
  return py::make_tuple(level, unit, category, count, reliability);
}

}  // namespace

void bind_disclosure(py::module_& module) {
  py::class_<Policy>(module, "Policy")
      .def(py::init(&make_policy), py::arg("preset"), py::kw_only(), py::arg("tier") = py::none(),
           py::arg("threshold") = py::none(), py::arg("premises_threshold") = py::none(),
           py::arg("dominance") = py::none(), py::arg("base") = py::none(), py::arg("minimum_residents") = py::none(),
           py::arg("minimum_window") = py::none(), py::arg("method") = py::none(), py::arg("zeros") = py::none(),
           py::arg("total_base") = py::none(), py::arg("pair_dominance") = py::none(), py::arg("p_ratio") = py::none())
      .def_property_readonly("fields", &fields_of)
      .def_property_readonly("hash", &Policy::hash)
      .def_property_readonly("rounding_base", &Policy::rounding_base)
      .def(
          "__eq__", [](const Policy& a, const Policy& b) { return a == b; }, py::is_operator())
      .def("__hash__", [](const Policy& p) { return py::hash(py::str(p.hash())); });
  py::class_<Protected<ProtectedTable>>(module, "ProtectedTable")
      .def_property_readonly("columns", &columns_of)
      .def_property_readonly("base", [](const Protected<ProtectedTable>& t) { return t.value().base; })
      .def_property_readonly("total_base", [](const Protected<ProtectedTable>& t) { return t.value().total_base; })
      .def_property_readonly("policy", [](const Protected<ProtectedTable>& t) { return t.policy(); });
  module.def("protect", &protect, py::arg("units"), py::arg("categories"), py::arg("counts"), py::arg("levels"),
             py::arg("residents"), py::arg("largest"), py::arg("second"), py::arg("policy"), py::arg("key"));
}

}  // namespace libprofile::bindings
