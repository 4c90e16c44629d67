// SPDX-License-Identifier: MIT
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/assign.hpp"
#include "libprofile/geography/counting.hpp"
#include "libprofile/geography/grids.hpp"
#include "libprofile/geography/make_area_set.hpp"
#include "libprofile/geography/polygons_from_wkb.hpp"
#include "libprofile/geography/working_plane.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using geography::AreaSet;

geography::Polygons polygons_from(const std::vector<py::bytes>& wkb, const std::vector<std::string>& codes) {
  std::vector<geography::WkbView> views;
  views.reserve(wkb.size());
  for (const py::bytes& geometry : wkb) {
    const auto text = static_cast<std::string_view>(geometry);
    views.emplace_back(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  }
  const py::gil_scoped_release release;
  return geography::polygons_from_wkb(views, codes);
}

std::vector<double> copy_of(const std::optional<InputArray<double>>& values, const char* name) {
  if (!values) {
    return {};
  }
  const auto view = as_span(*values, name);
  return {view.begin(), view.end()};
}

// (level, codes, names) for each parent column, nearest first.
using Parents = std::vector<std::tuple<std::string, std::vector<std::string>, std::vector<std::string>>>;

AreaSet make_area_set(const std::vector<std::string>& codes, const std::vector<std::string>& names,
                      const std::vector<py::bytes>& wkb, const Parents& parents,
                      const std::optional<InputArray<double>>& population,
                      const std::optional<InputArray<double>>& under_18,
                      const std::optional<InputArray<double>>& lonlat_deg, bool repair, bool lattice) {
  geography::AreaColumns columns;
  columns.codes = codes;
  columns.names = names;
  columns.polygons = polygons_from(wkb, codes);
  for (const auto& [level, parent_codes, parent_names] : parents) {
    columns.parents.push_back({level, parent_codes, parent_names});
  }
  columns.population = copy_of(population, "population");
  columns.under_18 = copy_of(under_18, "under_18");
  if (lonlat_deg) {
    const auto view = as_points(*lonlat_deg, "lonlat_deg").xy_m();
    columns.lonlat_deg.assign(view.begin(), view.end());
  }
  const geography::AreaSetOptions options{
      .repair = repair, .vertices = lattice ? geography::Vertices::on_lattice : geography::Vertices::as_given};
  return interruptible([&] { return geography::make_area_set(std::move(columns), options).areas; });
}

// Cells as codes and interleaved rings: the Python side makes polygons of them.
py::tuple grid(const AreaSet& areas, geography::CellShape shape, double cell_m, int n_jobs,
               const py::object& progress) {
  const geography::GridOptions options{.cell_m = cell_m};
  geography::Grid made = interruptible(
      [&] {
        return shape == geography::CellShape::square ? geography::square_grid(areas, options)
                                                     : geography::hexagon_grid(areas, options);
      },
      n_jobs, progress);
  std::vector<std::int64_t> offsets(made.cells.polygons.ring_vertices.begin(), made.cells.polygons.ring_vertices.end());
  const auto vertices = static_cast<py::ssize_t>(made.cells.polygons.vertices());
  return py::make_tuple(std::move(made.cells.codes), as_array(std::move(made.cells.polygons.xy), {vertices, 2}),
                        as_array(std::move(offsets)));
}

py::array_t<std::int64_t> assign(const InputArray<double>& points, const AreaSet& areas, int n_jobs) {
  const auto view = as_points(points, "points");
  const auto found = interruptible([&] { return geography::assign(view, areas); }, n_jobs);
  return as_array(std::vector<std::int64_t>(found.begin(), found.end()));
}

py::tuple count(const InputArray<std::int32_t>& unit, const InputArray<std::int32_t>& category,
                const std::vector<std::string>& categories, const std::optional<InputArray<std::int32_t>>& person,
                const AreaSet& areas, int n_jobs) {
  const geography::CountColumns columns{
      .unit = as_span(unit, "unit"),
      .category = as_span(category, "by"),
      .categories = categories,
      .person = person ? as_span(*person, "distinct") : std::span<const std::int32_t>(),
      .contributor = {}};
  const auto count_of = person ? geography::CountOf::persons : geography::CountOf::records;
  auto counted = interruptible([&] { return geography::count(columns, areas, {.count_of = count_of}); }, n_jobs);
  const auto rows = static_cast<py::ssize_t>(areas.size());
  const auto width = static_cast<py::ssize_t>(counted.table.categories.size());
  return py::make_tuple(as_array(std::move(counted.table.counts), {rows, width}), counted.outside,
                        counted.without_category, counted.without_person);
}

}  // namespace

void bind_geography(py::module_& module) {
  py::class_<AreaSet>(module, "AreaSet")
      .def_property_readonly("n", &AreaSet::size)
      .def_readonly("codes", &AreaSet::codes);
  module.def("make_area_set", &make_area_set, py::arg("codes"), py::arg("names"), py::arg("wkb"), py::kw_only(),
             py::arg("parents") = Parents(), py::arg("population") = py::none(), py::arg("under_18") = py::none(),
             py::arg("lonlat_deg") = py::none(), py::arg("repair") = geography::AreaSetOptions{}.repair,
             py::arg("on_lattice") = false);
  module.def(
      "units_of_codes",
      [](const std::vector<std::string>& codes) {
        AreaSet units;
        units.codes = codes;
        units.names = codes;
        units.polygons.area_polygons.assign(codes.size() + 1, 0);
        return units;
      },
      py::arg("codes"));
  module.def(
      "on_lattice",
      [](const InputArray<double>& xy) {
        const auto view = as_points(xy, "xy").xy_m();
        return as_array(geography::on_lattice(std::vector<double>(view.begin(), view.end())), {xy.shape(0), 2});
      },
      py::arg("xy"));
  module.def("assign", &assign, py::arg("points"), py::arg("areas"), py::kw_only(), py::arg("n_jobs") = -1);
  module.def("count", &count, py::arg("unit"), py::arg("category"), py::arg("categories"), py::arg("person"),
             py::arg("areas"), py::kw_only(), py::arg("n_jobs") = -1);
  const double cell_m = geography::GridOptions{}.cell_m;
  module.def(
      "square_grid",
      [](const AreaSet& a, double side_m, int n_jobs, const py::object& progress) {
        return grid(a, geography::CellShape::square, side_m, n_jobs, progress);
      },
      py::arg("areas"), py::kw_only(), py::arg("cell_m") = cell_m, py::arg("n_jobs") = -1,
      py::arg("progress") = py::none());
  module.def(
      "hexagon_grid",
      [](const AreaSet& a, double side_m, int n_jobs, const py::object& progress) {
        return grid(a, geography::CellShape::hexagon, side_m, n_jobs, progress);
      },
      py::arg("areas"), py::kw_only(), py::arg("cell_m") = cell_m, py::arg("n_jobs") = -1,
      py::arg("progress") = py::none());
}

}  // namespace libprofile::bindings
