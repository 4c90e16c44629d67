// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/core/error.hpp"
#include "libprofile/profile/prepare.hpp"
#include "libprofile/profile/problem_profile.hpp"
#include "libprofile/profile/unused_rows.hpp"
#include "libprofile/publish/register_date.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "keys.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

// Names under which coordinates join a table that has geometries instead; messages show them.
constexpr const char* kX = "geometry (x)";
constexpr const char* kY = "geometry (y)";

// A source as Python gives it: a table, what its columns mean, and its points in metres on the working plane.
struct PySource {
  records::ColumnTable table;
  records::Mapping mapping;
  std::string transformation;
  /// Names of the sources that the rows come from, the row after the last of each, and what to type where x and y are
  /// swapped.
  std::vector<profile::RowsOfSource> sources;
};

/// What messages call the records of a kind.
std::string name_of(const std::string& kind) {
  return kind == "premises" ? kind : kind + "s";
}

using PySources = std::vector<std::tuple<std::string, std::size_t, std::string>>;

PySource make_source(records::ColumnTable table, const std::string& kind,
                     const std::map<std::string, std::string>& columns, const std::string& crosswalk,
                     const std::optional<InputArray<double>>& xy_m, const std::string& transformation,
                     const PySources& sources) {
  PySource source{std::move(table), {}, transformation, {}};
  for (const auto& [name, end_row, remedy] : sources) {
    source.sources.push_back({name, end_row, remedy});
  }
  source.mapping.kind = *records::parse_kind(kind);
  source.mapping.columns = columns;
  source.mapping.crosswalk = crosswalk;
  if (xy_m) {
    const auto points = as_points(*xy_m, "points");
    records::NumberColumn x;
    records::NumberColumn y;
    for (std::size_t i = 0; i < points.size(); ++i) {
      x.values.push_back(points.x(i));
      y.values.push_back(points.y(i));
    }
    source.table.add(kX, std::move(x));
    source.table.add(kY, std::move(y));
    source.mapping.x = kX;
    source.mapping.y = kY;
  }
  records::validate(source.mapping, name_of(kind));
  return source;
}

py::list rejected(const PySource& source, const records::Validation& validation) {
  py::list rows;
  for (const records::Rejected& fault : validation.rejected) {
    rows.append(py::make_tuple(source.table.sources()[static_cast<std::size_t>(fault.source)].name, fault.row,
                               fault.column, std::string(fault.rule), std::string(fault.remedy)));
  }
  return rows;
}

/// The sources as ranges of the accepted records.
std::vector<profile::RowsOfSource> accepted_of(std::vector<profile::RowsOfSource> sources,
                                               const std::vector<std::size_t>& accepted) {
  for (profile::RowsOfSource& source : sources) {
    source.end =
        static_cast<std::size_t>(std::lower_bound(accepted.begin(), accepted.end(), source.end) - accepted.begin());
  }
  return sources;
}

/// One option as the type that it must have.
template <class T>
T option(const py::dict& given, const char* name, const char* rule) {
  try {
    return given[name].cast<T>();
  } catch (const py::cast_error&) {
    throw InvalidArgument(std::string(name) + ": must be " + rule);
  }
}

/// The settings that are given; the others stay as they are.
profile::Outreach outreach_from(const py::dict& given) {
  profile::Outreach outreach;
  const auto set = [&given](const char* name, auto& field, const char* rule) {
    if (given.contains(name)) {
      field = option<std::decay_t<decltype(field)>>(given, name, rule);
    }
  };
  set("teams", outreach.teams, "a whole number, at least 1");
  set("hours", outreach.hours, "a number above 0");
  set("visit_hours", outreach.visit_hours, "a number above 0");
  set("reserved_share", outreach.reserved_share, "a share from 0 to 1");
  set("floor", outreach.floor, "a whole number, 0 or more");
  set("speed_km_h", outreach.speed_km_h, "a number above 0");
  set("detour", outreach.detour, "a number, 1 or more");
  set("most_areas", outreach.most_areas, "a whole number, at least 1");
  if (given.contains("visited")) {
    outreach.visited = option<std::vector<std::string>>(given, "visited", "codes of areas");
  }
  if (given.contains("bands")) {
    outreach.bands = profile::outreach_bands_from(
        option<std::vector<std::string>>(given, "bands", "texts, such as [\"Fri 18-22\"]"));
  }
  return outreach;
}

