// SPDX-License-Identifier: MIT
#include "tables.hpp"

#include "libprofile/core/error.hpp"
#include "libprofile/records/arrow_c_data.hpp"
#include "libprofile/records/import_arrow.hpp"

namespace libprofile::bindings {

namespace py = pybind11;

records::ColumnTable import_table(const py::object& stream, const std::string& context,
                                  const std::optional<std::vector<std::string>>& columns) {
  if (!py::hasattr(stream, "__arrow_c_stream__")) {
    throw InvalidArgument(context +
                          ": must be a table that offers __arrow_c_stream__, such as a DataFrame of pandas, "
                          "geopandas or polars, or a pyarrow Table");
  }
  const py::capsule capsule = stream.attr("__arrow_c_stream__")();
  auto* c_stream = capsule.get_pointer<ArrowArrayStream>();
  // The producer may be Python itself, so the GIL stays held.
  return columns ? records::import_stream(*c_stream, *columns, context)
                 : records::import_whole_stream(*c_stream, context);
}

}  // namespace libprofile::bindings
