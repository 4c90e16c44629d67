// SPDX-License-Identifier: MIT
#include "libprofile/io/read_dataset.hpp"

#include <optional>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/io/detail/address.hpp"
#include "libprofile/io/detail/csv_stream.hpp"
#include "libprofile/io/detail/gdal_session.hpp"
#include "libprofile/io/detail/plain_geojson.hpp"
#include "libprofile/io/detail/read_layer.hpp"
#include "libprofile/records/import_arrow.hpp"

namespace libprofile::io {
namespace {

Dataset read_csv(const detail::Address& address, const ReadOptions& options) {
  detail::CsvStream csv(address.path, options.columns, options.encoding);
  ArrowArrayStream stream = csv.stream();
  Dataset dataset;
  try {
    dataset.table = options.columns.empty() ? records::import_whole_stream(stream, address.path)
                                            : records::import_stream(stream, options.columns, address.path);
  } catch (const InputError&) {
    csv.rethrow();
    throw;
  }
  return dataset;
}

Dataset read_one(const std::string& path, const ReadOptions& options) {
  const detail::Address address = detail::sort_out(path, options.allow);
  if (address.kind == detail::AddressKind::csv) {
    return read_csv(address, options);
  }
  if (address.drivers.front() == "GeoJSON" && detail::scheme(path).empty()) {
    if (std::optional<Dataset> plain = detail::read_plain_geojson(address.path, options)) {
      return std::move(*plain);
    }
  }
  return detail::read_layer(address, options);
}

/// The first file's name for its geometry, and the one reference system of all.
void join_geometry(const std::vector<Dataset>& parts, const std::vector<std::string>& paths, Dataset& whole) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].geometry != parts.front().geometry) {
      throw InputError(paths[i] + ": its geometry is called '" + parts[i].geometry + "', that of " + paths.front() +
                       " '" + parts.front().geometry + "'; name files of one kind");
    }
    if (parts[i].crs != parts.front().crs) {
      throw InputError(paths[i] + ": is in " + (parts[i].crs.empty() ? "no system" : parts[i].crs) + ", but " +
                       paths.front() + " is in " + (parts.front().crs.empty() ? "none" : parts.front().crs) +
                       "; give files of one reference system");
    }
  }
  whole.geometry = parts.front().geometry;
  whole.crs = parts.front().crs;
}

}  // namespace

Dataset read_dataset(const std::vector<std::string>& paths, const ReadOptions& options) {
  detail::start_gdal();
  std::vector<Dataset> parts(paths.size());
  core::parallel_for(
      paths.size(), [&](std::size_t i) { parts[i] = read_one(paths[i], options); }, 1);
  if (parts.empty()) {
    return {};
  }
  if (parts.size() == 1) {
    return std::move(parts.front());
  }
  Dataset whole;
  join_geometry(parts, paths, whole);
  std::vector<records::ColumnTable> tables;
  for (Dataset& part : parts) {
    tables.push_back(std::move(part.table));
    whole.warnings.insert(whole.warnings.end(), part.warnings.begin(), part.warnings.end());
  }
  whole.table = records::concatenate(std::move(tables));
  return whole;
}

std::vector<std::string> column_names(const std::string& path, const ReadOptions& options) {
  const detail::Address address = detail::sort_out(path, options.allow);
  if (address.kind == detail::AddressKind::csv) {
    return detail::CsvReader(address.path, options.encoding).header();
  }
  return detail::describe_layer(address, options).columns;
}

bool has_geometry(const std::string& path, const ReadOptions& options) {
  const detail::Address address = detail::sort_out(path, options.allow);
  return address.kind != detail::AddressKind::csv && detail::describe_layer(address, options).has_geometry;
}

}  // namespace libprofile::io
