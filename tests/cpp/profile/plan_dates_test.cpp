// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/plan_dates.hpp"

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/records/time.hpp"

using namespace libprofile;
using profile::OutreachBand;
using profile::detail::first_day_of;
using profile::detail::last_second_utc;

namespace {

constexpr OutreachBand kFriday{114, 4};

/// Hour by hour from when the profile was made, by the clocks of London.
std::string by_definition(const OutreachBand& band, std::int64_t made_s, const std::string& valid_until) {
  for (std::int64_t at_s = (made_s + 3599) / 3600 * 3600;; at_s += 3600) {
    // 5 January 1970 was a Monday.
    const std::int64_t local_s = records::to_london(at_s);
    if ((local_s / 3600 - 96) % 168 == band.first_hour) {
      const std::string day = records::format_date(at_s);
      return day <= valid_until ? day : "";
    }
  }
}

}  // namespace

TEST_CASE("a band first begins at or after the profile was made, by London clocks", "[profile][hand]") {
  // 3 January 2025 was a Friday.
  CHECK(first_day_of(kFriday, {"2025-01-02T09:00:00Z", "2025-03-31"}) == "2025-01-03");
  CHECK(first_day_of(kFriday, {"2025-01-03T18:00:00Z", "2025-03-31"}) == "2025-01-03");
  CHECK(first_day_of(kFriday, {"2025-01-03T18:00:01Z", "2025-03-31"}) == "2025-01-10");
  // In summer time 17:30 in UTC is half past six.
  CHECK(first_day_of(kFriday, {"2025-07-04T16:59:59Z", "2025-09-30"}) == "2025-07-04");
  CHECK(first_day_of(kFriday, {"2025-07-04T17:30:00Z", "2025-09-30"}) == "2025-07-11");
  // Half past midnight of Friday in London is still Thursday in UTC.
  CHECK(first_day_of({96, 2}, {"2025-07-03T23:30:00Z", "2025-09-30"}) == "2025-07-11");
  CHECK(first_day_of({97, 2}, {"2025-07-03T23:30:00Z", "2025-09-30"}) == "2025-07-04");
}

TEST_CASE("on the last day a band begins, after it none does", "[profile][edges]") {
  CHECK(first_day_of(kFriday, {"2025-01-02T09:00:00Z", "2025-01-03"}) == "2025-01-03");
  CHECK(first_day_of(kFriday, {"2025-01-02T09:00:00Z", "2025-01-02"}).empty());
  CHECK(first_day_of(kFriday, {"2026-11-28T09:00:00Z", "2019-03-31"}).empty());
  // Reproducible builds may set the clock to the beginning of 1970, a Thursday.
  CHECK(first_day_of(kFriday, {"1970-01-01T00:00:00Z", "2019-03-31"}) == "1970-01-02");
  CHECK_THROWS_AS(first_day_of(kFriday, {"soon", "2019-03-31"}), InvalidArgument);
  CHECK_THROWS_AS(last_second_utc({"2025-01-02T09:00:00Z", "2025-02-30"}), InvalidArgument);
}

TEST_CASE("the last second is that of a day in London", "[profile][hand]") {
  CHECK(last_second_utc({"", "2025-03-29"}) == "2025-03-29T23:59:59Z");
  CHECK(last_second_utc({"", "2025-03-30"}) == "2025-03-30T22:59:59Z");
  CHECK(last_second_utc({"", "2025-10-25"}) == "2025-10-25T22:59:59Z");
  CHECK(last_second_utc({"", "2025-10-26"}) == "2025-10-26T23:59:59Z");
}

TEST_CASE("first days agree with looking hour by hour", "[profile][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const core::Philox random(seed, core::Stream::testing);
  for (std::uint32_t i = 0; i < 50; ++i) {
    const auto made_s = 1'735'689'600 + static_cast<std::int64_t>(random.uniform(i, 0, 0) * 31'536'000.0);
    const OutreachBand band{random.below(168, i, 1, 0), 4};
    const std::string until =
        records::format_date(made_s + static_cast<std::int64_t>(random.below(12, i, 2, 0)) * 86400);
    INFO(records::format_utc(made_s) << " " << to_string(band) << " " << until);
    // Sunday 01:00 does not come on the day that skips it.
    if (band.first_hour != 145) {
      CHECK(first_day_of(band, {records::format_utc(made_s), until}) == by_definition(band, made_s, until));
    }
  }
}
