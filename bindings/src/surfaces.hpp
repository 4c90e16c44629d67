// SPDX-License-Identifier: MIT
/// @file
/// What bindings of surfaces share.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/extent.hpp"
#include "libprofile/geography/raster.hpp"
#include "libprofile/hotspots/kernel_density.hpp"

#include "arrays.hpp"

namespace libprofile::bindings {

/// x_min, y_min, x_max, y_max.
using ExtentArgument = std::optional<std::array<double, 4>>;

[[nodiscard]] inline std::optional<geography::Extent> extent_from(const ExtentArgument& extent) {
  if (!extent) {
    return std::nullopt;
  }
  return geography::Extent{(*extent)[0], (*extent)[1], (*extent)[2], (*extent)[3]};
}

/// x_min, y_max, cell, rows, columns.
[[nodiscard]] inline py::tuple frame_tuple(const geography::RasterFrame& frame) {
  return py::make_tuple(frame.x_min_m, frame.y_max_m, frame.cell_m, frame.rows, frame.columns);
}

[[nodiscard]] inline py::array_t<double> raster_array(std::vector<double>&& values,
                                                      const geography::RasterFrame& frame) {
  return as_array(std::move(values), {static_cast<py::ssize_t>(frame.rows), static_cast<py::ssize_t>(frame.columns)});
}

/// Values of shape (rows, columns) and the frame they lie in.
[[nodiscard]] inline py::tuple raster_tuple(geography::Raster&& raster) {
  return py::make_tuple(raster_array(std::move(raster.values), raster.frame), frame_tuple(raster.frame));
}

/// per_km2 or count.
[[nodiscard]] inline hotspots::DensityScale scale_from(const std::string& name) {
  if (name == "per_km2") {
    return hotspots::DensityScale::per_km2;
  }
  require(name == "count", "scale", std::string_view(name), "\"per_km2\" or \"count\"");
  return hotspots::DensityScale::count;
}

/// A raster from an array of shape (rows, columns), its corner and its cell.
[[nodiscard]] inline geography::Raster raster_from(const InputArray<double>& values, double x_min_m, double y_max_m,
                                                   double cell_m) {
  require(values.ndim() == 2, "values.ndim", static_cast<std::int64_t>(values.ndim()), "2: rows and columns");
  geography::Raster raster;
  raster.frame = {x_min_m, y_max_m, cell_m, static_cast<std::size_t>(values.shape(0)),
                  static_cast<std::size_t>(values.shape(1))};
  raster.values.assign(values.data(), values.data() + values.size());
  return raster;
}

/// A view of an optional array; empty where there is none.
template <class T>
[[nodiscard]] std::span<const T> optional_span(const std::optional<InputArray<T>>& array, const char* name) {
  return array ? as_span(*array, name) : std::span<const T>{};
}

}  // namespace libprofile::bindings