profile::Options make_options(const py::dict& given) {
  profile::Options options;
  options.policy = given["policy"].cast<disclosure::Policy>();
  options.title = option<std::string>(given, "title", "a text");
  options.marking = option<std::string>(given, "marking", "a text");
  if (!given["window"].is_none()) {
    const auto [start, end] = given["window"].cast<std::pair<std::string, std::string>>();
    options.window = profile::Window{start, end};
  }
  const auto counts = option<std::string>(given, "counts", "\"records\" or \"persons\"");
  require(counts == "records" || counts == "persons", "counts", std::string_view(counts), "\"records\" or \"persons\"");
  options.counts = counts == "records" ? geography::CountOf::records : geography::CountOf::persons;
  options.categories = option<std::vector<std::string>>(given, "categories", "names of categories");
  options.premises_radius_m = option<double>(given, "premises_radius_m", "a number above 0");
  options.register_date = option<std::string>(given, "register_date", "a day or a month, such as \"2018-01-31\"");
  options.vintage = option<std::string>(given, "vintage", "a text, such as \"2021\"");
  options.assured_residents = option<std::int64_t>(given, "assured_residents", "a whole number, at least 0");
  options.rejected_at_most = option<double>(given, "rejected_at_most", "a share from 0 to 1");
  options.permutations = option<std::int32_t>(given, "permutations", "a whole number, 0 or at least 19");
  if (!given["key"].is_none()) {
    options.key = key_from(given["key"]);
  }
  if (!given["sharing"].is_none()) {
    options.sharing = profile::Sharing{given["sharing"].cast<profile::SharingPolicy>(),
                                       option<std::string>(given, "purpose", "a text, one of the agreement's purposes"),
                                       option<std::map<std::string, std::string>>(
                                           given, "agencies", "a mapping, such as {\"premises\": \"council\"}")};
  }
  if (!given["outreach"].is_none()) {
    options.outreach = outreach_from(given["outreach"].cast<py::dict>());
  }
  options.seed = option<std::uint64_t>(given, "seed", "a whole number from 0 to 18446744073709551615, such as 1");
  return options;
}

/// What the reading of all sources found.
struct Findings {
  /// Rows at fault, a list for each of incidents, premises, victims and offenders.
  py::list faults;
  /// Sources of which many rows cannot be used.
  py::list remarks;
  double rejected_at_most;

  /// Refuses a source of which too few rows can be used.
  void add(const PySource& source, const records::Validation& validation, const std::string& name) {
    faults.append(rejected(source, validation));
    const auto unused = profile::unused_rows(source.table, validation, source.sources, name);
    profile::require_usable(unused, rejected_at_most);
    for (const profile::UnusedRows& one : unused) {
      if (one.is_worth_a_remark()) {
        remarks.append(profile::describe(one));
      }
    }
  }
};

void keep_uses(profile::Uses uses, const std::string& table, std::vector<records::FieldUse> found,
               profile::Inputs& inputs) {
  if (uses == profile::Uses::listed) {
    inputs.uses.emplace(table, std::move(found));
  }
}

/// Reads victims or offenders where they are given.
std::optional<records::People> take_people(const PySource* source, profile::Inputs& inputs, Findings& findings,
                                           profile::Uses uses, int n_jobs) {
  if (source == nullptr) {
    findings.faults.append(py::list());
    return std::nullopt;
  }
  auto prepared = interruptible([&] { return profile::prepare_people(source->table, source->mapping, uses); }, n_jobs);
  findings.add(*source, prepared.validation, prepared.report.source);
  keep_uses(uses, prepared.report.source, std::move(prepared.uses), inputs);
  inputs.sources.push_back(std::move(prepared.report));
  return std::move(prepared.people);
}

