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
  records::validate(source.mapping, kind + "s");
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

profile::Options make_options(const py::dict& given) {
  profile::Options options;
  options.policy = given["policy"].cast<disclosure::Policy>();
  options.title = given["title"].cast<std::string>();
  options.marking = given["marking"].cast<std::string>();
  if (!given["window"].is_none()) {
    const auto [start, end] = given["window"].cast<std::pair<std::string, std::string>>();
    options.window = profile::Window{start, end};
  }
  const auto counts = given["counts"].cast<std::string>();
  require(counts == "records" || counts == "persons", "counts", std::string_view(counts), "\"records\" or \"persons\"");
  options.counts = counts == "records" ? geography::CountOf::records : geography::CountOf::persons;
  options.categories = given["categories"].cast<std::vector<std::string>>();
  options.premises_radius_m = given["premises_radius_m"].cast<double>();
  options.vintage = given["vintage"].cast<std::string>();
  options.assured_residents = given["assured_residents"].cast<std::int64_t>();
  options.permutations = given["permutations"].cast<std::int32_t>();
  if (!given["key"].is_none()) {
    options.key = key_from(given["key"]);
  }
  options.seed = given["seed"].cast<std::uint64_t>();
  return options;
}

/// Reads victims or offenders where they are given.
std::optional<records::People> take_people(const PySource* source, profile::Inputs& inputs, py::list& faults,
                                           int n_jobs) {
  if (source == nullptr) {
    faults.append(py::list());
    return std::nullopt;
  }
  auto prepared = interruptible([&] { return profile::prepare_people(source->table, source->mapping); }, n_jobs);
  faults.append(rejected(*source, prepared.validation));
  inputs.sources.push_back(std::move(prepared.report));
  return std::move(prepared.people);
}

py::tuple problem_profile(const PySource& incidents, const geography::AreaSet& areas, const PySource* premises,
                          const PySource* victims, const PySource* offenders, const std::string& crs,
                          const py::dict& given, int n_jobs, const py::object& progress) {
  const profile::Options options = make_options(given);
  profile::Inputs inputs;
  inputs.areas = areas;
  inputs.crs = crs;
  py::list faults;
  {
    auto prepared =
        interruptible([&] { return profile::prepare_incidents(incidents.table, incidents.mapping); }, n_jobs);
    faults.append(rejected(incidents, prepared.validation));
    prepared.report.transformation = incidents.transformation;
    inputs.incident_sources = accepted_of(incidents.sources, prepared.validation.accepted);
    inputs.incidents = std::move(prepared.incidents);
    inputs.sources.push_back(std::move(prepared.report));
  }
  if (premises != nullptr) {
    auto prepared =
        interruptible([&] { return profile::prepare_premises(premises->table, premises->mapping); }, n_jobs);
    faults.append(rejected(*premises, prepared.validation));
    prepared.report.transformation = premises->transformation;
    inputs.premises_sources = accepted_of(premises->sources, prepared.validation.accepted);
    inputs.premises = std::move(prepared.premises);
    inputs.sources.push_back(std::move(prepared.report));
  } else {
    faults.append(py::list());
  }
  inputs.victims = take_people(victims, inputs, faults, n_jobs);
  inputs.offenders = take_people(offenders, inputs, faults, n_jobs);
  auto document = interruptible([&] { return profile::problem_profile(inputs, options); }, n_jobs, progress);
  return py::make_tuple(std::move(document), faults);
}

py::dict profile_defaults() {
  const profile::Options options;
  py::dict defaults;
  defaults["title"] = options.title;
  defaults["policy"] = std::string(disclosure::to_string(options.policy.fields().tier));
  defaults["marking"] = options.marking;
  defaults["counts"] = options.counts == geography::CountOf::records ? "records" : "persons";
  defaults["premises_radius_m"] = options.premises_radius_m;
  defaults["vintage"] = options.vintage;
  defaults["assured_residents"] = options.assured_residents;
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
