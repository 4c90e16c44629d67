// SPDX-License-Identifier: MIT
// What every method of this folder promises alike: few points, points in one place, points that are nowhere, numbers
// that look like degrees, threads, instruction sets and the order of input.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/cluster_methods.hpp"
#include "support/dbscan_by_definition.hpp"

using libprofile::InvalidArgument;
using libprofile::core::InstructionSet;
using libprofile::core::InstructionSetLimit;
using libprofile::core::ThreadLimit;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

namespace {

constexpr double kRadius = 12.0;
constexpr double kNoLabel = -1.0;

std::vector<double> labels_of(const support::ClusterMethod& method, const std::vector<double>& xy_m) {
  auto all = method.run(PlanarView(xy_m));
  all.resize(std::min(all.size(), xy_m.size() / 2));
  return all;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](double p, double q) { return p == q || (std::isnan(p) && std::isnan(q)); });
}

support::ClusterMethod any_method() {
  return GENERATE(from_range(support::cluster_methods(kRadius)));
}

}  // namespace

TEST_CASE("no point has no label, one point is noise", "[clusters][edges]") {
  const auto method = any_method();
  INFO(method.name);
  CHECK(labels_of(method, {}).empty());
  CHECK(labels_of(method, {430000.0, 390000.0}) == std::vector<double>{kNoLabel});
}

TEST_CASE("points in one place are one cluster", "[clusters][edges]") {
  const auto method = any_method();
  INFO(method.name);
  const std::vector<double> xy_m(2 * 3000, 430000.25);
  CHECK(labels_of(method, xy_m) == std::vector<double>(3000, 0.0));
}

TEST_CASE("a coordinate that is nowhere is refused by its place, before anything else", "[clusters][edges]") {
  const auto method = any_method();
  INFO(method.name);
  const double wrong = GENERATE(std::numeric_limits<double>::quiet_NaN(), HUGE_VAL, -HUGE_VAL);
  const std::size_t at = GENERATE(0U, 1U, 4U, 5U);
  std::vector<double> xy_m{0, 0, 1, 1, 2, 2};
  xy_m[at] = wrong;
  CHECK_THROWS_AS(method.run(PlanarView(xy_m)), InvalidArgument);
  CHECK_THROWS_WITH(method.run(PlanarView(xy_m)), Catch::Contains("points[" + std::to_string(at / 2) + "]"));
}

TEST_CASE("numbers that look like degrees are metres: nothing is guessed", "[clusters][edges]") {
  const auto method = any_method();
  INFO(method.name);
  // Half a degree of longitude, 33 km in Sheffield, is half a metre here.
  std::vector<double> xy_m;
  for (int i = 0; i < 40; ++i) {
    xy_m.insert(xy_m.end(), {-1.5 + 0.0125 * i, 53.4});
  }
  auto wide = xy_m;
  std::transform(wide.begin(), wide.end(), wide.begin(), [](double value) { return 1024.0 * value; });
  if (method.name.starts_with("hdbscan")) {
    CHECK(labels_of(method, xy_m) == labels_of(method, wide));  // It knows no distance, only which is the longer.
  } else {
    CHECK(labels_of(method, xy_m) == std::vector<double>(40, 0.0));
    CHECK(labels_of(method, wide) == std::vector<double>(40, kNoLabel));
  }
}

TEST_CASE("any number of threads and any instruction set give the same bytes", "[clusters][property]") {
  const auto method = any_method();
  INFO(method.name);
  const auto xy_m = GENERATE(support::clustered_points(3, 6000, false), support::clustered_points(4, 6000, true));
  const auto with = [&](int threads, InstructionSet set) {
    const ThreadLimit thread_limit(threads);
    const InstructionSetLimit set_limit(set);
    return method.run(PlanarView(xy_m));
  };
  const auto one = with(1, InstructionSet::baseline);
  CHECK(*std::max_element(one.begin(), one.begin() + 6000) >= 1.0);
  for (const int threads : {1, 2, 8}) {
    for (const auto set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512}) {
      CHECK(same_bits(with(threads, set), one));
    }
  }
}

TEST_CASE("shuffled points lie in the same clusters", "[clusters][property]") {
  const auto method = any_method();
  INFO(method.name);
  // Rings of eight to nineteen points, 400 m apart, each point within reach of its whole ring: no answer depends on
  // which point comes first.
  std::vector<double> xy_m;
  for (int ring = 0; ring < 12; ++ring) {
    for (int k = 0; k < 8 + ring; ++k) {
      const double angle = 6.28 * k / (8 + ring) + 0.01 * k;
      xy_m.insert(xy_m.end(), {400.0 * ring + 5.5 * std::cos(angle), 5.5 * std::sin(angle)});
    }
  }
  const std::size_t n = xy_m.size() / 2;
  const std::size_t step = GENERATE(1U, 5U, 7U, 25U, 67U);
  const auto moved_to = [&](std::size_t i) { return n - 1 - (i * step + 3) % n; };
  std::vector<double> shuffled(xy_m.size());
  for (std::size_t i = 0; i < n; ++i) {
    shuffled[2 * moved_to(i)] = xy_m[2 * i];
    shuffled[2 * moved_to(i) + 1] = xy_m[2 * i + 1];
  }
  const auto here = labels_of(method, xy_m);
  const auto there = labels_of(method, shuffled);
  REQUIRE(*std::max_element(here.begin(), here.end()) == 11.0);
  std::map<double, double> renamed;
  std::map<double, double> back;
  for (std::size_t i = 0; i < n; ++i) {
    const double label = there[moved_to(i)];
    CHECK(renamed.try_emplace(here[i], label).first->second == label);
    CHECK(back.try_emplace(label, here[i]).first->second == here[i]);
    CHECK((here[i] == kNoLabel) == (label == kNoLabel));
  }
}
