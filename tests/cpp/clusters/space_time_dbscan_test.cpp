// SPDX-License-Identifier: MIT
#include "libprofile/clusters/space_time_dbscan.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/clusters/dbscan.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/dbscan_by_definition.hpp"
#include "support/space_time_dbscan_by_definition.hpp"

using libprofile::clusters::kNoise;
using libprofile::clusters::space_time_dbscan;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

namespace {

using Labels = std::vector<std::int32_t>;

Labels run(const std::vector<double>& xy_m, const std::vector<double>& times_days, double radius_m, double lag_days,
           std::int32_t min_points) {
  return space_time_dbscan(PlanarView(xy_m), times_days,
                           {.radius_m = radius_m, .lag_days = lag_days, .min_points = min_points});
}

std::vector<double> random_days(std::uint64_t seed, std::size_t n, double days, bool whole) {
  const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
  std::vector<double> times(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double day = days * random.uniform(static_cast<std::uint32_t>(i), 77, 0);
    times[i] = whole ? std::floor(day) : day;
  }
  return times;
}

}  // namespace

TEST_CASE("one place at two times is two clusters, and one that moves is one", "[clusters][hand]") {
  CHECK(run({0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1}, {0, 1, 2, 100, 101, 102}, 2, 5, 3) == Labels{0, 0, 0, 1, 1, 1});
  // Each step is 10 m and a day; the first and the last are 50 m and five days apart.
  CHECK(run({0, 0, 10, 0, 20, 0, 30, 0, 40, 0, 50, 0}, {0, 1, 2, 3, 4, 5}, 10, 1, 2) == Labels(6, 0));
  CHECK(run({0, 0, 10, 0, 20, 0, 30, 0, 40, 0, 50, 0}, {0, 1, 2, 13, 14, 15}, 10, 1, 2) == Labels{0, 0, 0, 1, 1, 1});
}

TEST_CASE("a border point goes to the nearest in space, then in time, then to the lower number", "[clusters][hand]") {
  // Core points at x = 8 on day 10 and at x = 0 on day 4, each with three behind it; a point between reaches only
  // these.
  const auto between = [](double x, double day) {
    return run({8, 0, 12, 0, 12, 0, 12, 0, 0, 0, -4, 0, -4, 0, -4, 0, x, 0}, {10, 10, 10, 10, 4, 4, 4, 4, day}, 5, 4, 4)
        .back();
  };
  CHECK(between(3.5, 7) == 1);
  CHECK(between(4.5, 7) == 0);
  CHECK(between(4.0, 6.5) == 1);
  CHECK(between(4.0, 7.5) == 0);
  CHECK(between(4.0, 7.0) == 0);
}

TEST_CASE("exactly the radius and exactly the lag are within, the next numbers are not", "[clusters][edges]") {
  CHECK(run({0, 0, 3, 4}, {0, 14}, 5, 14, 2) == Labels{0, 0});
  CHECK(run({0, 0, 3, std::nextafter(4.0, 5.0)}, {0, 14}, 5, 14, 2) == Labels{kNoise, kNoise});
  CHECK(run({0, 0, 3, 4}, {0, std::nextafter(14.0, 15.0)}, 5, 14, 2) == Labels{kNoise, kNoise});
}

TEST_CASE("no point, one point, all at once", "[clusters][edges]") {
  CHECK(run({}, {}, 1, 1, 2).empty());
  CHECK(run({5, 5}, {3}, 1, 1, 2) == Labels{kNoise});
  CHECK(run({5, 5}, {3}, 1, 1, 1) == Labels{0});
  CHECK(run({5, 5, 5, 5, 5, 5}, {3, 3, 3}, 1, 1, 3) == Labels(3, 0));
}

TEST_CASE("arguments of space-time dbscan outside their range are refused by name and position", "[clusters][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(run({0, 0}, {0}, 0, 1, 2), Catch::Contains("radius_m"));
  CHECK_THROWS_WITH(run({0, 0}, {0}, 1, nan, 2), Catch::Contains("lag_days"));
  CHECK_THROWS_WITH(run({0, 0}, {0}, 1, -1, 2), Catch::Contains("lag_days"));
  CHECK_THROWS_WITH(run({0, 0}, {0}, 1, 1, 0), Catch::Contains("min_points"));
  CHECK_THROWS_WITH(run({0, 0}, {0, 1}, 1, 1, 2), Catch::Contains("times_days.size()"));
  CHECK_THROWS_WITH(run({0, 0, 1, 1}, {0, nan}, 1, 1, 2), Catch::Contains("times_days[1]"));
  CHECK_THROWS_WITH(run({0, 0, nan, 1}, {0, 0}, 1, 1, 2), Catch::Contains("points[1].x"));
  CHECK_THROWS_WITH(run({0, 0, 1, 1}, {0, 1e12}, 1, 1, 2), Catch::Contains("span of time"));
}

TEST_CASE("space-time dbscan agrees with the definition, pair by pair", "[clusters][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const bool snapped = GENERATE(false, true);
  const auto xy_m = support::clustered_points(seed, 300, snapped);
  const auto days = random_days(seed, 300, 60, snapped);
  for (const double radius_m : {5.0, 13.0, 40.0, 300.0}) {
    for (const double lag_days : {0.5, 7.0, 100.0}) {
      for (const std::int32_t min_points : {1, 3, 8}) {
        INFO("radius " << radius_m << ", lag " << lag_days << ", points " << min_points);
        CHECK(run(xy_m, days, radius_m, lag_days, min_points) ==
              support::space_time_dbscan_by_definition(PlanarView(xy_m), days, radius_m, lag_days,
                                                       static_cast<std::size_t>(min_points)));
      }
    }
  }
}

