// SPDX-License-Identifier: MIT
#include <chrono>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/disclosure/cross_release.hpp"
#include "libprofile/disclosure/detail/ledger_text.hpp"
#include "libprofile/disclosure/ledger.hpp"

#include "support/releases.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using disclosure::check_across;
using disclosure::CrossReleaseReport;
using disclosure::CrossVerdict;
using disclosure::EarlierRelease;
using disclosure::Ledger;
using disclosure::ListCounts;
using disclosure::Release;
using disclosure::ReleaseList;
using testing::flat_release;
using testing::quarter;
using testing::terms_of;

namespace {

/// A release of one area with `total`, in the first quarter of 2018.
Release with_lists(const std::string& stream, std::int64_t total, std::vector<ReleaseList> lists) {
  Release release = flat_release({"u0"}, {"x"}, {total, total}, {total, total}, terms_of(stream, quarter(0)), 5);
  release.lists = std::move(lists);
  return release;
}

ReleaseList months(const std::vector<std::int64_t>& counts) {
  ReleaseList list{.name = "months", .measure = "records", .base = 5, .numbers = {}};
  for (std::size_t m = 0; m < counts.size(); ++m) {
    const std::string month = "2018-0" + std::to_string(m + 1);
    const char* const last[] = {"-31", "-28", "-31"};
    list.numbers.push_back(
        {.name = month, .window = testing::window_of(month + "-01", month + last[m]), .shown = counts[m]});
  }
  return list;
}

/// The first number is that of all.
ReleaseList labelled(const std::string& measure, const std::vector<std::int64_t>& shown, std::int64_t base,
                     ListCounts of = ListCounts::persons) {
  ReleaseList list{.name = measure, .measure = measure, .of = of, .base = base, .numbers = {}};
  list.numbers.push_back({.name = "all", .shown = shown.front()});
  for (std::size_t k = 1; k < shown.size(); ++k) {
    const std::string label = "l" + std::to_string(k);
    list.numbers.push_back({.name = label, .labels = {label}, .shown = shown[k]});
  }
  return list;
}

CrossReleaseReport across(const Release& added, const Release& earlier) {
  return check_across(added, std::vector<EarlierRelease>{{"R1", &earlier}});
}

}  // namespace

TEST_CASE("a month in two roundings is found, with its name", "[disclosure][hand]") {
  const Release first = with_lists("a", 20, {months({5, 10, 5})});
  CHECK(across(with_lists("b", 20, {months({5, 10, 5})}), first).verdict == CrossVerdict::safe);
  const auto found = across(with_lists("b", 20, {months({0, 15, 5})}), first);
  CHECK(found.verdict == CrossVerdict::too_narrow);
  CHECK_THAT(found.reason, Catch::StartsWith("'2018-01' of months of this release (2018-01-01 to 2018-03-31) and "
                                             "'2018-01' of months of R1"));
  // Without months nothing of it is known.
  CHECK(across(with_lists("b", 20, {}), first).verdict == CrossVerdict::safe);
}

TEST_CASE("where windows overlap without being the same, that is named as the cause, not key and policy",
          "[disclosure][hand]") {
  const auto of = [](const char* stream, const char* end, std::vector<std::int64_t> by_month) {
    Release release =
        flat_release({"u0"}, {"x"}, {100, 100}, {100, 100}, terms_of(stream, testing::window_of("2018-01-01", end)), 5);
    release.lists = {months(by_month)};
    return release;
  };
  const Release year = of("a", "2018-12-31", {5, 10, 5});
  const auto found = across(of("b", "2018-06-30", {0, 15, 5}), year);
  CHECK(found.verdict == CrossVerdict::too_narrow);
  CHECK(
      found.overlaps ==
      "the window, 2018-01-01 to 2018-06-30, overlaps that of R1, 2018-01-01 to 2018-12-31: release one that overlaps "
      "none, such as 2019-01-01 to 2019-12-31, or the same numbers of the same window");
  CHECK_THROWS_WITH(disclosure::require_safe(found),
                    Catch::EndsWith(found.overlaps) && !Catch::Contains("same key and policy"));
  const auto same = across(of("b", "2018-12-31", {0, 15, 5}), year);
  CHECK(same.overlaps.empty());
  CHECK_THROWS_WITH(disclosure::require_safe(same), Catch::Contains("same key and policy"));
}

