// SPDX-License-Identifier: MIT
/// @file
/// Rasters as files that every geographic information system opens.
#pragma once

#include <filesystem>
#include <string>

#include "libprofile/core/atomic_write.hpp"
#include "libprofile/geography/raster.hpp"

namespace libprofile::io {

struct GeoTiffOptions {
  /// Of the raster's plane, as "EPSG:27700". Empty: the file does not say.
  std::string crs = "EPSG:27700";

  /// Must be "internal", typed: a surface can be turned back into the points it was made of.
  std::string tier = {};

  core::IfPresent if_present = core::IfPresent::refuse;
};

/// Writes a raster as a GeoTIFF of doubles with one band, NaN where there is no value; whole or not at all.
///
/// The file is marked with tier and marking, and readable by its owner only. The same raster gives the same bytes.
/// @throws DisclosureError  unless the internal tier is typed.
/// @throws InvalidArgument  for a raster without cells, or whose values are not as many as its cells.
/// @throws CrsError  for a reference system that is no code of an authority, or is unknown.
/// @throws InputError  where the file cannot be written.
void write_geotiff(const geography::Raster& raster, const std::filesystem::path& path,
                   const GeoTiffOptions& options = {});

}  // namespace libprofile::io
