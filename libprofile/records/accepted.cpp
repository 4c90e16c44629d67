// SPDX-License-Identifier: MIT
#include "libprofile/records/accepted.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/records/code_lists.hpp"
#include "libprofile/records/detail/coded_rows.hpp"
#include "libprofile/records/detail/field_values.hpp"
#include "libprofile/records/detail/grade_column.hpp"

namespace libprofile::records {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void require_fits(const ColumnTable& table, const Validation& validation, Kind kind) {
  require(validation.kind == kind, "kind of the validation", name(validation.kind), name(kind));
  require(validation.rows == table.rows(), "rows of the validation", validation.rows, "those of the table");
}

// Interleaved coordinates of some rows, NaN without columns.
std::vector<double> points_of(const ColumnTable& table, std::span<const std::size_t> rows) {
  std::vector<double> xy(2 * rows.size(), kNaN);
  const ColumnTable::Entry* x = table.find("x");
  const ColumnTable::Entry* y = table.find("y");
  if (x == nullptr || y == nullptr) {
    return xy;
  }
  const detail::NumberValues x_values(x->column, "x");
  const detail::NumberValues y_values(y->column, "y");
  core::parallel_for(rows.size(), [&](std::size_t i) {
    xy[2 * i] = x_values[rows[i]];
    xy[2 * i + 1] = y_values[rows[i]];
  });
  return xy;
}

// Takes away the points of rows whose code says that they are not to be mapped.
void hide_points(std::vector<double>& xy, const Coded& codes, const std::function<bool(const std::string&)>& is_shown) {
  std::vector<std::uint8_t> shown(codes.values.size());
  std::transform(codes.values.begin(), codes.values.end(), shown.begin(),
                 [&](const std::string& value) { return is_shown(value) ? 1 : 0; });
  for (std::size_t i = 0; i < codes.codes.size(); ++i) {
    if (codes.codes[i] != kAbsent && shown[static_cast<std::size_t>(codes.codes[i])] == 0) {
      xy[2 * i] = kNaN;
      xy[2 * i + 1] = kNaN;
    }
  }
}

bool is_mapped_role(const std::string& role) {
  return role == "offence" || role == "meeting" || role == "pick_up";
}

void read_times(const ColumnTable& table, std::span<const std::size_t> rows, Incidents& incidents) {
  incidents.start_s.resize(rows.size());
  incidents.end_s.resize(rows.size());
  const detail::TimeValues starts(table.at("start").column, "start");
  const ColumnTable::Entry* end = table.find("end");
  std::optional<detail::TimeValues> ends;
  if (end != nullptr) {
    ends.emplace(end->column, "end");
  }
  core::parallel_for(rows.size(), [&](std::size_t i) {
    const auto start = starts[rows[i]].value_or(TimeSpan{});
    const auto last = ends ? (*ends)[rows[i]] : std::nullopt;
    incidents.start_s[i] = start.start_s;
    incidents.end_s[i] = last ? last->end_s : start.end_s;
  });
}

std::vector<std::uint8_t> counted_by_grade(const ColumnTable& table, std::span<const std::size_t> rows) {
  const detail::GradeColumn grades(table);
  if (!grades.is_there()) {
    return {};
  }
  std::vector<std::uint8_t> counted(rows.size());
  core::parallel_for(rows.size(), [&](std::size_t i) {
    const auto grade = grades.at(rows[i]);
    counted[i] = !grade || is_counted(*grade) ? 1 : 0;
  });
  return counted;
}

}  // namespace

Incidents to_incidents(const ColumnTable& table, const Validation& validation) {
  require_fits(table, validation, Kind::incident);
  const std::span<const std::size_t> rows = validation.accepted;
  Incidents incidents;
  read_times(table, rows, incidents);
  incidents.xy = points_of(table, rows);
  hide_points(incidents.xy, detail::coded_rows(table, "location_role", "location_roles", rows), is_mapped_role);
  incidents.category = detail::coded_rows(table, "category", {}, rows);
  incidents.agency = detail::coded_rows(table, "agency", {}, rows);
  incidents.person = detail::coded_rows(table, "person", {}, rows);
  incidents.origin = detail::coded_rows(table, "origin", "origins", rows);
  incidents.counted = counted_by_grade(table, rows);
  return incidents;
}

PremisesRegister to_premises(const ColumnTable& table, const Validation& validation) {
  require_fits(table, validation, Kind::premises);
  PremisesRegister premises;
  premises.xy = points_of(table, validation.accepted);
  premises.type = detail::coded_rows(table, "type", "premises_types", validation.accepted);
  hide_points(premises.xy, premises.type, [](const std::string& type) { return is_mappable(type); });
  return premises;
}

}  // namespace libprofile::records
