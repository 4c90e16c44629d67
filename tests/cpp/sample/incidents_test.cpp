// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/assign.hpp"
#include "libprofile/sample/partnership.hpp"
#include "libprofile/sample/write_partnership.hpp"

using namespace libprofile::sample;
using libprofile::geography::PlanarView;

namespace {

template <class Claim>
double share(std::size_t n, Claim&& claim) {
  std::size_t held = 0;
  for (std::size_t i = 0; i < n; ++i) {
    held += claim(i) ? 1 : 0;
  }
  return static_cast<double>(held) / static_cast<double>(n);
}

bool has_place(const Incidents& rows, std::size_t i) {
  return !std::isnan(rows.xy_m[2 * i]);
}

/// The slow definition: every premises is looked at.
bool is_near_premises(const Partnership& made, std::size_t i) {
  const double x_m = made.incidents.xy_m[2 * i];
  const double y_m = made.incidents.xy_m[2 * i + 1];
  for (std::size_t p = 0; p < made.premises.size(); ++p) {
    if (std::hypot(made.premises.xy_m[2 * p] - x_m, made.premises.xy_m[2 * p + 1] - y_m) <= 150.0) {
      return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("shares of incidents are the documented ones", "[sample][property]") {
  const Partnership made = partnership({.seed = GENERATE(0U, 1U, 2U, 3U, 4U)});
  const Incidents& rows = made.incidents;
  REQUIRE(rows.size() == 4'000);
  const double located = share(4'000, [&](std::size_t i) { return has_place(rows, i); });
  CHECK(located == Approx(0.86).margin(0.025));
  const double near = share(4'000, [&](std::size_t i) { return has_place(rows, i) && is_near_premises(made, i); });
  CHECK(near / located == Approx(0.60).margin(0.03));
  CHECK(share(4'000, [&](std::size_t i) { return rows.category[i] == Category::online_contact; }) ==
        Approx(0.05).margin(0.015));
  CHECK(share(4'000, [&](std::size_t i) { return rows.model[i] == kBlank; }) == Approx(0.31).margin(0.03));
  CHECK(share(4'000, [&](std::size_t i) { return rows.duplicate_of[i] != kNone; }) == 0.05);
  CHECK(share(4'000, [&](std::size_t i) { return rows.origin[i] == Origin::proactive; }) == Approx(0.08).margin(0.02));
}

TEST_CASE("an incident at premises is at most 150 m from them, half of these at their very point",
          "[sample][property]") {
  const Partnership made = partnership({.seed = GENERATE(0U, 1U, 2U, 3U, 4U)});
  double at_premises = 0.0;
  double at_their_point = 0.0;
  for (std::size_t i = 0; i < made.incidents.size(); ++i) {
    const std::uint32_t p = made.incidents.premises[i];
    if (p == kNone) {
      continue;
    }
    const double distance_m = std::hypot(made.premises.xy_m[2 * p] - made.incidents.xy_m[2 * i],
                                         made.premises.xy_m[2 * p + 1] - made.incidents.xy_m[2 * i + 1]);
    REQUIRE(distance_m <= 150.0);
    at_premises += 1.0;
    at_their_point += distance_m == 0.0 ? 1.0 : 0.0;
  }
  CHECK(at_their_point / at_premises == Approx(0.5).margin(0.06));
}

TEST_CASE("incidents and premises lie in the unit they were planted in", "[sample][oracle]") {
  const Partnership made = partnership({.seed = GENERATE(0U, 1U, 2U)});
  const auto of_premises = libprofile::geography::assign(PlanarView(made.premises.xy_m), made.place.areas);
  for (std::size_t p = 0; p < made.premises.size(); ++p) {
    REQUIRE(of_premises[p] == static_cast<std::int32_t>(made.premises.unit[p]));
  }
  const auto of_incident = libprofile::geography::assign(PlanarView(made.incidents.xy_m), made.place.areas);
  for (std::size_t i = 0; i < made.incidents.size(); ++i) {
    REQUIRE(of_incident[i] == (has_place(made.incidents, i) ? static_cast<std::int32_t>(made.incidents.unit[i])
                                                            : libprofile::geography::kOutside));
  }
}

TEST_CASE("what is online has no place, and only places that may be mapped have coordinates", "[sample][property]") {
  const Incidents rows = partnership({.seed = 1}).incidents;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    REQUIRE_FALSE((rows.category[i] == Category::online_contact && has_place(rows, i)));
    REQUIRE_FALSE((rows.role[i] >= LocationRole::disclosure && has_place(rows, i)));
  }
}

TEST_CASE("a repeat is an earlier row of another agency, and no row is repeated twice", "[sample][property]") {
  const Incidents rows = partnership({.seed = GENERATE(0U, 1U, 2U, 3U, 4U)}).incidents;
  std::set<std::uint32_t> originals;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint32_t original = rows.duplicate_of[i];
    if (original == kNone) {
      continue;
    }
    REQUIRE(original < i);
    REQUIRE(rows.duplicate_of[original] == kNone);
    REQUIRE(originals.insert(original).second);
    REQUIRE(rows.agency[i] != rows.agency[original]);
    REQUIRE(rows.victim[i] == rows.victim[original]);
    REQUIRE(rows.unit[i] == rows.unit[original]);
    REQUIRE(has_place(rows, i) == has_place(rows, original));
    // Both spans hold the same event, however coarse each agency's clock is.
    REQUIRE(rows.start_s[i] <= std::max(rows.end_s[original], rows.start_s[original]));
    REQUIRE(rows.start_s[original] <= std::max(rows.end_s[i], rows.start_s[i]));
  }
  CHECK(originals.size() == 200);
}

TEST_CASE("agencies report unevenly: one district's schools are all but silent", "[sample][property]") {
  const Partnership made = partnership({.size = 4, .seed = 1});
  const auto& district = made.place.areas.levels.back().group_of_unit;
  std::array<std::array<double, kAgencies>, kDistricts> counts{};
  for (std::size_t i = 0; i < made.incidents.size(); ++i) {
    counts[district[made.incidents.unit[i]]][static_cast<std::size_t>(made.incidents.agency[i])] += 1.0;
  }
  CHECK(counts[3][2] < 0.2 * counts[0][2]);
  CHECK(counts[1][0] > 1.2 * counts[1][1]);
}

TEST_CASE("times lie in the year and are as precise as the agency", "[sample][property]") {
  const Incidents rows = partnership({.seed = 1}).incidents;
  constexpr std::int64_t kEnd_s = kWindowStart_s + kWindowDays * 86'400LL;
  constexpr std::int64_t kHour_s = 3'600;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    REQUIRE(rows.start_s[i] >= kWindowStart_s);
    REQUIRE(rows.start_s[i] < kEnd_s);
    const std::int64_t length_s = rows.end_s[i] - rows.start_s[i];
    REQUIRE(length_s >= 0);
    if (rows.agency[i] == Agency::school) {
      REQUIRE(length_s == 0);
    } else if (rows.agency[i] == Agency::social_care) {
      REQUIRE(std::abs(length_s - 24 * kHour_s) <= kHour_s);
    } else if (rows.agency[i] == Agency::voluntary) {
      REQUIRE(length_s >= 28 * 24 * kHour_s);
    }
  }
}

TEST_CASE("the same options give the same bytes for any number of threads", "[sample][property]") {
  const Options options{.seed = 7, .areas = 900, .incidents = 30'000, .premises = 9'000};
  std::vector<std::vector<NamedFile>> made;
  for (const int threads : {1, 2, 8}) {
    const libprofile::core::ThreadLimit limit(threads);
    made.push_back(files(partnership(options)));
  }
  for (std::size_t f = 0; f < made[0].size(); ++f) {
    CHECK(made[0][f].bytes == made[1][f].bytes);
    CHECK(made[0][f].bytes == made[2][f].bytes);
  }
}

TEST_CASE("another seed gives another partnership of the same size", "[sample][property]") {
  const Partnership a = partnership({.seed = 1});
  const Partnership b = partnership({.seed = 2});
  CHECK(a.incidents.size() == b.incidents.size());
  CHECK(a.victims.token != b.victims.token);
  CHECK(a.place.areas.polygons.xy != b.place.areas.polygons.xy);
}

TEST_CASE("records are the rows: one each, with tokens, agencies and places", "[sample][hand]") {
  const Partnership made = partnership({.seed = 1});
  const auto records = to_records(made);
  REQUIRE(records.size() == 4'000);
  for (const std::size_t i : {std::size_t{0}, std::size_t{17}, std::size_t{3'999}}) {
    CHECK(records.agency.values[records.agency.codes[i]] ==
          kAgencyNames[static_cast<std::size_t>(made.incidents.agency[i])]);
    CHECK(records.person.values[records.person.codes[i]] ==
          std::string(made.victims.token[made.incidents.victim[i]].data(), 32));
    CHECK(records.start_s[i] == made.incidents.start_s[i]);
  }
  const auto premises = to_register(made);
  REQUIRE(premises.size() == 6'000);
  CHECK(premises.type.values[premises.type.codes[5]] == kPremisesKinds[made.premises.kind[5]].code);
}
