// SPDX-License-Identifier: MIT
#include <utility>

#include "libprofile/geography/nearest_neighbours.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

/// NumPy takes over the memory: n rows of k.
template <class T>
py::array_t<T> as_rows(std::unique_ptr<T[]> values, std::size_t n, std::size_t k) {
  T* const data = values.get();
  const py::capsule keep(data, [](void* memory) { delete[] static_cast<T*>(memory); });
  values.release();
  return py::array_t<T>({static_cast<py::ssize_t>(n), static_cast<py::ssize_t>(k)}, data, keep);
}

py::tuple nearest_neighbours(const InputArray<double>& points, std::int32_t k, int n_jobs, const py::object& progress) {
  const auto view = as_points(points, "points");
  auto found = interruptible([&] { return geography::nearest_neighbours(view, {.k = k}); }, n_jobs, progress);
  if (found.n == 0) {
    found.indices = std::make_unique<std::uint32_t[]>(1);
    found.distances_m = std::make_unique<double[]>(1);
  }
  return py::make_tuple(as_rows(std::move(found.indices), found.n, found.k),
                        as_rows(std::move(found.distances_m), found.n, found.k));
}

}  // namespace

void bind_nearest_neighbours(py::module_& module) {
  const geography::NearestNeighboursOptions defaults;
  module.def("nearest_neighbours", &nearest_neighbours, py::arg("points"), py::kw_only(), py::arg("k") = defaults.k,
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
}

}  // namespace libprofile::bindings
