// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/release.hpp"

#include <chrono>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/detail/ledger_text.hpp"
#include "libprofile/disclosure/release_rules.hpp"

#include "support/releases.hpp"

using namespace libprofile;
using disclosure::Release;
using disclosure::ReleaseWindow;
using testing::window_of;

namespace {

Release small_release() {
  auto terms = testing::terms_of("quarterly", testing::quarter(0));
  terms.filter = {{"origin", {"reported", "\xC3\xA9"}}};
  terms.area_parts = {{"u0", {"p", "q"}}};
  terms.category_parts = {{"x1", {"y", "z"}}};
  terms.parameters = {{"key", "ab\"c"}};
  return testing::protected_release(testing::counts_of({7, 23, 4, 11, 60, 2, 9, 9}, 2, 2), terms);
}

}  // namespace

TEST_CASE("the next window is as many months long, or as many days where it is none", "[disclosure][hand]") {
  const auto next = [](const char* start, const char* end) {
    return to_string(disclosure::next_window(window_of(start, end)));
  };
  CHECK(next("2018-01-01", "2018-03-31") == "2018-04-01 to 2018-06-30");
  CHECK(next("2018-10-01", "2018-12-31") == "2019-01-01 to 2019-03-31");
  CHECK(next("2019-01-01", "2019-12-31") == "2020-01-01 to 2020-12-31");
  CHECK(next("2018-11-01", "2019-01-31") == "2019-02-01 to 2019-04-30");
  CHECK(next("2018-01-05", "2018-01-11") == "2018-01-12 to 2018-01-18");
}

TEST_CASE("the next window of one that may leave may leave too, and overlaps nothing of it", "[disclosure][property]") {
  using std::chrono::days;
  using std::chrono::months;
  for (const disclosure::MinimumWindow least : {disclosure::MinimumWindow::quarter, disclosure::MinimumWindow::year}) {
    const disclosure::Policy policy(
        disclosure::PolicyFields{.tier = disclosure::Tier::partner, .minimum_window = least});
    const int step = least == disclosure::MinimumWindow::quarter ? 3 : 12;
    for (int start = 0; start < 48; start += step) {
      for (int length = step; length <= 36; length += step) {
        const auto day = [](int month) {
          return std::chrono::sys_days(std::chrono::year(2014) / 1 / 1 + months(month)).time_since_epoch().count();
        };
        const disclosure::ReleaseWindow next = disclosure::next_window({day(start), day(start + length) - 1});
        CHECK_NOTHROW(disclosure::require_window(policy, next.start_day, next.end_day));
        CHECK(next.start_day == day(start + length));
        CHECK(next.end_day == day(start + 2 * length) - 1);
      }
    }
  }
}

TEST_CASE("days are read as they are written", "[disclosure][property]") {
  for (std::int64_t day = -1000; day < 30'000; day += 7) {
    CHECK(disclosure::parse_day(disclosure::format_day(day)) == day);
  }
  for (const char* wrong : {"", "2018-1-1", "2018-02-29", "2018-13-01", "2018-00-10", "20180101", "2018-01-01 ",
                            "2018-01-0x", "-018-01-01", "2018/01/01"}) {
    CHECK_THROWS_AS(disclosure::parse_day(wrong), InvalidArgument);
  }
}

TEST_CASE("a release holds the hierarchy and what is shown of it", "[disclosure][hand]") {
  const Release release = small_release();
  CHECK(release.base == 5);
  REQUIRE(release.levels.size() == 3);
  CHECK(release.levels[0].parents == std::vector<std::uint32_t>{0, 0, 1, 1});
  CHECK(release.levels[1].units == std::vector<std::string>{"w0", "w1"});
  CHECK(release.levels[1].parents == std::vector<std::uint32_t>{0, 0});
  CHECK(release.levels[2].cells.size() == 3);
}

TEST_CASE("three levels: the parents of groups are groups", "[disclosure][hand]") {
  auto table = testing::counts_of({10, 20, 30, 40}, 1, 1);
  table.levels.push_back({"district", {"d0", "d1"}, {"d0", "d1"}, {0, 1, 1, 0}});
  const Release release = testing::protected_release(table, testing::terms_of("s", testing::quarter(0)));
  CHECK(release.levels[1].parents == std::vector<std::uint32_t>{0, 1, 1, 0});
  CHECK(release.levels[2].parents == std::vector<std::uint32_t>{0, 0});
}

