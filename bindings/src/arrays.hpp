// SPDX-License-Identifier: MIT
/// @file
/// Between NumPy arrays and the library's views and vectors, without copies where layouts allow.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/planar_view.hpp"

namespace libprofile::bindings {

namespace py = pybind11;

/// A C-contiguous array of T; pybind11 copies only where the caller's is of another type or layout.
template <class T>
using InputArray = py::array_t<T, py::array::c_style | py::array::forcecast>;

/// A view of a one-dimensional array.
template <class T>
[[nodiscard]] std::span<const T> as_span(const InputArray<T>& array, const char* name) {
  if (array.ndim() != 1) {
    throw InvalidArgument(std::string(name) + " has " + std::to_string(array.ndim()) + " dimensions: must have one");
  }
  return {array.data(), static_cast<std::size_t>(array.size())};
}

/// A view of an array of shape (n, 2), in metres.
[[nodiscard]] inline geography::PlanarView as_points(const InputArray<double>& xy, const char* name) {
  if (xy.ndim() != 2 || xy.shape(1) != 2) {
    throw InvalidArgument(std::string(name) + ": must have shape (n, 2), x and y in metres");
  }
  return geography::PlanarView(std::span(xy.data(), static_cast<std::size_t>(xy.size())));
}

/// NumPy takes over the vector's memory. `shape` must multiply to its size.
template <class T>
[[nodiscard]] py::array_t<T> as_array(std::vector<T>&& values, std::vector<py::ssize_t> shape) {
  auto owner = std::make_unique<std::vector<T>>(std::move(values));
  T* data = owner->data();
  const py::capsule keep(owner.get(), [](void* memory) { delete static_cast<std::vector<T>*>(memory); });
  owner.release();
  return py::array_t<T>(std::move(shape), data, keep);
}

template <class T>
[[nodiscard]] py::array_t<T> as_array(std::vector<T>&& values) {
  const auto n = static_cast<py::ssize_t>(values.size());
  return as_array(std::move(values), {n});
}

/// A read-only view of memory that `owner` keeps and never changes.
template <class T>
[[nodiscard]] py::array_t<T> as_view(const std::vector<T>& values, const py::object& owner) {
  py::array_t<T> view(static_cast<py::ssize_t>(values.size()), values.data(), owner);
  view.attr("setflags")(py::arg("write") = false);
  return view;
}

}  // namespace libprofile::bindings
