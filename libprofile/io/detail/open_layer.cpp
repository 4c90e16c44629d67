// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/open_layer.hpp"

#include <vector>

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include "libprofile/core/error.hpp"
#include "libprofile/io/detail/gdal_session.hpp"
#include "libprofile/records/suggest.hpp"

namespace libprofile::io::detail {
namespace {

/// A connection string holds a password: it is not repeated.
std::string shown(const Address& address) {
  return address.kind == AddressKind::database ? "PG:..." : address.path;
}

std::string reason(const ErrorCapture& capture, const Address& address) {
  if (!capture.failed()) {
    return {};
  }
  // A server's message may quote the connection string.
  return address.kind == AddressKind::database ? "; check host, database, user and password"
                                               : " (" + capture.first_error() + ")";
}

void require_drivers(const Address& address) {
  for (const std::string& name : address.drivers) {
    if (GDALGetDriverByName(name.c_str()) != nullptr) {
      return;
    }
  }
  throw InputError(shown(address) + ": the installed GDAL has no driver " + address.drivers.front() +
                   "; convert the file to GeoPackage or CSV");
}

std::vector<std::string> layer_names(GDALDatasetH dataset) {
  const int layers = GDALDatasetGetLayerCount(dataset);
  std::vector<std::string> names;
  names.reserve(static_cast<std::size_t>(layers));
  for (int i = 0; i < layers; ++i) {
    names.emplace_back(OGR_L_GetName(GDALDatasetGetLayer(dataset, i)));
  }
  return names;
}

OGRLayerH pick_layer(GDALDatasetH dataset, const std::string& name, const Address& address) {
  const std::vector<std::string> names = layer_names(dataset);
  if (names.empty()) {
    throw InputError(shown(address) + ": holds no layer");
  }
  if (name.empty() && names.size() == 1) {
    return GDALDatasetGetLayer(dataset, 0);
  }
  if (name.empty()) {
    throw InputError(shown(address) + ": holds several layers; type layer = \"" + names.front() + "\"; " +
                     records::did_you_mean("", names));
  }
  OGRLayerH layer = GDALDatasetGetLayerByName(dataset, name.c_str());
  if (layer == nullptr) {
    throw InputError(shown(address) + ": has no layer '" + name + "'; " + records::did_you_mean(name, names));
  }
  return layer;
}

}  // namespace

void CloseDataset::operator()(void* dataset) const {
  GDALClose(dataset);
}

OpenLayer open_layer(const Address& address, const std::string& layer) {
  start_gdal();
  require_drivers(address);
  std::vector<const char*> drivers;
  for (const std::string& driver : address.drivers) {
    drivers.push_back(driver.c_str());
  }
  drivers.push_back(nullptr);
  const ErrorCapture capture;
  OpenLayer open;
  open.dataset.reset(GDALOpenEx(address.path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                drivers.data(), nullptr, nullptr));
  if (open.dataset == nullptr) {
    throw InputError(shown(address) + ": cannot be read as " + address.drivers.front() + reason(capture, address));
  }
  open.layer = pick_layer(open.dataset.get(), layer, address);
  return open;
}

std::string crs_of(OGRLayerH layer) {
  OGRSpatialReferenceH system = OGR_L_GetSpatialRef(layer);
  if (system == nullptr) {
    return {};
  }
  const ErrorCapture capture;
  const char* authority = OSRGetAuthorityName(system, nullptr);
  const char* code = OSRGetAuthorityCode(system, nullptr);
  if (authority != nullptr && code != nullptr) {
    return std::string(authority) + ":" + code;
  }
  char* text = nullptr;
  const char* const format[] = {"FORMAT=WKT2_2019", nullptr};
  OSRExportToWktEx(system, &text, format);
  std::string wkt(text == nullptr ? "" : text);
  CPLFree(text);
  return wkt;
}

}  // namespace libprofile::io::detail
