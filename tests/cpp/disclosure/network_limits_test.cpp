// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/network_limits.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/disclosure/audit.hpp"
#include "libprofile/disclosure/protect.hpp"

#include "support/limits_by_programs.hpp"

using namespace libprofile;
using disclosure::audit;
using disclosure::AuditReport;
using disclosure::CellAudit;
using disclosure::CellPlace;
using disclosure::kWithheld;
using disclosure::Policy;
using disclosure::ReleasedTable;
using disclosure::Verdict;
using disclosure::detail::AuditedTree;
using disclosure::detail::Deadline;
using disclosure::detail::Limits;
using disclosure::detail::network_limits;

namespace {

constexpr const char* kPresets[] = {"dfe_cin", "nhs_hes", "opensafely", "ons_10_5", "acro"};

void check_against_programs(const ReleasedTable& release) {
  const std::vector<Limits> expected = testing::limits_by_programs(release);
  const std::vector<Limits> limits = network_limits(AuditedTree(release), Deadline(600.0));
  REQUIRE(limits.size() == expected.size());
  for (std::size_t cell = 0; cell < expected.size(); ++cell) {
    CAPTURE(cell);
    CHECK(limits[cell].least == expected[cell].least);
    CHECK(limits[cell].most == expected[cell].most);
    CHECK(limits[cell].is_proved);
  }
}

ReleasedTable released(const geography::CountTable& counts, const Policy& policy) {
  return disclosure::released_table(disclosure::protect(counts, policy, testing::test_key()), counts);
}

/// A table of one of the presets, small enough for programs: 1 to 3 levels of groups, 1 to 4 columns.
ReleasedTable small_release(std::uint32_t seed) {
  const Policy policy = Policy::preset(kPresets[seed % std::size(kPresets)]);
  return released(testing::deep_counts(seed, 4 + seed % 7, 1 + seed % 4, 1 + seed % 3, 2, 40), policy);
}

/// 400 × 6 in wards of 7, districts of 7 wards and regions of 7 districts.
ReleasedTable large_release(const std::string& preset) {
  return released(testing::deep_counts(5, 400, 6, 3, 7, 60), Policy::preset(preset));
}

const CellAudit& at(const AuditReport& report, const CellPlace& place) {
  return *std::find_if(report.cells.begin(), report.cells.end(),
                       [&](const CellAudit& cell) { return cell.place == place; });
}

}  // namespace

TEST_CASE("limits by flows are those of linear programs: presets that withhold", "[disclosure][oracle]") {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    check_against_programs(small_release(seed));
  }
}

TEST_CASE("limits by flows are those of linear programs: numbers that need not add up", "[disclosure][oracle]") {
  for (std::uint32_t seed = 0; seed < 140; ++seed) {
    CAPTURE(seed);
    check_against_programs(testing::release_of_its_own(seed));
  }
}

TEST_CASE("limits by flows are those of linear programs in thousands of tables", "[.][thousands]") {
  for (std::uint32_t seed = 1000; seed < 6000; ++seed) {
    CAPTURE(seed);
    check_against_programs(testing::release_of_its_own(seed));
    if (seed % 5 == 0) {
      check_against_programs(small_release(seed / 5));
    }
  }
}

TEST_CASE("numbers that no table fits contradict one another by flows and by programs", "[disclosure][oracle]") {
  std::size_t contradictions = 0;
  for (std::uint32_t seed = 0; seed < 80; ++seed) {
    ReleasedTable release = testing::release_of_its_own(seed);
    std::int64_t& moved = release.shown[seed % release.shown.size()].front();
    moved += moved == kWithheld ? 0 : 2 * release.band + seed % 5;
    CAPTURE(seed);
    try {
      static_cast<void>(testing::limits_by_programs(release));
    } catch (const InvalidArgument&) {
      ++contradictions;
      CHECK_THROWS_AS(audit(release, {}), InvalidArgument);
      continue;
    }
    CHECK_NOTHROW(audit(release, {}));
  }
  CHECK(contradictions > 10);
  CHECK(contradictions < 70);
}

TEST_CASE("every preset passes its audit in a table of more than a few cells", "[disclosure][property]") {
  const std::string preset = GENERATE("dfe_cin", "nhs_hes", "opensafely", "ons_10_5", "acro");
  const ReleasedTable release = large_release(preset);
  const AuditReport report = audit(release, disclosure::audit_options(Policy::preset(preset)));
  CAPTURE(preset);
  REQUIRE(report.cells.size() > 3000);
  CHECK(report.passed());
}

TEST_CASE("a cell that is certainly small is found among thousands", "[disclosure][hand]") {
  const auto counts = testing::deep_counts(5, 400, 6, 3, 7, 60);
  const std::string preset = GENERATE("dfe_cin", "nhs_hes");
  const Policy policy = Policy::preset(preset);
  ReleasedTable release = released(counts, policy);
  // A unit with a few of one category: somebody knows all that is beside them, and of how many they are part.
  const auto few = std::find_if(counts.counts.begin(), counts.counts.end(), [](auto count) { return count == 3; });
  const auto position = static_cast<std::size_t>(few - counts.counts.begin());
  const CellPlace place{0, position / 6, position % 6};
  std::int64_t sum = 0;
  for (std::size_t column = 0; column < 6; ++column) {
    const std::int64_t count = counts.counts[place.node * 6 + column];
    sum += count;
    if (column != place.column) {
      release.known.push_back({{0, place.node, column}, static_cast<double>(count), static_cast<double>(count)});
    }
  }
  release.known.push_back({{0, place.node, 6}, static_cast<double>(sum), static_cast<double>(sum)});
  const AuditReport report = audit(release, disclosure::audit_options(policy));
  REQUIRE(report.cells.size() > 3000);
  CHECK(at(report, place) == CellAudit{place, 3, 3, Verdict::certainly_few});
  CHECK(std::none_of(report.cells.begin(), report.cells.end(),
                     [](const CellAudit& cell) { return cell.verdict == Verdict::not_proved; }));
}

TEST_CASE("a large table's audit is the same for any number of threads", "[disclosure][property]") {
  const std::string preset = GENERATE("dfe_cin", "nhs_hes");
  const ReleasedTable release = large_release(preset);
  std::vector<AuditReport> reports;
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    reports.push_back(audit(release, disclosure::audit_options(Policy::preset(preset))));
  }
  CHECK(reports[0].cells == reports[1].cells);
  CHECK(reports[0].cells == reports[2].cells);
}

TEST_CASE("a large table that time does not suffice for is not proved", "[disclosure][edges]") {
  const AuditReport report = audit(large_release("nhs_hes"), {.threshold = 8, .base = 8, .time_limit_s = 1e-9});
  CHECK_FALSE(report.passed());
  CHECK(std::any_of(report.cells.begin(), report.cells.end(),
                    [](const CellAudit& cell) { return cell.verdict == Verdict::not_proved; }));
}
