// SPDX-License-Identifier: MIT
#include "libprofile/risk/opening_hours.hpp"

#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/random_points.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::core::Philox;
using libprofile::core::Stream;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;
using Indices = std::vector<std::uint32_t>;
using Flags = std::vector<std::uint8_t>;
using Hours = std::vector<std::int32_t>;

constexpr std::size_t kHours = 168;

/// Premises of which each is open from `from` to before `to` every day.
Flags daily(const std::vector<std::pair<std::size_t, std::size_t>>& hours) {
  Flags open(kHours * hours.size(), 0);
  for (std::size_t i = 0; i < hours.size(); ++i) {
    for (std::size_t hour = 0; hour < kHours; ++hour) {
      const std::size_t of_day = hour % 24;
      open[i * kHours + hour] = of_day >= hours[i].first && of_day < hours[i].second ? 1 : 0;
    }
  }
  return open;
}

/// Takeaways (0), open from 17 to 23, and shops (1), open from 9 to 17, in a town where half of all incidents happen
/// from 17 to 23; near an open takeaway `ratio` times as often.
struct Town {
  Vector premises, incidents;
  Indices types;
  Flags open;
  Hours hours;
};

Town town(std::uint64_t seed, double ratio) {
  const Philox random(seed, Stream::testing);
  Town made;
  std::vector<std::pair<std::size_t, std::size_t>> hours;
  for (std::uint32_t i = 0; i < 20; ++i) {
    made.premises.insert(made.premises.end(), {1000.0 * i, 0.0});
    made.types.push_back(i % 2);
    hours.emplace_back(i % 2 == 0 ? std::pair{17U, 23U} : std::pair{9U, 17U});
  }
  made.open = daily(hours);
  for (std::uint32_t e = 0; e < 4000; ++e) {
    const std::uint32_t place = random.below(20, e, 0, 0);
    const double evening = place % 2 == 0 ? ratio : 1.0;
    const bool is_evening = random.uniform(e, 0, 1) < evening / (evening + 1.0);
    const auto day = 24 * random.below(7, e, 0, 2);
    const auto hour = is_evening ? 17 + random.below(6, e, 0, 3) : random.below(17, e, 0, 4);
    made.incidents.insert(made.incidents.end(), {1000.0 * place + 30.0, 10.0});
    made.hours.push_back(static_cast<std::int32_t>(day + hour));
  }
  return made;
}

std::vector<OpeningHoursRow> risk_of(const Town& town, const OpeningHoursOptions& options = {}) {
  return opening_hours_risk({PlanarView(town.premises), town.types, {}}, town.open, PlanarView(town.incidents),
                            town.hours, options);
}

}  // namespace

TEST_CASE("two takeaways, three incidents, worked on paper", "[risk][hand]") {
  // The first is open 6 of 24 hours, the second 12. Incidents: at the first at 18 (open), between both at 18 but nearer
  // to the second (closed until 20), far away.
  const Vector premises{0, 0, 100, 0};
  const Vector incidents{0, 10, 60, 0, 5000, 0};
  OpeningHoursOptions options;
  options.compared_with = HoursOf::week;
  const auto found = opening_hours_risk({PlanarView(premises), Indices{5, 5}, {}}, daily({{17, 23}, {0, 12}}),
                                        PlanarView(incidents), Hours{18, 18, 18}, options);
  REQUIRE(found.size() == 1);
  CHECK(found[0].type == 5);
  CHECK(found[0].premises == 2);
  CHECK(found[0].crossover.events == 2);
  CHECK(found[0].crossover.exposed == 1);
  CHECK(found[0].crossover.expected == Approx(0.25 + 0.5));
}

TEST_CASE("of two as near the first counts; a premises without hours and an incident without an hour take no part",
          "[risk][edges]") {
  const Vector premises{0, 0, 20, 0, 10, 0};
  const Vector incidents{10, 0, 10, 0};
  auto open = daily({{0, 12}, {12, 24}, {0, 0}});
  OpeningHoursOptions options;
  options.compared_with = HoursOf::week;
  const auto found = opening_hours_risk({PlanarView(premises), Indices{1, 1, 1}, {}}, open, PlanarView(incidents),
                                        Hours{3, -1}, options);
  CHECK(found[0].premises == 2);
  CHECK(found[0].crossover.events == 1);
  CHECK(found[0].crossover.exposed == 1);
  options.excluded_types = {1};
  CHECK(opening_hours_risk({PlanarView(premises), Indices{1, 1, 1}, {}}, open, PlanarView(incidents), Hours{3, -1},
                           options)
            .empty());
  CHECK(opening_hours_risk({}, {}, PlanarView(), {}).empty());
  const auto closed = opening_hours_risk({PlanarView(premises), Indices{1, 1, 1}, {}}, Flags(3 * kHours, 0),
                                         PlanarView(incidents), Hours{3, 4});
  CHECK(closed[0].premises == 0);
  CHECK(std::isnan(closed[0].crossover.odds_ratio));
}

TEST_CASE("opening hours refuse arguments outside their range", "[risk][edges]") {
  const Vector point{0, 0};
  const Indices type{0};
  const PremisesView one{PlanarView(point), type, {}};
  const Flags open(kHours, 1);
  CHECK_THROWS_WITH(opening_hours_risk(one, Flags(24, 1), PlanarView(point), Hours{0}),
                    Catch::Contains("open_hours.size()"));
  CHECK_THROWS_WITH(opening_hours_risk(one, open, PlanarView(point), Hours{168}), Catch::Contains("hour_of_week[0]"));
  CHECK_THROWS_AS(opening_hours_risk(one, open, PlanarView(point), Hours{}), InvalidArgument);
  OpeningHoursOptions options;
  options.radius_m = 0.0;
  CHECK_THROWS_AS(opening_hours_risk(one, open, PlanarView(point), Hours{0}, options), InvalidArgument);
  const Vector bad{std::nan(""), 0};
  CHECK_THROWS_WITH(opening_hours_risk(one, open, PlanarView(bad), Hours{0}), Catch::Contains("incidents[0].x"));
}

