// SPDX-License-Identifier: MIT
#include "libprofile/io/write_geotiff.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <limits>
#include <memory>
#include <string_view>

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include "libprofile/core/error.hpp"
#include "libprofile/io/detail/gdal_session.hpp"

namespace libprofile::io {
namespace {

using geography::Raster;
using Dataset = std::unique_ptr<void, void (*)(void*)>;

/// Letters, a colon and digits: anything else GDAL might look up in a file or on a network.
bool is_code(std::string_view crs) {
  const auto colon = crs.find(':');
  const auto all = [](std::string_view text, int (*is)(int)) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [is](char c) { return is(static_cast<unsigned char>(c)) != 0; });
  };
  return colon != std::string_view::npos && all(crs.substr(0, colon), std::isalpha) &&
         all(crs.substr(colon + 1), std::isdigit);
}

std::string well_known_text(const std::string& crs) {
  if (crs.empty()) {
    return {};
  }
  const std::unique_ptr<void, void (*)(void*)> system(OSRNewSpatialReference(nullptr),
                                                      [](void* one) { OSRDestroySpatialReference(one); });
  if (!is_code(crs) || OSRSetFromUserInput(system.get(), crs.c_str()) != OGRERR_NONE) {
    throw CrsError("crs = \"" + crs + "\": must be a known code; type crs = \"EPSG:27700\"");
  }
  char* text = nullptr;
  OSRExportToWkt(system.get(), &text);
  const std::string wkt(text == nullptr ? "" : text);
  CPLFree(text);
  return wkt;
}

/// A file in memory that goes with its scope.
class MemoryFile {
 public:
  MemoryFile() {
    static std::atomic<unsigned> next{0};
    name_ = "/vsimem/libprofile-raster-" + std::to_string(next++) + ".tif";
  }
  ~MemoryFile() { VSIUnlink(name_.c_str()); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  [[nodiscard]] const char* name() const { return name_.c_str(); }
  [[nodiscard]] std::string_view bytes() const {
    vsi_l_offset length = 0;
    const GByte* data = VSIGetMemFileBuffer(name_.c_str(), &length, FALSE);
    return {reinterpret_cast<const char*>(data), data == nullptr ? 0 : static_cast<std::size_t>(length)};
  }

 private:
  std::string name_;
};

void check(const Raster& raster, const GeoTiffOptions& options) {
  if (options.tier != "internal") {
    throw DisclosureError(
        "a surface is not protected: it can be turned back into the points it was made of; inside the secure "
        "environment, type tier = \"internal\"");
  }
  require(raster.frame.cells() > 0, "raster.frame.cells()", raster.frame.cells(), "above 0");
  require(raster.values.size() == raster.frame.cells(), "raster.values.size()", raster.values.size(),
          "rows times columns");
}

bool fill(void* dataset, const Raster& raster, const std::string& wkt) {
  const auto& frame = raster.frame;
  std::array<double, 6> transform{frame.x_min_m, frame.cell_m, 0.0, frame.y_max_m, 0.0, -frame.cell_m};
  void* band = GDALGetRasterBand(dataset, 1);
  const int columns = static_cast<int>(frame.columns);
  const int rows = static_cast<int>(frame.rows);
  return GDALSetGeoTransform(dataset, transform.data()) == CE_None &&
         (wkt.empty() || GDALSetProjection(dataset, wkt.c_str()) == CE_None) &&
         GDALSetMetadataItem(dataset, "tier", "internal", nullptr) == CE_None &&
         GDALSetMetadataItem(dataset, "marking", "OFFICIAL-SENSITIVE", nullptr) == CE_None &&
         GDALSetRasterNoDataValue(band, std::numeric_limits<double>::quiet_NaN()) == CE_None &&
         GDALRasterIO(band, GF_Write, 0, 0, columns, rows, const_cast<double*>(raster.values.data()), columns, rows,
                      GDT_Float64, 0, 0) == CE_None;
}

}  // namespace

void write_geotiff(const Raster& raster, const std::filesystem::path& path, const GeoTiffOptions& options) {
  check(raster, options);
  detail::start_gdal();
  const detail::ErrorCapture errors;
  const std::string wkt = well_known_text(options.crs);
  const MemoryFile file;
  char** creation = CSLSetNameValue(nullptr, "COMPRESS", "DEFLATE");
  void* made = GDALCreate(GDALGetDriverByName("GTiff"), file.name(), static_cast<int>(raster.frame.columns),
                          static_cast<int>(raster.frame.rows), 1, GDT_Float64, creation);
  CSLDestroy(creation);
  Dataset dataset(made, [](void* one) { GDALClose(one); });
  const bool is_filled = dataset != nullptr && fill(dataset.get(), raster, wkt);
  // Closing writes what is left.
  dataset.reset();
  if (!is_filled || errors.failed()) {
    throw InputError(path.string() + ": cannot be written: " + errors.first_error());
  }
  core::write_file_atomically(path, file.bytes(), {.if_present = options.if_present, .readers = core::Readers::owner});
}

}  // namespace libprofile::io
