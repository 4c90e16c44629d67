// SPDX-License-Identifier: MIT
/// @file
/// Opening one layer of a source with GDAL, by the drivers that are let in.
#pragma once

#include <memory>
#include <string>

#include <ogr_api.h>

#include "libprofile/io/detail/address.hpp"

namespace libprofile::io::detail {

struct CloseDataset {
  void operator()(void* dataset) const;
};

/// A layer and the dataset that it belongs to.
struct OpenLayer {
  std::unique_ptr<void, CloseDataset> dataset;
  OGRLayerH layer = nullptr;
};

/// @param layer  Name; empty for the only one.
/// @throws InputError  for a source that none of the drivers can open, or a layer that is not named and not the only
/// one.
[[nodiscard]] OpenLayer open_layer(const Address& address, const std::string& layer);

/// The reference system of a layer's geometry: "EPSG:27700", WKT where it has no code, empty where it has none.
[[nodiscard]] std::string crs_of(OGRLayerH layer);

}  // namespace libprofile::io::detail
