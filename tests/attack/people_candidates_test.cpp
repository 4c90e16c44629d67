// SPDX-License-Identifier: MIT
/// @file
/// Small groups in tables of persons, against an attacker who tries every raw table and knows the method and the key;
/// beside a twin that counts rare values together, which is broken.
#include <algorithm>
#include <functional>
#include <map>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/disclosure/audit.hpp"
#include "libprofile/profile/detail/people_gate.hpp"

#include "support/people.hpp"
#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::Policy;
using testing::people_of;
using testing::PersonRow;
using testing::persons_with;

namespace {

using Raw = std::vector<std::int64_t>;
/// Labels and numbers, as printed.
using Printed = std::vector<std::pair<std::string, std::int64_t>>;

constexpr std::int64_t kMost = 9;
const std::vector<std::string> kCodes{"low", "medium", "high"};

profile::detail::ProtectedPeople protected_people(const std::vector<PersonRow>& rows, const Policy& policy) {
  const records::People people = people_of(rows);
  profile::SourceReport report;
  report.source = "victims";
  report.rows_read = report.accepted = static_cast<std::int64_t>(people.size());
  const auto areas = testing::lattice_inputs({}).areas;
  const auto window = records::parse_window("2024-01-01", "2024-12-31");
  const auto tables = profile::detail::count_people(people, "victims", areas, window, report, policy);
  return profile::detail::protect_people(tables, policy, testing::test_key()).value();
}

std::vector<PersonRow> rows_of(const Raw& raw) {
  // A column that is there whoever comes first.
  std::vector<PersonRow> rows;
  for (std::size_t code = 0; code < raw.size(); ++code) {
    testing::append(
        rows, persons_with(static_cast<int>(raw[code]), {{"risk_band", kCodes[code]}}, static_cast<int>(1000 * code)));
  }
  return rows;
}

Printed released(const Raw& raw) {
  const auto people = protected_people(rows_of(raw), Policy());
  Printed printed{{"persons", *people.persons.count}};
  for (std::size_t i = 0; i < people.risk_band.labels.size(); ++i) {
    printed.emplace_back(people.risk_band.labels[i], *people.risk_band.counts[i].count);
  }
  return printed;
}

/// What counting values below the threshold together would print.
Printed merged(const Raw& raw) {
  disclosure::ListTable table{.name = "merged"};
  std::int64_t others = 0;
  for (std::size_t code = 0; code < raw.size(); ++code) {
    if (raw[code] >= 5) {
      table.labels.push_back(kCodes[code]);
      table.counts.push_back(raw[code]);
    } else {
      others += raw[code];
    }
  }
  table.labels.emplace_back("others, each below the threshold");
  table.counts.push_back(others);
  const auto list = disclosure::protect_list(table, Policy(), testing::test_key());
  Printed printed{{"persons", *list.value().total.count}};
  for (std::size_t i = 0; i < list.value().labels.size(); ++i) {
    printed.emplace_back(list.value().labels[i], *list.value().counts[i].count);
  }
  return printed;
}

bool has_few(const Raw& raw) {
  return std::any_of(raw.begin(), raw.end(), [](std::int64_t count) { return count >= 1 && count < 5; });
}

/// Releases all of whose raw tables have a value of 1 to 4 persons.
std::vector<Printed> broken(const std::function<Printed(const Raw&)>& print) {
  std::map<Printed, bool> is_certain;
  for (std::int64_t low = 0; low <= kMost; ++low) {
    for (std::int64_t medium = 0; medium <= kMost; ++medium) {
      for (std::int64_t high = 0; high <= kMost; ++high) {
        const Raw raw{low, medium, high};
        if (low + medium + high > 0) {
          const auto [at, is_new] = is_certain.emplace(print(raw), true);
          at->second = at->second && has_few(raw);
        }
      }
    }
  }
  std::vector<Printed> found;
  for (const auto& [printed, certain] : is_certain) {
    // One that rounds to itself must have been tried.
    const bool is_inside =
        std::all_of(printed.begin() + 1, printed.end(), [](const auto& cell) { return cell.second <= kMost; });
    if (certain && is_inside && printed.front().second > 0) {
      found.push_back(printed);
    }
  }
  return found;
}

}  // namespace

TEST_CASE("no release of persons says that a value has one to four of them", "[attack]") {
  CHECK(broken(released).empty());
}

TEST_CASE("positive control: counted together, rare values are known to be one to four", "[attack]") {
  CHECK(broken(merged).size() > 3);
}

TEST_CASE("released rows are never fewer than released persons, which would narrow down both", "[attack]") {
  std::size_t shown = 0;
  for (int persons = 1; persons <= 24; ++persons) {
    for (int extra = 0; extra <= 12; ++extra) {
      std::vector<PersonRow> rows = persons_with(persons, {{"sex", "female"}, {"referral", "2024-02-01"}});
      rows.insert(rows.end(), static_cast<std::size_t>(extra), rows.front());
      testing::append(rows, persons_with(extra / 2, {{"sex", "male"}, {"referral", "2020-02-01"}}, 500));
      const auto people = protected_people(rows, Policy());
      if (!people.rows.labels.empty()) {
        ++shown;
        CHECK(people.rows.counts.back().count >= people.persons.count);
      } else {
        CHECK(*people.persons.count <= 5);
      }
    }
  }
  CHECK(shown > 100);
}

TEST_CASE("A01: the audit passes the tables of persons", "[attack]") {
  std::vector<PersonRow> rows = persons_with(31, {{"age_band", "13-15"}, {"sex", "female"}, {"model", "BF"}});
  testing::append(rows, persons_with(3, {{"age_band", "16-17"}, {"sex", "male"}, {"model", "ONL"}}, 50));
  const Policy policy;
  const auto people = protected_people(rows, policy);
  const auto options = disclosure::audit_options(policy);
  const auto& cross = people.age_by_sex;
  disclosure::ReleasedTable table{.shape = {.name = "age by sex", .rows = cross.rows, .columns = cross.columns},
                                  .shown = {{}, {}},
                                  .band = policy.rounding_base(),
                                  .known = {}};
  table.shape.counts.resize(cross.rows.size() * cross.columns.size());
  const std::size_t width = cross.columns.size() + 1;
  for (std::size_t i = 0; i < cross.cells.size(); ++i) {
    table.shown[i / width < cross.rows.size() ? 0 : 1].push_back(*cross.cells[i].count);
  }
  CHECK(disclosure::audit(table, options).passed());
  // Control: exact numbers of the same persons do not pass.
  const auto exact = protected_people(rows, Policy::preset("internal")).age_by_sex;
  table.band = 1;
  for (std::size_t i = 0; i < exact.cells.size(); ++i) {
    table.shown[i / width < exact.rows.size() ? 0 : 1][i % (width * exact.rows.size())] = *exact.cells[i].count;
  }
  CHECK_FALSE(disclosure::audit(table, options).passed());
}
