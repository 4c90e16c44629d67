// SPDX-License-Identifier: MIT
/// @file
/// Times point to area assignment on a made-up country and writes its areas, points and times for `assign.py`.
#include "libprofile/geography/assign.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <numbers>
#include <span>
#include <string>
#include <vector>

#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/geography/contiguity.hpp"
#include "libprofile/geography/make_area_set.hpp"
#include "libprofile/geography/union_outline.hpp"

namespace {

using namespace libprofile;
using geography::PlanarView;
using geography::Polygons;

constexpr std::uint32_t kSide = 187;         // 34,969 areas
constexpr std::uint32_t kEdgesPerSide = 12;  // 48 vertices each
constexpr double kExtentM = 40'000.0;
constexpr double kOriginM = 400'000.0;

double seconds_of(const auto& body) {
  const auto begin = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// An exact coverage: squares with wavering sides.
Polygons make_areas(const core::Philox& random) {
  const double step_m = kExtentM / (kSide * kEdgesPerSide);
  Polygons polygons;
  const auto add = [&](std::uint32_t column, std::uint32_t row) {
    const std::uint32_t node = row * (kSide * kEdgesPerSide + 1) + column;
    polygons.xy.push_back(kOriginM + step_m * (column + 0.6 * random.uniform(node, 0, 0)));
    polygons.xy.push_back(kOriginM + step_m * (row + 0.6 * random.uniform(node, 0, 1)));
  };
  for (std::uint32_t area = 0; area < kSide * kSide; ++area) {
    const std::uint32_t west = area % kSide * kEdgesPerSide;
    const std::uint32_t south = area / kSide * kEdgesPerSide;
    for (std::uint32_t i = 0; i < kEdgesPerSide; ++i) {
      add(west + i, south);
    }
    for (std::uint32_t i = 0; i < kEdgesPerSide; ++i) {
      add(west + kEdgesPerSide, south + i);
    }
    for (std::uint32_t i = 0; i < kEdgesPerSide; ++i) {
      add(west + kEdgesPerSide - i, south + kEdgesPerSide);
    }
    for (std::uint32_t i = 0; i <= kEdgesPerSide; ++i) {
      add(west, south + kEdgesPerSide - i);
    }
    polygons.ring_vertices.push_back(static_cast<std::uint32_t>(polygons.vertices()));
    polygons.polygon_rings.push_back(area + 1);
    polygons.area_polygons.push_back(area + 1);
  }
  return polygons;
}

/// 200 hotspots of 50 to 500 m over 40 % uniform background.
std::vector<double> make_points(const core::Philox& random, std::uint32_t n) {
  std::vector<double> xy_m(2 * std::size_t{n});
  core::parallel_for(n, [&](std::size_t position) {
    const auto i = static_cast<std::uint32_t>(position);
    double x = random.uniform(i, 1, 0);
    double y = random.uniform(i, 1, 1);
    if (random.uniform(i, 1, 2) < 0.6) {
      const std::uint32_t hotspot = random.below(200, i, 2, 0);
      const double radius_m =
          (50.0 + 450.0 * random.uniform(hotspot, 3, 2)) * std::sqrt(-2.0 * std::log(1.0 - random.uniform(i, 2, 1)));
      const double angle = 2.0 * std::numbers::pi * random.uniform(i, 2, 2);
      x = random.uniform(hotspot, 3, 0) + radius_m * std::cos(angle) / kExtentM;
      y = random.uniform(hotspot, 3, 1) + radius_m * std::sin(angle) / kExtentM;
    }
    xy_m[2 * position] = kOriginM + kExtentM * x;
    xy_m[2 * position + 1] = kOriginM + kExtentM * y;
  });
  return xy_m;
}

template <class Value>
void write(const std::filesystem::path& path, const std::vector<Value>& values) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(Value)));
}

double best_of(int runs, const auto& body) {
  double best = seconds_of(body);
  for (int run = 1; run < runs; ++run) {
    best = std::min(best, seconds_of(body));
  }
  return best;
}

void time_assignment(const Polygons& polygons, const std::vector<double>& xy_m, int threads, std::ostream& json) {
  const core::ThreadLimit limit(threads);
  json << "{\"threads\": " << threads
       << ", \"build_s\": " << best_of(3, [&] { const geography::PointLocator locator(polygons); })
       << ", \"query_s\": {";
  const geography::PointLocator locator(polygons);
  for (std::size_t n = 10'000; n <= xy_m.size() / 2; n *= 10) {
    const PlanarView points(std::span<const double>(xy_m).first(2 * n));
    json << (n > 10'000 ? ", " : "") << '"' << n
         << "\": " << best_of(3, [&] { static_cast<void>(locator.locate(points)); });
  }
  json << "}}";
}

void time_others(const Polygons& polygons, std::ostream& json) {
  geography::AreaColumns columns;
  columns.polygons = polygons;
  std::vector<std::uint32_t> district;
  for (std::uint32_t i = 0; i < polygons.size(); ++i) {
    columns.codes.push_back("E" + std::to_string(10'000'000 + i));
    district.push_back(i / kSide / 11 * 17 + i % kSide / 11);
  }
  json << ", \"queen_s\": " << best_of(3, [&] { static_cast<void>(geography::queen(polygons)); });
  json << ", \"rook_s\": " << best_of(3, [&] { static_cast<void>(geography::rook(polygons)); });
  geography::AreaSet areas;
  json << ", \"make_area_set_s\": " << seconds_of([&] { areas = geography::make_area_set(columns).areas; });
  json << ", \"union_289_districts_s\": "
       << best_of(3, [&] { static_cast<void>(geography::union_outlines(areas, district, 17 * 17)); });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: benchmark_assign DIR [POINTS]\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  const auto n = static_cast<std::uint32_t>(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 10'000'000UL);
  std::filesystem::create_directories(folder);
  const core::Philox random(1, core::Stream::testing);
  const Polygons polygons = make_areas(random);
  const std::vector<double> xy_m = make_points(random, n);
  write(folder / "areas.f64", polygons.xy);
  write(folder / "ring_vertices.u32", polygons.ring_vertices);
  write(folder / "points.f64", xy_m);
  write(folder / "found.i32", geography::PointLocator(polygons).locate(PlanarView(xy_m)));

  std::ofstream json(folder / "assign.json");
  json << "{\"areas\": " << polygons.size() << ", \"vertices\": " << polygons.vertices() << ", \"runs\": [";
  time_assignment(polygons, xy_m, 1, json);
  json << ", ";
  time_assignment(polygons, xy_m, -1, json);
  json << "]";
  time_others(polygons, json);
  json << "}\n";
  json.close();
  std::cout << std::ifstream(folder / "assign.json").rdbuf();
  return 0;
}
