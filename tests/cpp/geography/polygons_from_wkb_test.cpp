// SPDX-License-Identifier: MIT
#include "libprofile/geography/polygons_from_wkb.hpp"

#include <algorithm>
#include <cstring>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"

#include "support/geography_shapes.hpp"

using namespace libprofile;
using geography::Polygons;
using geography::polygons_from_wkb;
using geography::WkbView;

namespace {

using Bytes = std::vector<std::uint8_t>;

enum class Order { big, little };

/// Writes what the reader reads, in either byte order and with any number of further dimensions.
class Writer {
 public:
  explicit Writer(Order order, std::uint32_t type_flags = 0, std::size_t dimensions = 2)
      : order_(order), flags_(type_flags), dimensions_(dimensions) {}

  void head(std::uint32_t kind) {
    bytes.push_back(order_ == Order::little ? 1 : 0);
    integer(kind + flags_);
  }
  void integer(std::uint32_t value) { number(&value, 4); }
  void real(double value) { number(&value, 8); }
  void polygon(const std::vector<testing::Ring>& rings) {
    head(3);
    integer(static_cast<std::uint32_t>(rings.size()));
    for (const auto& ring : rings) {
      integer(static_cast<std::uint32_t>(ring.size()));
      for (const auto& vertex : ring) {
        real(vertex[0]);
        real(vertex[1]);
        for (std::size_t i = 2; i < dimensions_; ++i) {
          real(-99.0);
        }
      }
    }
  }

  Bytes bytes;

 private:
  void number(const void* value, std::size_t size) {
    Bytes raw(size);
    std::memcpy(raw.data(), value, size);
    if (order_ == Order::big) {
      std::reverse(raw.begin(), raw.end());
    }
    bytes.insert(bytes.end(), raw.begin(), raw.end());
  }

  Order order_;
  std::uint32_t flags_;
  std::size_t dimensions_;
};

Polygons read(const Bytes& bytes) {
  const std::vector<WkbView> views = {bytes};
  return polygons_from_wkb(views);
}

Bytes square_wkb() {
  Writer writer(Order::little);
  writer.polygon({testing::rectangle(0, 0, 10, 10)});
  return writer.bytes;
}

}  // namespace

TEST_CASE("a square with a hole, and a multipolygon of two", "[geography][hand]") {
  const auto order = GENERATE(Order::little, Order::big);
  Writer holed(order);
  holed.polygon({testing::rectangle(0, 0, 10, 10), testing::rectangle(2, 2, 4, 4)});
  Writer two(order);
  two.head(6);
  two.integer(2);
  two.polygon({testing::rectangle(0, 0, 1, 1)});
  two.polygon({testing::rectangle(5, 5, 6, 6)});
  const std::vector<WkbView> views = {holed.bytes, two.bytes};
  const Polygons polygons = polygons_from_wkb(views);
  CHECK(polygons.area_polygons == std::vector<std::uint32_t>{0, 1, 3});
  CHECK(polygons.polygon_rings == std::vector<std::uint32_t>{0, 2, 3, 4});
  CHECK(polygons.ring_vertices == std::vector<std::uint32_t>{0, 5, 10, 15, 20});
  CHECK(polygons.xy[2] == 10.0);
  CHECK(polygons.xy[30] == 5.0);
}

TEST_CASE("further dimensions and reference systems are dropped", "[geography][golden]") {
  // Codes of OGC 06-103r4, tables 7 to 10, and of PostGIS' extended form.
  const auto [flags, dimensions] =
      GENERATE(std::pair(1000U, 3U), std::pair(2000U, 3U), std::pair(3000U, 4U), std::pair(0x80000000U, 3U),
               std::pair(0x40000000U, 3U), std::pair(0xC0000000U, 4U));
  Writer writer(Order::little, flags, dimensions);
  writer.polygon({testing::rectangle(0, 0, 10, 10)});
  CHECK(read(writer.bytes).xy == read(square_wkb()).xy);
  Bytes with_srid = square_wkb();
  with_srid[4] = 0x20;
  const Bytes srid = {0x34, 0x6C, 0, 0};
  with_srid.insert(with_srid.begin() + 5, srid.begin(), srid.end());
  CHECK(read(with_srid).xy == read(square_wkb()).xy);
}

TEST_CASE("what is not one polygon or multipolygon is refused, naming the area", "[geography][edges]") {
  const std::vector<std::string> codes = {"E01000001", "E01000002"};
  const Bytes good = square_wkb();
  const auto second = [&](const Bytes& bytes) {
    const std::vector<WkbView> views = {good, bytes};
    return polygons_from_wkb(views, codes);
  };
  Writer empty(Order::little);
  empty.polygon({});
  Writer point(Order::little);
  point.head(1);
  point.real(1);
  point.real(2);
  Writer open(Order::little);
  open.polygon({{{0, 0}, {1, 0}, {1, 1}, {0, 1}}});
  Writer few(Order::little);
  few.polygon({{{0, 0}, {1, 0}, {0, 0}}});
  Bytes longer = good;
  longer.push_back(0);
  CHECK_THROWS_WITH(second({}), Catch::Contains("E01000002 has no geometry"));
  CHECK_THROWS_WITH(second(empty.bytes), Catch::Contains("E01000002 has an empty geometry"));
  CHECK_THROWS_WITH(second(point.bytes), Catch::Contains("not a polygon"));
  CHECK_THROWS_WITH(second(open.bytes), Catch::Contains("not closed"));
  CHECK_THROWS_WITH(second(few.bytes), Catch::Contains("fewer than four"));
  CHECK_THROWS_WITH(second(longer), Catch::Contains("not its own"));
  CHECK_THROWS_WITH(read({}), Catch::Contains("row 1"));
  CHECK_THROWS_AS(second({9, 3, 0, 0, 0}), GeometryError);
  const std::vector<WkbView> one = {good};
  CHECK_THROWS_AS(polygons_from_wkb(one, codes), InvalidArgument);
  CHECK(polygons_from_wkb({}).size() == 0);
}

TEST_CASE("every truncation is refused", "[geography][oracle]") {
  Writer writer(Order::little);
  writer.head(6);
  writer.integer(1);
  writer.polygon({testing::rectangle(0, 0, 10, 10), testing::rectangle(2, 2, 4, 4)});
  for (std::size_t length = 0; length < writer.bytes.size(); ++length) {
    const Bytes part(writer.bytes.begin(), writer.bytes.begin() + static_cast<std::ptrdiff_t>(length));
    CHECK_THROWS_AS(read(part), GeometryError);
  }
}

TEST_CASE("changed bytes give an outline or an error, whatever the threads", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const core::Philox random(seed, core::Stream::testing);
  Bytes bytes = square_wkb();
  for (std::uint32_t i = 0; i < 2000; ++i) {
    Bytes changed = bytes;
    changed[random.below(static_cast<std::uint32_t>(bytes.size()), i, 0, 0)] =
        static_cast<std::uint8_t>(random.below(256, i, 0, 1));
    try {
      const std::size_t areas = read(changed).size();
      CHECK(areas == 1);
    } catch (const GeometryError&) {
      SUCCEED();
    }
  }
  const std::vector<WkbView> many(1000, bytes);
  const auto all = polygons_from_wkb(many);
  const core::ThreadLimit limit(1);
  CHECK(polygons_from_wkb(many).xy == all.xy);
}