TEST_CASE("a month that another stream leaves over is found", "[disclosure][hand]") {
  // Exact: a quarter of 20, and January and February of it, leave 3 for March.
  Release first = with_lists("a", 20, {});
  Release second = first;
  second.terms.stream = "b";
  second.lists = {months({10, 7})};
  for (Release* const release : {&first, &second}) {
    release->base = 1;
  }
  second.lists[0].base = 1;
  const auto found = across(second, first);
  CHECK(found.verdict == CrossVerdict::certainly_few);
  CHECK_THAT(found.reason, Catch::Contains("certainly holds 3, fewer than 5"));
}

TEST_CASE("persons by attribute in two roundings are found, other attributes are apart", "[disclosure][hand]") {
  const Release first = with_lists("a", 20, {labelled("victims by sex", {10, 10, 0}, 5)});
  CHECK(across(with_lists("b", 20, {labelled("victims by sex", {10, 5, 5}, 5)}), first).verdict ==
        CrossVerdict::too_narrow);
  CHECK(across(with_lists("b", 20, {labelled("offenders by sex", {10, 5, 5}, 5)}), first).verdict ==
        CrossVerdict::safe);
}

TEST_CASE("premises keep their own threshold", "[disclosure][hand]") {
  // Exact: 3 of the type here, and as many as 3 elsewhere are no few premises, but few persons.
  const auto exact = [](ListCounts of, std::int64_t all) {
    return with_lists("a", 20, {labelled("premises", {all, 3}, 1, of)});
  };
  Release second = exact(ListCounts::premises, 3);
  second.terms.stream = "b";
  CHECK(across(second, exact(ListCounts::premises, 3)).verdict == CrossVerdict::safe);
  Release persons = exact(ListCounts::persons, 3);
  persons.terms.stream = "b";
  CHECK(across(persons, exact(ListCounts::persons, 3)).verdict == CrossVerdict::certainly_few);
}

TEST_CASE("lists are compared as releases of the same numbers are", "[disclosure][oracle]") {
  const core::Philox random(11, core::Stream::testing);
  int unsafe = 0;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    const auto shown = [&](std::uint32_t which, std::int64_t base) {
      std::vector<std::int64_t> counts{0};
      for (std::uint32_t k = 0; k < 3; ++k) {
        counts.push_back(base * static_cast<std::int64_t>(random.below(4, seed, which, k)));
        counts.front() += counts.back();
      }
      return counts;
    };
    const std::int64_t base = seed % 3 == 0 ? 1 : 5;
    const auto first = shown(0, base);
    const auto second = shown(1, base);
    const auto plain = [&](const char* stream, const std::vector<std::int64_t>& counts) {
      std::vector<std::int64_t> cells(counts.begin() + 1, counts.end());
      cells.push_back(counts.front());
      return flat_release({"u0"}, {"l1", "l2", "l3"}, cells, cells, terms_of(stream, quarter(0)), base);
    };
    const auto listed = [&](const char* stream, const std::vector<std::int64_t>& counts) {
      return with_lists(stream, 1000, {labelled("m", counts, base)});
    };
    const auto expected = across(plain("b", second), plain("a", first));
    const auto found = across(listed("b", second), listed("a", first));
    CAPTURE(seed);
    // Which of several findings comes first depends on the order of the numbers.
    CHECK((found.verdict == CrossVerdict::safe) == (expected.verdict == CrossVerdict::safe));
    unsafe += found.verdict == CrossVerdict::safe ? 0 : 1;
  }
  CHECK(unsafe > 100);
  CHECK(unsafe < 400);
}

