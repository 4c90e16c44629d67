// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/near_lanes.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/instruction_set.hpp"

#include "support/random_points.hpp"

using libprofile::core::InstructionSet;
using libprofile::core::InstructionSetLimit;
using namespace libprofile::clusters::detail;
namespace support = libprofile::testing;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Points on a coarse lattice, so that many distances are equal and some are exactly the radius.
struct Case {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<double> weight;
  std::vector<std::int32_t> label;
  double radius_squared = 25.0;

  explicit Case(std::uint64_t seed) {
    const auto xy_m = support::random_lattice_points(seed, 203, 20.0, 1.0);
    for (std::size_t i = 0; i < 203; ++i) {
      x.push_back(xy_m[2 * i]);
      y.push_back(xy_m[2 * i + 1]);
      weight.push_back(0.1 * static_cast<double>(i % 7));
      label.push_back(static_cast<std::int32_t>(i * 5 % 11) - 3);
    }
  }

  [[nodiscard]] double distance(std::size_t k, std::size_t lane) const {
    return (x[k] - x[lane]) * (x[k] - x[lane]) + (y[k] - y[lane]) * (y[k] - y[lane]);
  }
};

}  // namespace

TEST_CASE("each instruction set adds up the same surroundings, to the bit, as a plain loop", "[clusters][oracle]") {
  const auto set = GENERATE(InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512);
  const Case made(GENERATE(1U, 2U, 3U));
  const bool is_weighted = GENERATE(false, true);
  const InstructionSetLimit limit(set);
  Surroundings at;
  for (std::size_t lane = 0; lane + 1 < kLanes; ++lane) {
    at.x[lane] = made.x[lane];
    at.y[lane] = made.y[lane];
  }
  const double* const weight = is_weighted ? made.weight.data() : nullptr;
  add_near()({made.x.data(), made.y.data(), weight}, 3, 200, made.radius_squared, at);
  for (std::size_t lane = 0; lane + 1 < kLanes; ++lane) {
    double sum = 0.0;
    for (std::size_t k = 3; k < 200; ++k) {
      sum += made.distance(k, lane) <= made.radius_squared ? (is_weighted ? made.weight[k] : 1.0) : 0.0;
    }
    CHECK(at.sum[lane] == sum);
  }
  CHECK(at.sum[kLanes - 1] == 0.0);
}

TEST_CASE("each instruction set finds the nearest label, the least of those equally near", "[clusters][oracle]") {
  const auto set = GENERATE(InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512);
  const Case made(GENERATE(1U, 2U, 3U));
  const InstructionSetLimit limit(set);
  Nearest at;
  at.distance = all_lanes(made.radius_squared);
  for (std::size_t lane = 0; lane + 1 < kLanes; ++lane) {
    at.x[lane] = made.x[lane];
    at.y[lane] = made.y[lane];
  }
  find_nearest()({made.x.data(), made.y.data(), nullptr}, made.label.data(), 8, 203, at);
  for (std::size_t lane = 0; lane + 1 < kLanes; ++lane) {
    double nearest = made.radius_squared;
    double label = kInfinity;
    for (std::size_t k = 8; k < 203; ++k) {
      const double distance = made.distance(k, lane);
      if (made.label[k] >= 0 && (distance < nearest || (distance == nearest && made.label[k] < label))) {
        nearest = distance;
        label = made.label[k];
      }
    }
    CHECK(at.distance[lane] == nearest);
    CHECK(at.label[lane] == label);
  }
  CHECK(at.label[kLanes - 1] == kInfinity);
}