TEST_CASE("a release is read back from its text as it was", "[disclosure][property]") {
  Release release = small_release();
  release.levels[0].cells[1] = disclosure::kWithheld;
  const disclosure::detail::EntryHead head{"draft", "R1", "A. Author", "2026-01-01T00:00:00Z", "R0"};
  const std::string text = disclosure::detail::head_text(head, &release);
  Release back = disclosure::detail::parse_terms(text);
  disclosure::detail::parse_values(disclosure::detail::values_text(release), back);
  CHECK(back == release);
  const auto again = disclosure::detail::parse_head(text);
  CHECK(again.by == head.by);
  CHECK(again.repeats == head.repeats);
  CHECK(again.state == "draft");
  CHECK(disclosure::same_values(back, release));
  back.levels[0].cells[0] += 5;
  CHECK_FALSE(disclosure::same_values(back, release));
  for (const char* wrong : {"", "{}", "[]", "null", "{\"state\":1}", "{\"state\":\"draft\""}) {
    CHECK_THROWS_AS(disclosure::detail::parse_head(wrong), std::invalid_argument);
    CHECK_THROWS_AS(disclosure::detail::parse_terms(wrong), std::invalid_argument);
  }
}

TEST_CASE("what is no release is refused, with the rule", "[disclosure][edges]") {
  const auto message = [](auto change) {
    Release release = small_release();
    change(release);
    try {
      disclosure::validate(release);
    } catch (const InvalidArgument& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  };
  CHECK(message([](Release&) {}) == "no error");
  CHECK_THAT(message([](Release& r) { r.terms.stream = " "; }), Catch::Contains("stream = \"\": must be a name"));
  CHECK_THAT(message([](Release& r) { r.terms.stream = "a\nb"; }), Catch::Contains("without control characters"));
  CHECK_THAT(message([](Release& r) { r.terms.vintage = "\xFF"; }), Catch::Contains("vintage"));
  CHECK_THAT(message([](Release& r) { r.terms.partition.assign(501, 'x'); }), Catch::Contains("at most 500"));
  CHECK_THAT(message([](Release& r) { std::swap(r.terms.window.start_day, r.terms.window.end_day); }),
             Catch::Contains("on or after its start"));
  CHECK_THAT(message([](Release& r) { r.terms.window.end_day = 4'000'000; }), Catch::Contains("in the years"));
  CHECK_THAT(message([](Release& r) { r.levels[0].cells[0] = 7; }), Catch::Contains("a multiple of the base"));
  CHECK_THAT(message([](Release& r) { r.levels[0].cells[0] = -5; }), Catch::Contains("a multiple of the base"));
  CHECK_THAT(message([](Release& r) { r.levels[0].cells[0] = 5'000'000'000'000; }), Catch::Contains("10^12"));
  CHECK_THAT(message([](Release& r) { r.levels[0].cells.pop_back(); }), Catch::Contains("one a unit and category"));
  CHECK_THAT(message([](Release& r) { r.levels[0].parents[0] = 2; }), Catch::Contains("below the units"));
  CHECK_THAT(message([](Release& r) { r.levels[0].units[0] = "u1"; }), Catch::Contains("there once only"));
  CHECK_THAT(message([](Release& r) { r.levels.pop_back(); }), Catch::Contains("the last of one unit"));
  CHECK_THAT(message([](Release& r) { r.base = 0; }), Catch::Contains("base = 0"));
  CHECK_THAT(message([](Release& r) { r.terms.filter[0].attribute = "category"; }), Catch::Contains("categories"));
  CHECK_THAT(message([](Release& r) { r.terms.filter[0].values.clear(); }), Catch::Contains("at least 1 value"));
  CHECK_THAT(message([](Release& r) { r.terms.area_parts[0].parts.clear(); }), Catch::Contains("at least 1 part"));
  CHECK_THAT(message([](Release& r) { r.terms.manifest_sha256 = "ABC"; }), Catch::Contains("64 hexadecimal"));
}

TEST_CASE("one person is the same whatever the spaces and capitals", "[disclosure][hand]") {
  using disclosure::detail::same_spelling;
  CHECK(same_spelling("A. Author", " a.  AUTHOR "));
  CHECK_FALSE(same_spelling("A. Author", "B. Author"));
}
