// SPDX-License-Identifier: MIT
#include "libprofile/io/write_geotiff.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <gdal.h>

#include "libprofile/core/error.hpp"

#include "support/temporary_folder.hpp"

using namespace libprofile;
using Catch::Contains;
using testing::TemporaryFolder;

namespace {

geography::Raster small() {
  return {{430000.0, 390300.0, 100.0, 3, 2}, {1.5, 2.0, std::numeric_limits<double>::quiet_NaN(), 0.0, 5.0, 6.25}};
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("GDAL reads from a GeoTIFF what was written", "[io]") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "surface.tif";
  io::write_geotiff(small(), path, {.tier = "internal"});
  const std::unique_ptr<void, void (*)(void*)> dataset(GDALOpen(path.c_str(), GA_ReadOnly),
                                                       [](void* one) { GDALClose(one); });
  REQUIRE(dataset != nullptr);
  CHECK(GDALGetRasterXSize(dataset.get()) == 2);
  CHECK(GDALGetRasterYSize(dataset.get()) == 3);
  std::array<double, 6> transform{};
  GDALGetGeoTransform(dataset.get(), transform.data());
  CHECK(transform == std::array<double, 6>{430000.0, 100.0, 0.0, 390300.0, 0.0, -100.0});
  std::vector<double> values(6);
  REQUIRE(GDALRasterIO(GDALGetRasterBand(dataset.get(), 1), GF_Read, 0, 0, 2, 3, values.data(), 2, 3, GDT_Float64, 0,
                       0) == CE_None);
  CHECK(values[0] == 1.5);
  CHECK(std::isnan(values[2]));
  CHECK(values[5] == 6.25);
  CHECK(std::string(GDALGetMetadataItem(dataset.get(), "tier", nullptr)) == "internal");
  CHECK_THAT(std::string(GDALGetProjectionRef(dataset.get())), Contains("British National Grid"));
}

TEST_CASE("a GeoTIFF is for its owner, repeats byte for byte, and replaces only where asked", "[io]") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "surface.tif";
  io::write_geotiff(small(), path, {.tier = "internal"});
  CHECK(std::filesystem::status(path).permissions() ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  io::write_geotiff(small(), folder.path() / "again.tif", {.tier = "internal"});
  CHECK(bytes_of(path) == bytes_of(folder.path() / "again.tif"));
  CHECK_THROWS_AS(io::write_geotiff(small(), path, {.tier = "internal"}), InputError);
  io::write_geotiff(small(), path, {.crs = "", .tier = "internal", .if_present = core::IfPresent::replace});
  CHECK(bytes_of(path) != bytes_of(folder.path() / "again.tif"));
}

TEST_CASE("a raw raster is not written unless the internal tier is typed", "[io][edges]") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "surface.tif";
  CHECK_THROWS_AS(io::write_geotiff(small(), path), DisclosureError);
  CHECK_THROWS_AS(io::write_geotiff(small(), path, {.tier = "public"}), DisclosureError);
  CHECK(!std::filesystem::exists(path));
}

TEST_CASE("rasters, reference systems and places that cannot be written are refused", "[io][edges]") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "surface.tif";
  auto raster = small();
  raster.values.pop_back();
  CHECK_THROWS_AS(io::write_geotiff(raster, path, {.tier = "internal"}), InvalidArgument);
  CHECK_THROWS_AS(io::write_geotiff({}, path, {.tier = "internal"}), InvalidArgument);
  for (const char* crs : {"/etc/passwd", "http://example.invalid/crs", "EPSG:999999", "EPSG:"}) {
    CHECK_THROWS_AS(io::write_geotiff(small(), path, {.crs = crs, .tier = "internal"}), CrsError);
  }
  CHECK_THROWS_AS(io::write_geotiff(small(), folder.path() / "absent" / "surface.tif", {.tier = "internal"}),
                  InputError);
  CHECK(std::filesystem::is_empty(folder.path()));
}