TEST_CASE("lists are read back from text as they were, and entries without are as before", "[disclosure][property]") {
  Release release =
      with_lists("a", 20, {months({5, 10, 5}), labelled("premises", {9, 3, -1}, 3, ListCounts::premises)});
  release.lists[1].numbers[1].areas = {"E08000016", "E08000017"};
  const std::string values = disclosure::detail::values_text(release);
  Release back = disclosure::detail::parse_terms(disclosure::detail::head_text({"draft", "R1", "A", "", ""}, &release));
  disclosure::detail::parse_values(values, back);
  CHECK(back == release);
  release.lists.clear();
  // What an entry made before there were lists says, letter by letter.
  CHECK(disclosure::detail::values_text(release) ==
        R"({"categories":["x"],"levels":[{"name":"neighbourhood","units":["u0"],"parents":[0],"cells":[20,20]},)"
        R"({"name":"all","units":["all"],"parents":[],"cells":[20,20]}],"area_parts":{},"category_parts":{}})");
}

TEST_CASE("a ledger from before lists takes releases with them, and the same counts again", "[disclosure][hand]") {
  const testing::ScratchFolder folder;
  Ledger ledger(folder.path() / "a.ledger", {.at_utc = "2026-01-01T00:00:00Z"});
  ledger.enter(with_lists("a", 20, {}), "A");
  ledger.enter(with_lists("a", 20, {months({5, 10, 5})}), "A");
  CHECK(ledger.check().releases == 2);
  // Once the months are there, other months of the same window are not the same numbers.
  CHECK_THROWS_AS(ledger.enter(with_lists("a", 20, {months({10, 5, 5})}), "A"), DisclosureError);
  CHECK_THROWS_AS(ledger.enter(with_lists("b", 20, {months({0, 15, 5})}), "A"), DisclosureError);
  CHECK(ledger.enter(with_lists("a", 20, {months({5, 10, 5})}), "A").repeats == "R2");
}

TEST_CASE("lists of a release that break their contract are refused", "[disclosure][edges]") {
  const auto refused = [](auto change) {
    Release release = with_lists("a", 20, {months({5, 10, 5})});
    change(release.lists);
    CHECK_THROWS_AS(validate(release), InvalidArgument);
  };
  refused([](auto& lists) { lists.push_back(lists.front()); });
  refused([](auto& lists) { lists[0].base = 0; });
  refused([](auto& lists) { lists[0].measure = " "; });
  refused([](auto& lists) { lists[0].numbers[0].shown = 7; });
  refused([](auto& lists) { lists[0].numbers[0].shown = -2; });
  refused([](auto& lists) { lists[0].numbers[0].labels = {"a", "a"}; });
  refused([](auto& lists) { lists[0].numbers[0].window = testing::window_of("2018-03-01", "2018-04-30"); });
  refused([](auto& lists) { lists[0].numbers[0].window = testing::window_of("2018-03-01", "2018-02-28"); });
}

TEST_CASE("one more beside 1,000 releases with lists", "[.][thousand]") {
  const auto table = testing::counts_of(testing::random_counts(1, 853 * 14, 20), 14, 8);
  const auto release = [&table](const std::string& stream, int number) {
    Release made = testing::protected_release(table, terms_of(stream, quarter(number)));
    ReleaseList by_month{.name = "months", .measure = "records", .base = 5, .numbers = {}};
    by_month.numbers.push_back({.name = "all", .shown = made.levels.back().cells.back()});
    made.lists = {by_month};
    for (int list = 0; list < 20; ++list) {
      made.lists.push_back(labelled("persons by " + std::to_string(list), {100, 50, 30, 20, 0, 0, 0, 0}, 5));
    }
    return made;
  };
  std::vector<Release> releases;
  for (int number = 0; number < 41; ++number) {
    releases.push_back(release("s" + std::to_string(number), number));
  }
  std::vector<EarlierRelease> earlier;
  for (int number = 0; number < 1000; ++number) {
    // Half of the same window, half of other quarters.
    earlier.push_back(
        {"R" + std::to_string(number + 1), &releases[number % 2 == 0 ? 0 : 1 + static_cast<std::size_t>(number) % 40]});
  }
  const Release added = release("new", 0);
  const auto start = std::chrono::steady_clock::now();
  CHECK(check_across(added, earlier).verdict == CrossVerdict::safe);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  WARN("one more beside 1,000 with 21 lists each: " << seconds << " s");
  CHECK(seconds < 30.0);
}
