// SPDX-License-Identifier: MIT
#include "libprofile/geography/working_plane.hpp"

#include <cmath>
#include <limits>
#include <random>

#include <catch2/catch.hpp>

#include "libprofile/geography/make_area_set.hpp"
#include "libprofile/geography/union_outline.hpp"

#include "support/geography_shapes.hpp"

using namespace libprofile;
using geography::AreaColumns;
using geography::make_area_set;
using geography::on_lattice;
using geography::Vertices;

namespace {

AreaColumns squares() {
  AreaColumns columns;
  columns.codes = {"A", "B", "C", "D"};
  columns.parents = {{"district", {"D", "D", "D", "D"}, {}}};
  columns.polygons = testing::squares(2, 2, 1234.567, 400'000.0, 300'000.0);
  return columns;
}

/// Less than two versions of PROJ differ by, on every coordinate.
void disturb(std::vector<double>& xy, unsigned seed) {
  std::minstd_rand draw(seed);
  for (double& coordinate : xy) {
    coordinate += (static_cast<double>(draw() % 2001U) - 1000.0) * 3e-12;
  }
}

/// Rings stay closed.
void close_rings(geography::Polygons& polygons) {
  for (std::size_t ring = 0; ring + 1 < polygons.ring_vertices.size(); ++ring) {
    const std::size_t first = 2 * std::size_t{polygons.ring_vertices[ring]};
    const std::size_t last = 2 * std::size_t{polygons.ring_vertices[ring + 1]} - 2;
    polygons.xy[last] = polygons.xy[first];
    polygons.xy[last + 1] = polygons.xy[first + 1];
  }
}

}  // namespace

TEST_CASE("a coordinate goes to the nearest millimetre, halves away from zero", "[geography][hand]") {
  CHECK(on_lattice(435'123.45649) == 435'123.456);
  CHECK(on_lattice(435'123.4566) == 435'123.457);
  CHECK(on_lattice(0.0625) == 0.063);
  CHECK(on_lattice(-0.0625) == -0.063);
  CHECK(on_lattice(std::vector<double>{1.00049, -2.0}) == std::vector<double>{1.0, -2.0});
}

TEST_CASE("nothing, minus nothing and what is not finite stay what they are", "[geography][edges]") {
  CHECK(on_lattice(std::vector<double>{}).empty());
  CHECK_FALSE(std::signbit(on_lattice(-0.0001)));
  CHECK(std::isnan(on_lattice(std::numeric_limits<double>::quiet_NaN())));
  CHECK(on_lattice(std::numeric_limits<double>::infinity()) == std::numeric_limits<double>::infinity());
}

TEST_CASE("what is on the lattice stays, bit for bit", "[geography][property]") {
  std::mt19937_64 draw(7);
  std::uniform_real_distribution<double> coordinate(-1e6, 1.3e6);
  for (int i = 0; i < 10'000; ++i) {
    const double once = on_lattice(coordinate(draw));
    CHECK(on_lattice(once) == once);
  }
}

TEST_CASE("areas whose last bits differ unite to the same outline on the lattice", "[geography][property]") {
  const auto made = [](unsigned seed, Vertices vertices) {
    AreaColumns columns = squares();
    if (seed > 0) {
      disturb(columns.polygons.xy, seed);
      close_rings(columns.polygons);
    }
    const auto areas = make_area_set(std::move(columns), {.vertices = vertices}).areas;
    return geography::areas_of_level(areas, 0).polygons.xy;
  };
  for (unsigned seed = 1; seed <= 5; ++seed) {
    CHECK(made(seed, Vertices::on_lattice) == made(0, Vertices::on_lattice));
    CHECK(made(seed, Vertices::as_given) != made(0, Vertices::as_given));
  }
}

TEST_CASE("a spike thinner than the lattice is mended unasked and listed, a bow tie is not", "[geography][edges]") {
  AreaColumns columns;
  columns.codes = {"A"};
  columns.polygons = testing::squares(1, 1, 100.0, 5000.0);
  // The square with a needle of 0.2 mm by 10 m on its right side.
  columns.polygons.xy = {5000, 5000,      5100, 5000, 5100, 5049.9999, 5110, 5050,
                         5100, 5050.0001, 5100, 5100, 5000, 5100,      5000, 5000};
  columns.polygons.ring_vertices = {0, 8};
  const auto as_given = make_area_set(columns).areas;
  CHECK(as_given.polygons.vertices() == 8);
  CHECK(as_given.repaired_on_lattice.empty());
  const auto mended = make_area_set(columns, {.vertices = Vertices::on_lattice}).areas;
  CHECK(mended.repaired.empty());
  CHECK(mended.repaired_on_lattice == std::vector<std::string>{"A"});
  CHECK(mended.polygons.vertices() < 8);

  columns.polygons.xy = {5000, 5000, 5100, 5100, 5100, 5000, 5000, 5100, 5000, 5000};
  columns.polygons.ring_vertices = {0, 5};
  CHECK_THROWS_WITH(make_area_set(columns, {.vertices = Vertices::on_lattice}), Catch::Contains("repair = true"));
  const auto asked = make_area_set(columns, {.repair = true, .vertices = Vertices::on_lattice}).areas;
  CHECK(asked.repaired == std::vector<std::string>{"A"});
  CHECK(asked.repaired_on_lattice.empty());
}
