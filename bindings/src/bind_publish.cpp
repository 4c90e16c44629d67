// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/derive.hpp"
#include "libprofile/publish/data_quality.hpp"
#include "libprofile/publish/geojson.hpp"
#include "libprofile/publish/layers.hpp"
#include "libprofile/publish/ledger_folder.hpp"
#include "libprofile/publish/manifest.hpp"
#include "libprofile/publish/map_assets.hpp"
#include "libprofile/publish/page.hpp"
#include "libprofile/publish/report.hpp"
#include "libprofile/publish/tables.hpp"
#include "libprofile/publish/write_profile.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using disclosure::Protected;
using publish::Document;
using publish::Layer;
using ProtectedDocument = Protected<Document>;
using ProtectedLayer = Protected<Layer>;

// Any column as a Python list: None where absent.
struct AsList {
  py::list operator()(const publish::IntegerColumn& column) const {
    py::list list;
    for (const auto& value : column) {
      list.append(value ? py::object(py::int_(*value)) : py::none());
    }
    return list;
  }
  py::list operator()(const publish::NumberColumn& column) const { return py::cast(column); }
  py::list operator()(const publish::TextColumn& column) const {
    py::list list;
    for (const auto& value : column) {
      list.append(value ? py::object(py::str(*value)) : py::none());
    }
    return list;
  }
  py::list operator()(const publish::ListColumn& column) const { return py::cast(column); }
};

py::dict columns_of(const ProtectedLayer& layer) {
  py::dict columns;
  for (const publish::Column& column : layer.value().columns) {
    columns[py::str(column.name)] = std::visit(AsList{}, column.values);
  }
  return columns;
}

ProtectedLayer layer_of(const ProtectedDocument& document, const std::string& name) {
  if (name == "neighbourhoods") {
    return disclosure::derive([](const Document& d) { return publish::neighbourhoods_layer(d); }, document);
  }
  if (name == "hotspots") {
    return disclosure::derive([](const Document& d) { return publish::hotspots_layer(d); }, document);
  }
  if (name == "clusters") {
    return disclosure::derive([](const Document& d) { return publish::clusters_layer(d); }, document);
  }
  if (name == "risks") {
    return disclosure::derive([](const Document& d) { return publish::risks_layer(d); }, document);
  }
  if (name == "premises_types_by_area") {
    return disclosure::derive([](const Document& d) { return publish::premises_types_by_area_layer(d); }, document);
  }
  if (name == "counts") {
    return disclosure::derive([](const Document& d) { return publish::counts_table(d); }, document);
  }
  if (name == "premises_comparisons") {
    return disclosure::derive([](const Document& d) { return publish::premises_comparisons_table(d); }, document);
  }
  if (name == "premises_steadied") {
    return disclosure::derive([](const Document& d) { return publish::premises_steadied_table(d); }, document);
  }
  if (name == "victims") {
    return disclosure::derive([](const Document& d) { return publish::victims_table(d); }, document);
  }
  if (name == "offenders") {
    return disclosure::derive([](const Document& d) { return publish::offenders_table(d); }, document);
  }
  if (name == "outreach_plan") {
    return disclosure::derive([](const Document& d) { return publish::outreach_plan_layer(d); }, document);
  }
  if (name == "outreach_hours") {
    return disclosure::derive([](const Document& d) { return publish::outreach_hours_table(d); }, document);
  }
  if (name == "outreach_totals") {
    return disclosure::derive([](const Document& d) { return publish::outreach_totals_table(d); }, document);
  }
  require(name == "premises_types", "layer", std::string_view(name),
          "neighbourhoods, hotspots, clusters, risks, premises_types_by_area, counts, premises_types, "
          "premises_comparisons, premises_steadied, victims, offenders, outreach_plan, outreach_hours or "
          "outreach_totals");
  return disclosure::derive([](const Document& d) { return publish::premises_types_table(d); }, document);
}

/// A ledger with author and stream, to enter a profile in; None: in no ledger.
using Entry = std::optional<std::tuple<disclosure::Ledger*, std::string, std::string>>;

std::vector<publish::Artefact> write_or_enter(const ProtectedDocument& document, const std::filesystem::path& directory,
                                              const std::vector<std::string>& audiences, publish::Existing existing,
                                              const Entry& entry) {
  std::vector<publish::Page> pages;
  for (const std::string& audience : audiences) {
    pages.push_back(publish::render_page(document, publish::audience_from(audience)));
  }
  if (!entry) {
    return publish::write_profile(document, pages, directory, {.existing = existing});
  }
  const auto& [ledger, author, stream] = *entry;
  return publish::enter_profile(document, pages, directory, *ledger, author, stream, {.existing = existing}).artefacts;
}

py::list write(const ProtectedDocument& document, const std::filesystem::path& directory,
               const std::vector<std::string>& audiences, bool replace, const Entry& entry) {
  const publish::Existing existing = replace ? publish::Existing::replace : publish::Existing::refuse;
  const auto artefacts = interruptible([&] { return write_or_enter(document, directory, audiences, existing, entry); });
  std::vector<std::string> names{publish::kManifestFile};
  for (const publish::Artefact& artefact : artefacts) {
    names.push_back(artefact.path);
  }
  std::sort(names.begin(), names.end());
  py::list paths;
  for (const std::string& name : names) {
    paths.append(name);
  }
  return paths;
}

void write_report(const ProtectedDocument& document, const std::filesystem::path& path, const std::string& audience) {
  const publish::Audience reader = publish::audience_from(audience);
  run_interruptible([&] { publish::write_report(document, reader, path); }, -1, py::none());
}

}  // namespace

void bind_publish(py::module_& module) {
  py::class_<ProtectedLayer>(module, "Layer")
      .def_property_readonly("name", [](const ProtectedLayer& l) { return l.value().name; })
      .def_property_readonly("is_table", [](const ProtectedLayer& l) { return l.value().is_table(); })
      .def_property_readonly(
          "tier", [](const ProtectedLayer& l) { return std::string(disclosure::to_string(l.policy().fields().tier)); })
      .def_property_readonly("columns", &columns_of)
      .def_property_readonly("geojson", [](const ProtectedLayer& l) { return publish::geojson(l); });
  py::class_<ProtectedDocument>(module, "Document")
      .def_property_readonly(
          "tier",
          [](const ProtectedDocument& d) { return std::string(disclosure::to_string(d.policy().fields().tier)); })
      .def("layer", &layer_of, py::arg("name"))
      .def_property_readonly("manifest", [](const ProtectedDocument& d) { return publish::manifest_json(d, {}); })
      .def_property_readonly("data_quality", &publish::data_quality_json)
      .def("write", &write, py::arg("directory"), py::arg("audiences"), py::arg("replace"),
           py::arg("entry") = py::none())
      .def("write_report", &write_report, py::arg("path"), py::arg("audience"));
  module.def(
      "write_geojson",
      [](const ProtectedLayer& layer, const std::filesystem::path& path) { publish::write_geojson(layer, path); },
      py::arg("layer"), py::arg("path"));
  module.def("leaflet_script", [] { return publish::leaflet_script(); });
  module.def("leaflet_style", [] { return std::string(publish::leaflet_style()); });
}

}  // namespace libprofile::bindings
