// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/core/version.hpp"

#include "module.hpp"

namespace libprofile::bindings {
namespace {

namespace py = pybind11;

// A message as Python users act on it: an option of the command line is an argument here.
std::string in_python_words(std::string message) {
  constexpr std::string_view kOption = "--replace";
  if (const auto at = message.find(kOption); at != std::string::npos) {
    message.replace(at, kOption.size(), "replace=True");
  }
  return message;
}

// The Python classes live in libprofile/errors.py, where they derive from Error and from a built-in class each.
void raise(const char* name, const std::exception& error) {
  const py::object type = py::module_::import("libprofile.errors").attr(name);
  PyErr_SetString(type.ptr(), in_python_words(error.what()).c_str());
}

void translate(std::exception_ptr thrown) {
  try {
    std::rethrow_exception(std::move(thrown));
  } catch (const InvalidArgument& error) {
    raise("InvalidArgument", error);
  } catch (const CrsError& error) {
    raise("CrsError", error);
  } catch (const GeometryError& error) {
    raise("GeometryError", error);
  } catch (const InputError& error) {
    raise("InputError", error);
  } catch (const DisclosureError& error) {
    raise("DisclosureError", error);
  } catch (const Cancelled& error) {
    raise("Cancelled", error);
  } catch (const Error& error) {
    raise("Error", error);
  }
}

}  // namespace

void bind_core(py::module_& module) {
  py::register_exception_translator(&translate);
  module.def("version", [] { return std::string(core::version()); });
}

}  // namespace libprofile::bindings
