// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/disclosure/audit.hpp"

#include "arrays.hpp"
#include "count_tables.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using disclosure::CellPlace;
using disclosure::ReleasedTable;

/// An audit with the table that it is of.
struct TableAudit {
  ReleasedTable table;
  std::vector<disclosure::ProtectedLevel> levels;
  disclosure::AuditOptions options;
  disclosure::AuditReport report;

  [[nodiscard]] std::string category(const CellPlace& place) const {
    const auto& columns = table.shape.columns;
    return place.column < columns.size() ? columns[place.column] : std::string(disclosure::kAll);
  }
};

TableAudit audit_table(const disclosure::Protected<disclosure::ProtectedTable>& table,
                       const std::vector<std::string>& units, const std::vector<std::string>& categories,
                       const InputArray<std::int64_t>& counts, const Levels& levels, double time_limit_s, int n_jobs,
                       const py::object& progress) {
  TableAudit made;
  made.table = disclosure::released_table(table, count_table(units, categories, counts, levels));
  made.levels = table.value().levels;
  made.options = disclosure::audit_options(table.policy());
  made.options.time_limit_s = time_limit_s;
  made.report = interruptible([&] { return disclosure::audit(made.table, made.options); }, n_jobs, progress);
  return made;
}

// Columns level, unit, category, count, lower, upper, verdict.
py::tuple columns_of(const TableAudit& audit) {
  py::list level;
  py::list unit;
  py::list category;
  py::list count;
  py::list verdict;
  std::vector<double> lower;
  std::vector<double> upper;
  for (const disclosure::CellAudit& cell : audit.report.cells) {
    const disclosure::ProtectedLevel& shown = audit.levels[cell.place.level];
    const std::size_t width = audit.table.shape.columns.size() + 1;
    const auto& released = shown.cells[cell.place.node * width + cell.place.column].count;
    level.append(shown.name);
    unit.append(shown.units[cell.place.node]);
    category.append(audit.category(cell.place));
    count.append(released ? py::object(py::int_(*released)) : py::none());
    lower.push_back(cell.least);
    upper.push_back(cell.most);
    verdict.append(std::string(disclosure::to_string(cell.verdict)));
  }
  return py::make_tuple(level, unit, category, count, as_array(std::move(lower)), as_array(std::move(upper)), verdict);
}

// For each narrowing number: which limit it holds, and its position among the cells.
py::tuple explain(const TableAudit& audit, std::size_t cell) {
  const auto& cells = audit.report.cells;
  const auto narrowings =
      interruptible([&] { return disclosure::explain(audit.table, cells.at(cell).place, audit.options); });
  py::list limit;
  py::list position;
  for (const disclosure::Narrowing& narrowing : narrowings) {
    limit.append(narrowing.side == disclosure::Narrowing::Side::least ? "lower" : "upper");
    position.append(
        std::find_if(cells.begin(), cells.end(), [&](const auto& one) { return one.place == narrowing.place; }) -
        cells.begin());
  }
  return py::make_tuple(limit, position);
}

}  // namespace

void bind_audit(py::module_& module) {
  const disclosure::AuditOptions defaults;
  py::class_<TableAudit>(module, "TableAudit")
      .def_property_readonly("columns", &columns_of)
      .def_property_readonly("base", [](const TableAudit& audit) { return audit.table.band; })
      .def_property_readonly("refused", [](const TableAudit& audit) { return audit.report.refused; })
      .def_property_readonly("solved", [](const TableAudit& audit) { return audit.report.solved; })
      .def("explain", &explain, py::arg("cell"));
  module.def("audit_table", &audit_table, py::arg("table"), py::arg("units"), py::arg("categories"), py::arg("counts"),
             py::arg("levels"), py::kw_only(), py::arg("time_limit_s") = defaults.time_limit_s, py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
}

}  // namespace libprofile::bindings
