// SPDX-License-Identifier: MIT
#include "libprofile/records/wkb_points.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

using namespace libprofile;
using namespace libprofile::records;

namespace {

using Bytes = std::vector<std::uint8_t>;

template <class Word>
void put(Bytes& bytes, Word word, bool little) {
  for (std::size_t i = 0; i < sizeof(Word); ++i) {
    const std::size_t shift = 8 * (little ? i : sizeof(Word) - 1 - i);
    bytes.push_back(static_cast<std::uint8_t>(word >> shift));
  }
}

Bytes point(std::uint32_t type, bool little, std::vector<double> numbers, bool has_srid = false) {
  Bytes bytes = {static_cast<std::uint8_t>(little ? 1 : 0)};
  put(bytes, type, little);
  if (has_srid) {
    put(bytes, std::uint32_t{27700}, little);
  }
  for (const double number : numbers) {
    put(bytes, std::bit_cast<std::uint64_t>(number), little);
  }
  return bytes;
}

PointColumns read(const std::vector<Bytes>& values) {
  BytesColumn column;
  for (const Bytes& value : values) {
    column.bytes.insert(column.bytes.end(), value.begin(), value.end());
    column.ends.push_back(column.bytes.size());
  }
  return points_from_wkb(column, "geometry", "t.gpkg");
}

}  // namespace

TEST_CASE("points of every form of well-known binary are read", "[records][hand]") {
  const auto points = read({point(1, true, {1, 2}),
                            point(1, false, {3, 4}),
                            point(1001, true, {5, 6, 7}),
                            {},
                            point(0x20000001U, true, {8, 9}, true),
                            point(0x80000001U, true, {10, 11, 12})});
  CHECK(points.x.values[0] == 1.0);
  CHECK(points.y.values[1] == 4.0);
  CHECK(points.x.values[2] == 5.0);
  CHECK(std::isnan(points.x.values[3]));
  CHECK(points.y.values[4] == 9.0);
  CHECK(points.x.values[5] == 10.0);
}

TEST_CASE("what is not a point is refused by its row", "[records][edges]") {
  CHECK_THROWS_WITH(read({point(1, true, {1, 2}), point(3, true, {1, 2})}),
                    Catch::Contains("t.gpkg: row 2: column 'geometry': must be a point"));
  CHECK_THROWS_AS(read({Bytes{1, 1, 0}}), GeometryError);
  CHECK_THROWS_AS(read({point(1, true, {1})}), GeometryError);
  CHECK_THROWS_AS(read({Bytes(21, 7)}), GeometryError);
}
