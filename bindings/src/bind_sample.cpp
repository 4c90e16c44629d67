// SPDX-License-Identifier: MIT
#include <optional>
#include <string>

#include <pybind11/stl.h>

#include "libprofile/sample/partnership.hpp"
#include "libprofile/sample/write_partnership.hpp"

#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

namespace py = pybind11;

sample::Options options_from(double size, std::uint64_t seed, const std::optional<std::uint32_t>& areas,
                             const std::optional<std::uint32_t>& incidents,
                             const std::optional<std::uint32_t>& premises) {
  return {.size = size, .seed = seed, .areas = areas, .incidents = incidents, .premises = premises};
}

// Every file of the folder by name.
py::dict files(double size, std::uint64_t seed, const std::optional<std::uint32_t>& areas,
               const std::optional<std::uint32_t>& incidents, const std::optional<std::uint32_t>& premises) {
  const auto options = options_from(size, seed, areas, incidents, premises);
  py::dict result;
  for (const sample::NamedFile& file : interruptible([&] { return sample::files(sample::partnership(options)); })) {
    result[py::str(file.name)] = py::bytes(file.bytes);
  }
  return result;
}

}  // namespace

void bind_sample(py::module_& module) {
  const sample::Options defaults;
  module.def("sample_files", &files, py::arg("size") = defaults.size, py::arg("seed") = defaults.seed, py::kw_only(),
             py::arg("areas") = py::none(), py::arg("incidents") = py::none(), py::arg("premises") = py::none());
}

}  // namespace libprofile::bindings
