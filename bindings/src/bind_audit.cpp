// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/disclosure/audit_together.hpp"

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

std::size_t position_of(const TableAudit& audit, const CellPlace& place) {
  const auto& cells = audit.report.cells;
  return static_cast<std::size_t>(
      std::find_if(cells.begin(), cells.end(), [&](const auto& one) { return one.place == place; }) - cells.begin());
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
    position.append(position_of(audit, narrowing.place));
  }
  return py::make_tuple(limit, position);
}

/// Audits of tables that leave together.
struct JointAudit {
  disclosure::JointRelease release;
  /// Their reports are those of all tables together.
  std::vector<TableAudit> tables;
  std::size_t solved = 0;
};

/// A table and a position among its cells.
using Position = std::pair<std::size_t, std::size_t>;

/// `shared`: for each number all its places. `at_least`: what is never below what.
JointAudit audit_together(const std::vector<std::string>& names, const std::vector<TableAudit>& tables,
                          const std::vector<std::vector<Position>>& shared,
                          const std::vector<std::pair<Position, Position>>& at_least, double time_limit_s, int n_jobs,
                          const py::object& progress) {
  JointAudit made{{}, tables, 0};
  for (std::size_t t = 0; t < tables.size(); ++t) {
    made.release.tables.push_back({names.at(t), tables[t].table, tables[t].options});
  }
  const auto place = [&tables](const Position& at) {
    return disclosure::TablePlace{at.first, tables.at(at.first).report.cells.at(at.second).place};
  };
  for (const auto& number : shared) {
    made.release.shared.emplace_back();
    std::transform(number.begin(), number.end(), std::back_inserter(made.release.shared.back()), place);
  }
  for (const auto& [more, less] : at_least) {
    made.release.at_least.push_back({place(more), place(less)});
  }
  disclosure::JointReport report =
      interruptible([&] { return disclosure::audit_together(made.release, time_limit_s); }, n_jobs, progress);
  for (std::size_t t = 0; t < tables.size(); ++t) {
    made.tables[t].report = std::move(report.tables[t]);
  }
  made.solved = report.solved;
  return made;
}

// For each narrowing number: which limit it holds, its table, and its position among the table's cells.
py::tuple explain_together(const JointAudit& audit, std::size_t table, std::size_t cell) {
  const disclosure::TablePlace at{table, audit.tables.at(table).report.cells.at(cell).place};
  const auto narrowings = interruptible([&] { return disclosure::explain_together(audit.release, at); });
  py::list limit;
  py::list of_table;
  py::list position;
  for (const disclosure::JointNarrowing& narrowing : narrowings) {
    limit.append(narrowing.side == disclosure::Narrowing::Side::least ? "lower" : "upper");
    of_table.append(narrowing.at.table);
    position.append(position_of(audit.tables[narrowing.at.table], narrowing.at.place));
  }
  return py::make_tuple(limit, of_table, position);
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
  py::class_<JointAudit>(module, "JointAudit")
      .def_property_readonly("tables", [](const JointAudit& audit) { return audit.tables; })
      .def_property_readonly("solved", [](const JointAudit& audit) { return audit.solved; })
      .def("explain", &explain_together, py::arg("table"), py::arg("cell"));
  module.def("audit_together", &audit_together, py::arg("names"), py::arg("tables"), py::arg("shared"),
             py::arg("at_least") = std::vector<std::pair<Position, Position>>(), py::kw_only(),
             py::arg("time_limit_s") = defaults.time_limit_s, py::arg("n_jobs") = -1, py::arg("progress") = py::none());
}

}  // namespace libprofile::bindings
