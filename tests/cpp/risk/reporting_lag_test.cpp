// SPDX-License-Identifier: MIT
#include "libprofile/risk/reporting_lag.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/calendar.hpp"

#include "support/lags_by_definition.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
namespace support = libprofile::testing;
using support::Lags;

namespace {

constexpr std::int32_t kJanuary = 17'532;  // 2018-01-01.
constexpr std::int32_t kEnd = 17'896;      // 2018-12-31.

ReportingLag run(const Lags& lags, ReportingLagOptions options) {
  return reporting_lag({lags.incident, lags.reported, lags.recorded}, options);
}

ReportingLag run(const Lags& lags, std::int32_t as_of_day = kEnd) {
  ReportingLagOptions options;
  options.as_of_day = as_of_day;
  return run(lags, options);
}

void add(Lags& lags, int times, std::int32_t incident, std::int32_t reported, std::int32_t recorded) {
  for (int i = 0; i < times; ++i) {
    lags.incident.push_back(incident);
    lags.reported.push_back(reported);
    lags.recorded.push_back(recorded);
  }
}

}  // namespace

TEST_CASE("days, months and weekdays of the calendar", "[risk][hand]") {
  CHECK(detail::month_of(0) == 1970 * 12);
  CHECK(detail::month_of(-1) == 1970 * 12 - 1);
  CHECK(detail::month_of(17'590) == 2018 * 12 + 1);  // 2018-02-28.
  CHECK(detail::month_of(17'591) == 2018 * 12 + 2);
  CHECK(detail::first_day_of(2018 * 12) == kJanuary);
  CHECK(detail::weekday_of(kJanuary) == 0);
  CHECK(detail::weekday_of(0) == 3);
  CHECK(detail::weekday_of(-4) == 6);
}

TEST_CASE("a triangle of three months, worked on paper", "[risk][hand]") {
  Lags lags;
  add(lags, 12, kJanuary, kJanuary + 2, kJanuary + 5);        // January, recorded in January.
  add(lags, 6, kJanuary + 30, kJanuary + 30, kJanuary + 31);  // 31 January, recorded on 1 February: a month later.
  add(lags, 10, kJanuary + 40, kJanuary + 41, kJanuary + 45);
  add(lags, 5, kJanuary + 70, kJanuary + 71, kJanuary + 75);
  const auto found = run(lags, kJanuary + 89);  // 31 March.
  CHECK(found.events == 33);
  CHECK(found.first_month == 2018 * 12);
  REQUIRE(found.ladder.months.size() == 3);
  REQUIRE(found.lags == 3);
  CHECK(found.triangle == std::vector<double>{12, 6, 0, 10, 0, 0, 5, 0, 0});
  CHECK(found.ladder.factor[0] == Approx(28.0 / 22.0));
  CHECK(found.ladder.months[2].completeness == Approx(22.0 / 28.0));
  CHECK(found.to_record.quantiles[1].days == 5.0);
}

TEST_CASE("what is left out is counted by its reason", "[risk][edges]") {
  Lags lags;
  add(lags, 30, kJanuary, kJanuary + 1, kJanuary + 2);
  add(lags, 1, kNoDay, kJanuary, kJanuary);
  add(lags, 2, kJanuary, kJanuary, kNoDay);
  add(lags, 3, kJanuary + 5, kJanuary, kJanuary + 4);          // Recorded before it happened.
  add(lags, 4, kJanuary + 70, kJanuary + 71, kJanuary + 110);  // In April, which is not whole.
  add(lags, 5, kJanuary, kNoDay, kJanuary + 3);
  add(lags, 6, kJanuary + 9, kJanuary + 8, kJanuary + 9);  // Reported before it happened.
  const auto found = run(lags, kJanuary + 115);
  CHECK(found.missing == 3);
  CHECK(found.backwards == 3);
  CHECK(found.not_yet == 4);
  CHECK(found.events == 41);
  CHECK(found.to_report.missing == 5);
  CHECK(found.to_report.backwards == 6);
  CHECK(found.to_report.events == 30);
  CHECK(found.to_record.events == 41);
  Lags old;
  add(old, 30, kJanuary, kJanuary, kJanuary + 1);
  add(old, 1, kJanuary, kJanuary, kJanuary + 200);
  ReportingLagOptions options;
  options.as_of_day = kEnd;
  options.longest_months = 3;
  CHECK(run(old, options).too_long == 1);
}

TEST_CASE("without reports, with few events, and with none", "[risk][edges]") {
  Lags lags;
  add(lags, 30, kJanuary, kJanuary, kJanuary + 1);
  lags.reported.clear();
  const auto found = run(lags);
  CHECK(found.to_report.events == 0);
  CHECK(std::isnan(found.to_report.quantiles[1].days));
  CHECK(found.to_record.quantiles[3].days == 1.0);
  Lags few;
  add(few, 3, kJanuary, kJanuary, kJanuary + 4);
  const auto three = run(few);
  CHECK(three.lags == 2);
  // Of three events nothing bounds nine tenths, nor half, from above.
  CHECK(std::isinf(three.to_record.quantiles[1].interval.upper));
  CHECK(std::isinf(three.to_record.quantiles[3].interval.upper));
  CHECK(three.to_record.quantiles[1].interval.lower == 0.0);
  CHECK_THROWS_WITH(run({}), Catch::Contains("3 to 10,000"));
}

TEST_CASE("one event that came very late does not empty all months", "[risk][edges]") {
  Lags lags;
  add(lags, 1, kJanuary, kJanuary, kEnd);  // The only one of January.
  for (std::int32_t month = 1; month < 12; ++month) {
    add(lags, 20, detail::first_day_of(2018 * 12 + month), kNoDay, detail::first_day_of(2018 * 12 + month) + 3);
  }
  const auto found = run(lags);
  CHECK(found.lags == 11);
  CHECK(found.too_long == 1);
  CHECK(found.ladder.months.back().completeness == 1.0);
}

TEST_CASE("reporting lags refuse what they cannot use, without repeating it", "[risk][edges]") {
  Lags lags;
  add(lags, 2, kJanuary, kJanuary, kJanuary + 1);
  lags.recorded[1] = 2'999'999;
  CHECK_THROWS_WITH(run(lags), Catch::Equals("recorded[1]: must be in the years 1 to 9999"));
  lags.recorded.pop_back();
  CHECK_THROWS_WITH(run(lags), Catch::Contains("recorded.size()"));
  ReportingLagOptions options;
  options.as_of_day = kEnd;
  options.longest_months = 0;
  CHECK_THROWS_WITH(run({}, options), Catch::Contains("longest_months"));
  options.longest_months = 24;
  options.level = 0.0;
  CHECK_THROWS_AS(run({}, options), InvalidArgument);
}

TEST_CASE("without anything cut off, quantiles are those of the sorted days", "[risk][oracle]") {
  const auto seed = GENERATE(range(1U, 21U));
  // Nothing happens in the second half of the year, so that all has been recorded.
  const auto lags = support::planted_lags(seed, 0, 20 + 9 * seed, 150, 3.0, 9.0, kEnd);
  const auto found = run(lags);
  REQUIRE(found.to_record.events == lags.incident.size());
  std::vector<double> days;
  for (std::size_t i = 0; i < lags.incident.size(); ++i) {
    days.push_back(lags.recorded[i] - lags.incident[i]);
  }
  std::sort(days.begin(), days.end());
  // The first months fill up to what they have: the ladder's shares are those seen, if all months are as old.
  const auto& median = found.to_record.quantiles[1];
  CHECK(std::abs(median.days - days[(days.size() - 1) / 2]) <= 1.0);
  CHECK(median.interval.lower <= median.days);
  CHECK(median.days <= median.interval.upper);
}

TEST_CASE("the order of events changes nothing", "[risk][property]") {
  auto lags = support::planted_lags(5, 0, 900, 365, 6.0, 20.0, kEnd);
  const auto found = run(lags);
  for (auto* column : {&lags.incident, &lags.reported, &lags.recorded}) {
    std::reverse(column->begin(), column->end());
  }
  const auto turned = run(lags);
  CHECK(turned.triangle == found.triangle);
  for (std::size_t q = 0; q < kLagShares.size(); ++q) {
    CHECK(turned.to_report.quantiles[q].days == found.to_report.quantiles[q].days);
    CHECK(turned.to_record.quantiles[q].interval == found.to_record.quantiles[q].interval);
  }
}

TEST_CASE("corrected medians hold the planted one where lags are cut off, plain ones are too short",
          "[risk][property]") {
  // Geometric with mean 60: half within 41 days. By the end of the year many of the last incidents are not recorded.
  int held = 0;
  double plain = 0.0;
  double corrected = 0.0;
  for (std::uint32_t world = 0; world < 100; ++world) {
    const auto lags = support::planted_lags(12, world, 1'500, 365, 60.0, 0.001, kEnd);
    const auto median = run(lags).to_record.quantiles[1];
    held += median.interval.lower <= 41.0 && 41.0 <= median.interval.upper ? 1 : 0;
    corrected += median.days / 100.0;
    std::vector<double> days;
    for (std::size_t i = 0; i < lags.incident.size(); ++i) {
      days.push_back(lags.recorded[i] - lags.incident[i]);
    }
    std::nth_element(days.begin(), days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2), days.end());
    plain += days[days.size() / 2] / 100.0;
  }
  CAPTURE(held, plain, corrected);
  CHECK(held >= 88);
  CHECK(std::abs(corrected - 41.0) < 2.0);
  CHECK(plain < 37.0);
}

TEST_CASE("limits of a median are order statistics as tables print them", "[risk][golden]") {
  // Conover (1999), Practical Nonparametric Statistics, table A3: of 16 observations the 4th and the 13th hold the
  // median with at least 95 %.
  Lags lags;
  for (std::int32_t i = 0; i < 16; ++i) {
    add(lags, 1, kJanuary, kNoDay, kJanuary + 1 + i);
  }
  const auto median = run(lags, kEnd).to_record.quantiles[1];
  CHECK(median.days == 8.0);
  CHECK(median.interval.lower == 4.0);
  CHECK(median.interval.upper == 13.0);
}