TEST_CASE("with a lag beyond the whole span it is dbscan", "[clusters][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = support::clustered_points(seed, 800, false);
  CHECK(run(xy_m, random_days(seed, 800, 60, false), 12, 1000, 6) ==
        libprofile::clusters::dbscan(PlanarView(xy_m), {.radius_m = 12, .min_points = 6}));
}

TEST_CASE("moving the calendar by whole days and turning time round change nothing", "[clusters][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = support::clustered_points(seed, 500, true);
  const auto days = random_days(seed, 500, 90, true);
  auto moved = days;
  auto turned = days;
  for (std::size_t i = 0; i < days.size(); ++i) {
    moved[i] += 17897.0;
    turned[i] = -days[i];
  }
  const auto labels = run(xy_m, days, 25, 7, 4);
  CHECK(run(xy_m, moved, 25, 7, 4) == labels);
  CHECK(run(xy_m, turned, 25, 7, 4) == labels);
}

TEST_CASE("shuffled incidents lie in the same clusters of space and time", "[clusters][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::size_t n = 800;
  const auto xy_m = support::clustered_points(seed, n, false);
  const auto days = random_days(seed, n, 60, false);
  const auto moved_to = [&](std::size_t i) { return (i * 307 + 11) % n; };
  std::vector<double> shuffled(2 * n);
  std::vector<double> shuffled_days(n);
  for (std::size_t i = 0; i < n; ++i) {
    shuffled[2 * moved_to(i)] = xy_m[2 * i];
    shuffled[2 * moved_to(i) + 1] = xy_m[2 * i + 1];
    shuffled_days[moved_to(i)] = days[i];
  }
  const auto here = run(xy_m, days, 15, 7, 4);
  const auto there = run(shuffled, shuffled_days, 15, 7, 4);
  CHECK(*std::max_element(here.begin(), here.end()) >= 5);
  std::map<std::int32_t, std::int32_t> renamed{{kNoise, kNoise}};
  std::map<std::int32_t, std::int32_t> back{{kNoise, kNoise}};
  for (std::size_t i = 0; i < n; ++i) {
    const auto label = there[moved_to(i)];
    CHECK(renamed.try_emplace(here[i], label).first->second == label);
    CHECK(back.try_emplace(label, here[i]).first->second == here[i]);
  }
}

TEST_CASE("space-time labels are the same for any number of threads", "[clusters][property]") {
  const auto xy_m = support::clustered_points(3, 20000, false);
  const auto days = random_days(3, 20000, 365, false);
  const auto with = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    return run(xy_m, days, 8, 14, 5);
  };
  const auto one = with(1);
  CHECK(*std::max_element(one.begin(), one.end()) > 5);
  CHECK(with(2) == one);
  CHECK(with(8) == one);
}

TEST_CASE("cases of Burkitt's lymphoma, as another implementation groups them", "[clusters][golden]") {
  // The first 60 cases in the West Nile district of Uganda (Williams, Smith, Day, Geser, Ellice and Tukei 1978, British
  // Journal of Cancer 37, 109-122; GeoDa's sample data): kilometres and days. Labels by st_dbscan 0.2.3 (MIT; Cakmak
  // and others 2021), eps1=12, eps2=500, min_samples=4; no point at a border is within reach of two clusters. The
  // thresholds are numbers: that ours are called metres changes nothing.
  const std::vector<double> xy{300, 302, 291, 270, 326, 263, 299, 376, 267, 327, 266, 356, 267, 345, 262, 338, 268, 335,
                               335, 275, 302, 272, 301, 304, 302, 272, 324, 337, 260, 338, 306, 385, 284, 362, 293, 332,
                               274, 353, 263, 333, 307, 386, 274, 357, 297, 282, 288, 365, 283, 366, 290, 352, 284, 341,
                               286, 341, 282, 350, 292, 278, 305, 381, 298, 378, 299, 381, 287, 342, 276, 380, 261, 345,
                               273, 347, 284, 357, 266, 361, 285, 360, 278, 350, 305, 321, 293, 332, 297, 375, 332, 273,
                               256, 345, 275, 357, 267, 350, 267, 301, 286, 379, 322, 332, 278, 349, 280, 356, 276, 354,
                               261, 343, 323, 298, 260, 346, 283, 352, 282, 361, 308, 390};
  const std::vector<double> days{413,  472,  511,  689,  730,  847,  871,  899,  921,  1134, 1190, 1214,
                                 1224, 1322, 1399, 1480, 1503, 1549, 1567, 1607, 1615, 1657, 1688, 1695,
                                 1714, 1811, 1813, 1910, 1986, 1996, 2049, 2053, 2075, 2081, 2103, 2204,
                                 2209, 2215, 2239, 2272, 2281, 2349, 2351, 2373, 2377, 2388, 2411, 2412,
                                 2419, 2424, 2488, 2510, 2512, 2533, 2545, 2588, 2616, 2617, 2629, 2658};
  const Labels expected{-1, -1, -1, -1, 0,  0, 0, 0, 0,  -1, 1,  -1, 1, -1, 0,  2,  3, 3, 3, 0,
                        2,  3,  1,  3,  3,  3, 3, 3, 3,  1,  2,  2,  2, 3,  -1, 3,  3, 3, 3, 3,
                        3,  -1, 3,  2,  -1, 3, 3, 3, -1, 2,  -1, 3,  3, 3,  3,  -1, 3, 3, 3, -1};
  // Theirs are numbered by first point, ours by first core point.
  std::map<std::int32_t, std::int32_t> renamed{{kNoise, kNoise}};
  Labels found;
  for (const std::int32_t label : run(xy, days, 12, 500, 4)) {
    found.push_back(renamed.try_emplace(label, static_cast<std::int32_t>(renamed.size()) - 1).first->second);
  }
  CHECK(found == expected);
}