py::tuple problem_profile(const PySource& incidents, const geography::AreaSet& areas, const PySource* premises,
                          const PySource* victims, const PySource* offenders, const std::string& crs,
                          const py::dict& given, int n_jobs, const py::object& progress) {
  const profile::Options options = make_options(given);
  profile::validate(options);
  const profile::Uses uses = options.sharing ? profile::Uses::listed : profile::Uses::skipped;
  profile::Inputs inputs;
  inputs.areas = areas;
  inputs.crs = crs;
  Findings findings{py::list(), py::list(), options.rejected_at_most};
  {
    auto prepared =
        interruptible([&] { return profile::prepare_incidents(incidents.table, incidents.mapping, {}, uses); }, n_jobs);
    findings.add(incidents, prepared.validation, prepared.report.source);
    keep_uses(uses, prepared.report.source, std::move(prepared.uses), inputs);
    prepared.report.transformation = incidents.transformation;
    inputs.incident_sources = accepted_of(incidents.sources, prepared.validation.accepted);
    inputs.incidents = std::move(prepared.incidents);
    inputs.sources.push_back(std::move(prepared.report));
  }
  if (premises != nullptr) {
    auto prepared =
        interruptible([&] { return profile::prepare_premises(premises->table, premises->mapping, uses); }, n_jobs);
    findings.add(*premises, prepared.validation, prepared.report.source);
    keep_uses(uses, prepared.report.source, std::move(prepared.uses), inputs);
    prepared.report.transformation = premises->transformation;
    inputs.premises_sources = accepted_of(premises->sources, prepared.validation.accepted);
    inputs.premises = std::move(prepared.premises);
    inputs.sources.push_back(std::move(prepared.report));
  } else {
    findings.faults.append(py::list());
  }
  inputs.victims = take_people(victims, inputs, findings, uses, n_jobs);
  inputs.offenders = take_people(offenders, inputs, findings, uses, n_jobs);
  auto document = interruptible([&] { return profile::problem_profile(inputs, options); }, n_jobs, progress);
  const std::string outside = publish::register_outside_window(document.value().manifest);
  return py::make_tuple(std::move(document), findings.faults, findings.remarks, outside);
}

py::dict profile_defaults() {
  const profile::Options options;
  py::dict defaults;
  defaults["title"] = options.title;
  defaults["policy"] = std::string(disclosure::to_string(options.policy.fields().tier));
  defaults["marking"] = options.marking;
  defaults["counts"] = options.counts == geography::CountOf::records ? "records" : "persons";
  defaults["premises_radius_m"] = options.premises_radius_m;
  defaults["register_date"] = options.register_date;
  defaults["vintage"] = options.vintage;
  defaults["assured_residents"] = options.assured_residents;
  defaults["rejected_at_most"] = options.rejected_at_most;
  defaults["permutations"] = options.permutations;
  defaults["seed"] = options.seed;
  return defaults;
}

}  // namespace

void bind_profile(py::module_& module) {
  py::class_<PySource>(module, "Source")
      .def(py::init(&make_source), py::arg("table"), py::arg("kind"), py::arg("columns"), py::arg("crosswalk"),
           py::arg("xy_m"), py::arg("transformation"), py::arg("sources") = PySources{});
  module.def("problem_profile", &problem_profile, py::arg("incidents"), py::arg("areas"),
             py::arg("premises").none(true), py::arg("victims").none(true), py::arg("offenders").none(true),
             py::arg("crs"), py::arg("options"), py::kw_only(), py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
  module.def("profile_defaults", &profile_defaults);
}

}  // namespace libprofile::bindings
