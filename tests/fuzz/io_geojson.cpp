// SPDX-License-Identifier: MIT
// Bytes as a file of plain GeoJSON: left to GDAL, or columns of one length whose outlines are polygons or refused by
// name. What is plain is not plain with its last bracket cut off.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/polygons_from_wkb.hpp"
#include "libprofile/io/detail/plain_geojson.hpp"
#include "libprofile/io/detail/utf8.hpp"

#include "support/scratch_folder.hpp"

using namespace libprofile;

namespace {

void require_same(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void check_texts(const records::TextColumn& texts) {
  for (const std::int32_t code : texts.codes) {
    require_same(code == records::kAbsent || (code >= 0 && static_cast<std::size_t>(code) < texts.dictionary.size()));
  }
}

void check_outlines(const records::BytesColumn& outlines) {
  require_same(!outlines.ends.empty() && outlines.ends.back() == outlines.bytes.size());
  require_same(std::is_sorted(outlines.ends.begin(), outlines.ends.end()));
  std::vector<geography::WkbView> views;
  for (std::size_t row = 0; row < outlines.ends.size(); ++row) {
    views.push_back(outlines[row]);
  }
  try {
    require_same(geography::polygons_from_wkb(views).size() == views.size());
  } catch (const GeometryError&) {
    return;  // An open ring, or one below four vertices: said of the area.
  }
}

void check(const io::Dataset& read) {
  require_same(read.table.rows() > 0 && read.crs == "EPSG:4326");
  for (const auto& entry : read.table.columns()) {
    require_same(records::size(entry.column) == read.table.rows());
    if (const auto* texts = std::get_if<records::TextColumn>(&entry.column)) {
      check_texts(*texts);
    } else {
      require_same(entry.name == read.geometry);
      check_outlines(std::get<records::BytesColumn>(entry.column));
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const testing::ScratchFolder folder;
  const auto path = folder.path() / "a.geojson";
  const io::ReadOptions options{.columns = {"code", "name"}, .geometry = io::GeometryColumn::well_known_binary};
  const std::string text(reinterpret_cast<const char*>(data), size);
  testing::write_bytes(path, text);
  const auto read = io::detail::read_plain_geojson(path.string(), options);
  if (read) {
    check(*read);
    testing::write_bytes(path, text.substr(0, text.rfind('}')));
    require_same(!io::detail::read_plain_geojson(path.string(), options));
  }
  return 0;
}
