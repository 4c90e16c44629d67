// SPDX-License-Identifier: MIT
/// @file
/// Keys from Python: bytes, or the path of a file that only its owner may read.
#pragma once

#include <string>
#include <vector>

#include <pybind11/pybind11.h>

#include "libprofile/core/key.hpp"

namespace libprofile::bindings {

[[nodiscard]] inline core::Key key_from(const pybind11::object& key) {
  namespace py = pybind11;
  if (py::isinstance<py::bytes>(key)) {
    const auto text = static_cast<std::string_view>(key.cast<py::bytes>());
    return core::Key(std::vector<std::uint8_t>(text.begin(), text.end()));
  }
  return core::Key::from_file(py::str(py::module_::import("os").attr("fspath")(key)).cast<std::string>());
}

}  // namespace libprofile::bindings
