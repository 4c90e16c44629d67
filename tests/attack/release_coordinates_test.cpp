// SPDX-License-Identifier: MIT
/// @file
/// A07 over a whole release: its coordinates are those of units, and none tells where in a unit anything happened.
#include "support/release_coordinates.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "libprofile/publish/detail/map_outlines.hpp"
#include "libprofile/sample/detail/national_grid.hpp"

#include "support/profile_inputs.hpp"
#include "support/published_coordinates.hpp"

using namespace libprofile;
using testing::release_coordinates;
using testing::release_of;

namespace {

/// Metres on a plane near the sample, close enough to true ones for a reach of a metre.
std::vector<double> to_metres(std::vector<double> lonlat_deg) {
  constexpr double kMetresADegree = 111'200.0;
  const double across = kMetresADegree * std::cos(54.2 * 3.14159265358979 / 180.0);
  for (std::size_t i = 0; i + 1 < lonlat_deg.size(); i += 2) {
    lonlat_deg[i] *= across;
    lonlat_deg[i + 1] *= kMetresADegree;
  }
  return lonlat_deg;
}

struct Released {
  std::vector<double> incidents_lonlat;
  std::vector<double> premises_lonlat;
  geography::AreaSet areas;
  std::map<std::string, std::string> files;
};

std::vector<double> lonlat_of_grid(const std::vector<double>& xy_m) {
  std::vector<double> lonlat;
  for (std::size_t i = 0; i + 1 < xy_m.size(); i += 2) {
    if (!std::isnan(xy_m[i])) {
      const auto place = sample::detail::to_lonlat(xy_m[i], xy_m[i + 1]);
      lonlat.insert(lonlat.end(), {place.lon_deg, place.lat_deg});
    }
  }
  return lonlat;
}

Released release_sample() {
  const auto inputs = testing::sample_inputs(sample::partnership({.seed = 1}));
  return {lonlat_of_grid(inputs.incidents.xy), lonlat_of_grid(inputs.premises->xy), inputs.areas,
          release_of(profile::problem_profile(inputs, testing::year_2024()))};
}

/// A few squares with a busy point, a lone point, a point on a corner and premises on the incidents.
profile::Inputs nasty(double shift_m) {
  auto inputs = testing::lattice_inputs({{0, 1}, {1, 7}, {4, 33}, {7, 12}, {8, 5}});
  for (double& value : inputs.incidents.xy) {
    value += shift_m;
  }
  return inputs;
}

testing::Window window_of(const std::vector<double>& lonlat_deg) {
  testing::Window window{HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
  for (std::size_t i = 0; i + 1 < lonlat_deg.size(); i += 2) {
    window.x_min = std::min(window.x_min, lonlat_deg[i]);
    window.x_max = std::max(window.x_max, lonlat_deg[i]);
    window.y_min = std::min(window.y_min, lonlat_deg[i + 1]);
    window.y_max = std::max(window.y_max, lonlat_deg[i + 1]);
  }
  return window;
}

double cross(const double* o, const double* a, const double* b) {
  return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
}

/// The lower half of the convex hull of interleaved points, west to east.
std::vector<double> lower_hull(const std::vector<double>& xy) {
  std::vector<std::size_t> order(xy.size() / 2);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(xy[2 * a], xy[2 * a + 1]) < std::pair(xy[2 * b], xy[2 * b + 1]);
  });
  std::vector<double> hull;
  for (const std::size_t i : order) {
    while (hull.size() >= 4 && cross(&hull[hull.size() - 4], &hull[hull.size() - 2], &xy[2 * i]) <= 0.0) {
      hull.resize(hull.size() - 2);
    }
    hull.insert(hull.end(), {xy[2 * i], xy[2 * i + 1]});
  }
  return hull;
}

/// The text of the map of a page.
nlohmann::json map_of(const std::string& html) {
  const std::string start = "id=\"map-data\">";
  const auto begin = html.find(start);
  REQUIRE(begin != std::string::npos);
  const auto from = begin + start.size();
  return nlohmann::json::parse(html.substr(from, html.find("</script>", from) - from));
}

}  // namespace