TEST_CASE("events and shares agree with looking at every pair", "[risk][oracle]") {
  const auto seed = GENERATE(range(1U, 11U));
  const auto against = GENERATE(HoursOf::week, HoursOf::incidents_elsewhere);
  const Philox random(seed, Stream::testing);
  const auto premises = support::random_lattice_points(seed, 30, 300, 20);
  const auto incidents = support::random_lattice_points(seed + 9, 80, 600, 20);
  Indices types;
  std::vector<std::pair<std::size_t, std::size_t>> daily_hours;
  for (std::uint32_t i = 0; i < 30; ++i) {
    types.push_back(random.below(3, i, 0, 0));
    const std::size_t from = random.below(20, i, 0, 1);
    daily_hours.emplace_back(from, from + random.below(6, i, 0, 2));
  }
  Hours hours;
  for (std::uint32_t e = 0; e < 80; ++e) {
    hours.push_back(static_cast<std::int32_t>(random.below(169, e, 1, 0)) - 1);
  }
  const Flags open = daily(daily_hours);
  OpeningHoursOptions options;
  options.radius_m = 60.0;
  options.compared_with = against;
  for (const auto& row :
       opening_hours_risk({PlanarView(premises), types, {}}, open, PlanarView(incidents), hours, options)) {
    std::vector<int> nearest(80, -1);
    Vector weight(kHours, against == HoursOf::week ? 1.0 : 0.0);
    for (std::size_t e = 0; e < 80; ++e) {
      double least = 3600.0;
      for (std::size_t i = 0; i < 30; ++i) {
        const double dx = premises[2 * i] - incidents[2 * e];
        const double dy = premises[2 * i + 1] - incidents[2 * e + 1];
        const double squared = dx * dx + dy * dy;
        const bool has_hours = daily_hours[i].second > daily_hours[i].first;
        if (types[i] == row.type && has_hours && (squared < least || (squared == least && nearest[e] < 0))) {
          least = squared;
          nearest[e] = static_cast<int>(i);
        }
      }
      if (against == HoursOf::incidents_elsewhere && nearest[e] < 0 && hours[e] >= 0) {
        weight[static_cast<std::size_t>(hours[e])] += 1.0;
      }
    }
    std::size_t events = 0, exposed = 0;
    double expected = 0.0;
    for (std::size_t e = 0; e < 80; ++e) {
      if (nearest[e] < 0 || hours[e] < 0) {
        continue;
      }
      const std::size_t at = static_cast<std::size_t>(nearest[e]) * kHours;
      double is_open = 0.0, all = 0.0;
      for (std::size_t h = 0; h < kHours; ++h) {
        is_open += weight[h] * open[at + h];
        all += weight[h];
      }
      if (is_open > 0.0 && is_open < all) {
        ++events;
        exposed += open[at + static_cast<std::size_t>(hours[e])];
        expected += is_open / all;
      }
    }
    CHECK(row.crossover.events == events);
    CHECK(row.crossover.exposed == exposed);
    CHECK(row.crossover.expected == Approx(expected).margin(1e-12));
  }
}

TEST_CASE("a takeaway is not blamed for the evening, and is found where being open adds", "[risk][property]") {
  const auto fair = town(1, 1.0);
  OpeningHoursOptions week;
  week.compared_with = HoursOf::week;
  // Against all hours of the week the evening looks like the takeaway's doing.
  CHECK(risk_of(fair, week)[0].crossover.lower > 2.0);
  const auto matched = risk_of(fair)[0].crossover;
  CHECK(matched.lower < 1.0);
  CHECK(matched.upper > 1.0);
  const auto guilty = risk_of(town(1, 3.0))[0].crossover;
  CHECK(guilty.lower > 2.0);
  CHECK(guilty.upper > 3.0);
  CHECK(guilty.method == CrossoverMethod::score);
}

TEST_CASE("opening hours: the same for any number of threads", "[risk][property]") {
  const auto made = town(3, 2.0);
  const auto run = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    const auto found = risk_of(made)[0].crossover;
    return Vector{found.odds_ratio, found.lower, found.upper, found.expected};
  };
  const auto one = run(1);
  CHECK(run(2) == one);
  CHECK(run(8) == one);
}

TEST_CASE("premises open a third of the week, with half of twelve incidents", "[risk][golden]") {
  // One share: 6 of 12 at 1/3 is an odds ratio of (1/1) / (1/2), and p that of SciPy 1.17's binom (BSD-3), twice.
  const Vector premises{0, 0};
  Vector incidents(24, 0.0);
  Hours hours;
  for (int e = 0; e < 12; ++e) {
    hours.push_back(e < 6 ? 2 : 20);
  }
  OpeningHoursOptions options;
  options.compared_with = HoursOf::week;
  const auto found = opening_hours_risk({PlanarView(premises), Indices{0}, {}}, daily({{0, 8}}), PlanarView(incidents),
                                        hours, options);
  CHECK(found[0].crossover.odds_ratio == Approx(2.0));
  CHECK(found[0].crossover.p == Approx(0.35544491298187386).epsilon(1e-9));
}
