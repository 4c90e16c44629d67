// SPDX-License-Identifier: MIT
#include "check_report.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace libprofile::tools {
namespace {

std::string line_of(const LoadedRecords& loaded, const records::Rejected& fault) {
  const std::string& file = loaded.table.sources()[static_cast<std::size_t>(fault.source)].name;
  return file + ", row " + std::to_string(fault.row) + ", column '" + fault.column + "': must be " +
         std::string(fault.rule) + "; " + std::string(fault.remedy);
}

/// Rows [begin, end) of a table that are one source's.
struct Rows {
  const SourceRows& source;
  std::size_t begin;
  std::size_t end;
};

std::vector<Rows> rows_by_source(const LoadedRecords& loaded) {
  std::vector<Rows> all;
  std::size_t begin = 0;
  for (const SourceRows& source : loaded.sources) {
    all.push_back({source, begin, source.end_row});
    begin = source.end_row;
  }
  return all;
}

std::size_t accepted_in(const records::Validation& validation, const Rows& rows) {
  const auto& accepted = validation.accepted;
  return static_cast<std::size_t>(std::lower_bound(accepted.begin(), accepted.end(), rows.end) -
                                  std::lower_bound(accepted.begin(), accepted.end(), rows.begin));
}

/// How complete the columns of one source are.
void report_source(const LoadedRecords& loaded, const Rows& rows, Outcome& outcome) {
  const std::size_t count = rows.end - rows.begin;
  const std::size_t accepted = accepted_in(loaded.validation, rows);
  outcome.text += "  " + rows.source.label() + ": " + grouped(count) + " rows read, " + grouped(accepted) +
                  " accepted, " + grouped(count - accepted) + " rejected\n";
  Json fields = Json::array();
  for (const records::Completeness& field : loaded.validation.completeness) {
    const auto column = rows.source.columns.find(field.field);
    if (column == rows.source.columns.end()) {
      continue;
    }
    const records::Column& values = loaded.table.at(field.field).column;
    std::size_t present = 0;
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
      present += records::is_missing(values, row) ? 0U : 1U;
    }
    outcome.text +=
        "    " + field.field + " (" + column->second + "): " + grouped(present) + " of " + grouped(count) + " given\n";
    fields.push_back({{"field", field.field}, {"column", column->second}, {"present", present}, {"rows", count}});
  }
  outcome.json["sources"].push_back({{"source", rows.source.name},
                                     {"file", rows.source.file},
                                     {"rows", count},
                                     {"accepted", accepted},
                                     {"rejected", count - accepted},
                                     {"completeness", std::move(fields)}});
}

Json rejects_json(const LoadedRecords& loaded) {
  Json all = Json::array();
  for (const records::Rejected& fault : loaded.validation.rejected) {
    all.push_back({{"file", loaded.table.sources()[static_cast<std::size_t>(fault.source)].name},
                   {"row", fault.row},
                   {"column", fault.column},
                   {"rule", fault.rule},
                   {"remedy", fault.remedy}});
  }
  return all;
}

}  // namespace

std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) {
    digits.insert(at - 3, ",");
  }
  return digits;
}

Outcome report_records(const LoadedRecords& loaded, const std::string& name) {
  const records::Validation& validation = loaded.validation;
  const bool has_places = validation.kind == records::Kind::incident || validation.kind == records::Kind::premises;
  Outcome outcome;
  outcome.json = {{"rows", validation.rows},
                  {"accepted", validation.accepted.size()},
                  {"duplicates", validation.duplicates},
                  {"without_coordinates", validation.without_coordinates},
                  {"rejected", rejects_json(loaded)},
                  {"completeness", Json::array()},
                  {"sources", Json::array()}};
  outcome.text =
      name + ": " + grouped(validation.rows) + " rows read, " + grouped(validation.accepted.size()) + " accepted, " +
      grouped(validation.rows_rejected()) + " rejected (" + grouped(validation.duplicates) + " duplicates)" +
      (has_places ? ", " + grouped(validation.without_coordinates) + " accepted without coordinates\n" : "\n");
  for (const records::Completeness& field : validation.completeness) {
    outcome.json["completeness"].push_back(
        {{"field", field.field}, {"column", field.column}, {"present", field.present}, {"rows", field.rows}});
  }
  for (const Rows& rows : rows_by_source(loaded)) {
    report_source(loaded, rows, outcome);
  }
  const std::size_t shown = std::min(kMostRejects, validation.rejected.size());
  for (std::size_t i = 0; i < shown; ++i) {
    outcome.text += "  rejected: " + line_of(loaded, validation.rejected[i]) + "\n";
  }
  if (shown < validation.rejected.size()) {
    outcome.text += "  and " + grouped(validation.rejected.size() - shown) + " more; --json lists them all\n";
  }
  return outcome;
}

Outcome report_areas(const io::AreasRead& read) {
  const geography::AreaSet& areas = read.areas;
  const auto without = static_cast<std::size_t>(
      std::count_if(areas.population.begin(), areas.population.end(), [](double count) { return std::isnan(count); }));
  Outcome outcome;
  outcome.text = "areas: " + grouped(areas.size()) + " read, " + grouped(areas.repaired.size()) + " repaired";
  if (!areas.repaired_on_lattice.empty()) {
    outcome.text += ", " + grouped(areas.repaired_on_lattice.size()) + " mended on the millimetre lattice";
  }
  outcome.text +=
      areas.population.empty() ? ", no residents given\n" : ", " + grouped(without) + " without residents\n";
  outcome.json = {{"areas", areas.size()},
                  {"repaired", areas.repaired},
                  {"repaired_on_lattice", areas.repaired_on_lattice},
                  {"levels", Json::array()}};
  for (const geography::Level& level : areas.levels) {
    outcome.text += "  level " + level.name + ": " + grouped(level.codes.size()) + " groups\n";
    outcome.json["levels"].push_back({{"name", level.name}, {"groups", level.codes.size()}});
  }
  return outcome;
}

}  // namespace libprofile::tools
