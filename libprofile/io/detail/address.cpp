// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/address.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <unistd.h>

#include "libprofile/core/error.hpp"

namespace libprofile::io::detail {
namespace {

namespace fs = std::filesystem;

struct Format {
  std::string_view extension;
  std::string_view driver;
};

constexpr std::array kFormats{
    Format{".geojson", "GeoJSON"},    Format{".json", "GeoJSON"},    Format{".topojson", "TopoJSON"},
    Format{".json", "TopoJSON"},      Format{".gpkg", "GPKG"},       Format{".shp", "ESRI Shapefile"},
    Format{".dbf", "ESRI Shapefile"}, Format{".parquet", "Parquet"},
};
constexpr std::array<std::string_view, 6> kTextEndings{".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt", ".psv"};

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return result;
}

bool starts_with(std::string_view text, std::string_view start) {
  return lower(text.substr(0, start.size())) == lower(start);
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool is_prefix_allowed(std::string_view path, const std::vector<std::string>& allow) {
  return std::any_of(allow.begin(), allow.end(), [&](const std::string& name) {
    return (starts_with(name, "/vsi") || ends_with(name, ":")) && starts_with(path, name);
  });
}

std::vector<std::string> allowed_drivers(const std::vector<std::string>& allow) {
  std::vector<std::string> drivers;
  std::copy_if(allow.begin(), allow.end(), std::back_inserter(drivers),
               [](const std::string& name) { return !starts_with(name, "/vsi") && !ends_with(name, ":"); });
  return drivers;
}

/// A database names its server, its password and its table: only the start is repeated.
std::string shown(const std::string& path, const std::string& scheme_text) {
  return scheme_text.empty() ? path : scheme_text + "...";
}

void require_readable(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    throw InputError(path + ": no such file; paths are relative to the configuration that names them");
  }
  if (fs::is_directory(status)) {
    throw InputError(path + ": is a folder; name the file in it, or a pattern such as \"" + path + "/*.csv\"");
  }
  if (error || ::access(path.c_str(), R_OK) != 0) {
    throw InputError(path + ": may not be read; ask its owner for permission");
  }
  if (!fs::is_regular_file(status)) {
    throw InputError(path + ": is not a file");
  }
  if (fs::file_size(path, error) == 0) {
    throw InputError(path + ": is empty");
  }
}

}  // namespace

std::string scheme(std::string_view path) {
  if (starts_with(path, "/vsi")) {
    return "/vsi";
  }
  const std::size_t colon = path.find(':');
  if (colon == std::string_view::npos || colon < 2) {
    return {};
  }
  const bool is_scheme = std::all_of(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '-' || c == '_';
  });
  return is_scheme ? std::string(path.substr(0, colon + 1)) : std::string();
}

Address sort_out(const std::string& path, const std::vector<std::string>& allow) {
  Address address{path, AddressKind::file, allowed_drivers(allow)};
  const std::string start = scheme(path);
  if (starts_with(path, "PG:")) {
    address.kind = AddressKind::database;
    address.drivers = {"PostgreSQL"};
    return address;
  }
  if (!start.empty() && !fs::exists(path) && !is_prefix_allowed(path, allow)) {
    throw InputError(shown(path, start) + ": addresses that start with \"" + start +
                     "\" are refused; copy the file here, or name it with --allow " + start);
  }
  if (start.empty()) {
    require_readable(path);
  }
  const std::string name = lower(path);
  for (const std::string_view ending : kTextEndings) {
    if (ends_with(name, ending)) {
      address.kind = AddressKind::csv;
      return address;
    }
  }
  for (const Format& format : kFormats) {
    if (ends_with(name, format.extension)) {
      address.drivers.emplace_back(format.driver);
    }
  }
  if (address.drivers.empty()) {
    throw InputError(path +
                     ": formats other than CSV, GeoJSON, TopoJSON, GeoPackage, Shapefile and Parquet are refused; "
                     "save it as one of these, or name its GDAL driver with --allow");
  }
  return address;
}

}  // namespace libprofile::io::detail