TEST_CASE("A07: every coordinate of a release is a vertex of a unit, none is a point's", "[profile][attack]") {
  const Released released = release_sample();
  const auto published = release_coordinates(released.files, window_of(released.areas.lonlat_deg));
  CHECK(published.size() > 4 * released.areas.lonlat_deg.size());
  CHECK(testing::not_among(published, released.areas.lonlat_deg) == 0);
  const auto vertices_m = to_metres(released.areas.lonlat_deg);
  for (const auto* points : {&released.incidents_lonlat, &released.premises_lonlat}) {
    const auto leaked = testing::leaked_coordinates(to_metres(published), to_metres(*points), vertices_m);
    // Rounded to 1e-7 degrees, a vertex that is within a metre of a point is still a vertex.
    std::vector<double> places;
    for (const std::size_t i : leaked) {
      places.insert(places.end(), {published[2 * i], published[2 * i + 1]});
    }
    CHECK(testing::not_among(places, released.areas.lonlat_deg) == 0);
  }
}

TEST_CASE("A07, positive control: a hull of the points and an extent in a page are found", "[profile][attack]") {
  Released released = release_sample();
  const auto hull = lower_hull(released.incidents_lonlat);
  std::string text =
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":"
      "{\"type\":\"LineString\",\"coordinates\":[";
  for (std::size_t i = 0; i < hull.size(); i += 2) {
    text += (i > 0 ? ",[" : "[") + std::to_string(hull[i]) + "," + std::to_string(hull[i + 1]) + "]";
  }
  released.files["layers/hull.geojson"] = text + "]}}]}";
  released.files["report-extra.html"] =
      "<p>from " + std::to_string(released.incidents_lonlat[0]) + ", " + std::to_string(released.incidents_lonlat[1]);
  const auto published = release_coordinates(released.files, window_of(released.areas.lonlat_deg));
  CHECK(testing::not_among(published, released.areas.lonlat_deg) >= hull.size() / 2 + 1);
  const auto leaked = testing::leaked_coordinates(to_metres(published), to_metres(released.incidents_lonlat),
                                                  to_metres(released.areas.lonlat_deg));
  CHECK(leaked.size() >= hull.size() / 2 + 1);
}

TEST_CASE("A07: the outlines of a page's map are those of the units, on a grid that does not depend on the records",
          "[profile][attack]") {
  const auto inputs = nasty(0.0);
  const auto files = release_of(profile::problem_profile(inputs, testing::year_2024()));
  const auto grid = publish::detail::make_drawing_grid(inputs.areas.polygons, {});
  for (const std::string name : {"report-analyst.html", "report-outreach.html"}) {
    const auto map = map_of(files.at(name));
    CHECK(map.at("unit").get<double>() == grid.unit_m);
    for (const auto& area : map.at("outlines")) {
      for (const auto& ring : area) {
        std::int64_t x = 0;
        std::int64_t y = 0;
        for (std::size_t i = 0; i < ring.size(); i += 2) {
          x += ring[i].get<std::int64_t>();
          y += ring[i + 1].get<std::int64_t>();
          const double x_m = grid.x_min_m + static_cast<double>(x) * grid.unit_m;
          const double y_m = grid.y_min_m + static_cast<double>(y) * grid.unit_m;
          // Every corner of the lattice is a multiple of a kilometre.
          CHECK(std::abs(x_m - 1000.0 * std::round(x_m / 1000.0)) <= grid.unit_m);
          CHECK(std::abs(y_m - 1000.0 * std::round(y_m / 1000.0)) <= grid.unit_m);
        }
      }
    }
  }
}

TEST_CASE("A07: moving every incident within its square changes no byte of a release but the digest of the input",
          "[profile][attack]") {
  auto before = release_of(profile::problem_profile(nasty(0.0), testing::year_2024()));
  auto after = release_of(profile::problem_profile(nasty(100.0), testing::year_2024()));
  for (auto* files : {&before, &after}) {
    files->erase("manifest.json");
  }
  REQUIRE(before.size() == after.size());
  for (const auto& [name, bytes] : before) {
    INFO(name);
    CHECK((after.at(name) == bytes));
  }
}

TEST_CASE("A07, positive control: at the internal tier a moved incident that leaves its square is seen",
          "[profile][attack]") {
  auto options = testing::year_2024();
  options.policy = disclosure::Policy::preset("internal");
  const auto before = release_of(profile::problem_profile(nasty(0.0), options));
  const auto after = release_of(profile::problem_profile(nasty(1000.0), options));
  CHECK((before.at("layers/neighbourhoods.geojson") != after.at("layers/neighbourhoods.geojson")));
}
