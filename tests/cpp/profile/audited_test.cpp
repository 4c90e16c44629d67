// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/audited.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/profile/problem_profile.hpp"

#include "support/profile_inputs.hpp"

using namespace libprofile;
using disclosure::Policy;
using disclosure::ProtectedCount;
using disclosure::ProtectedList;
using profile::detail::Audited;

namespace {

ProtectedList list(const std::vector<std::int64_t>& counts, std::int64_t total) {
  ProtectedList made;
  made.base = 5;
  made.total = {total, disclosure::Reliability::ok};
  for (std::size_t k = 0; k < counts.size(); ++k) {
    made.labels.push_back("label " + std::to_string(k));
    made.counts.push_back({counts[k], disclosure::Reliability::low});
  }
  return made;
}

const publish::Manifest::Method* audit_of(const publish::Document& document) {
  const auto& methods = document.manifest.methods;
  const auto found =
      std::find_if(methods.begin(), methods.end(), [](const auto& method) { return method.name == "interval audit"; });
  return found == methods.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a list whose numbers give small counts away is refused, and its numbers are not repeated",
          "[profile][hand]") {
  Audited audited(Policy::preset("partner"));
  // Three times at most 4 that add up to at least 11: each is 3 or 4.
  const auto careless = list({0, 0, 0}, 15);
  audited.add("months", careless);
  REQUIRE_THROWS_AS(audited.require_safe(), DisclosureError);
  REQUIRE_THROWS_WITH(audited.require_safe(),
                      Catch::StartsWith("months: the audit refuses 4 of 4 numbers, the first as \"certainly few\"") &&
                          !Catch::Contains("15"));
  CHECK_FALSE(audited.method().has_value());
}

TEST_CASE("numbers that add up pass and are counted", "[profile][hand]") {
  Audited audited(Policy::preset("partner"));
  audited.add("months", list({5, 0, 10}, 15));
  audited.add("rows", ProtectedList{});
  audited.require_safe();
  REQUIRE(audited.method().has_value());
  CHECK(audited.method()->parameters.front() == std::pair<std::string, std::string>{"numbers", "4"});
}

TEST_CASE("a total that months and counted rows show in two roundings is refused, and nothing else says so",
          "[profile][hand]") {
  Audited apart(Policy::preset("partner"));
  apart.add("months", list({5, 5}, 10));
  profile::detail::ProtectedQuality quality;
  quality.incidents = list({0, 5}, 5);
  apart.add(quality);
  CHECK_NOTHROW(apart.require_safe());
  // 6 to 9 both: four values.
  apart.share_records();
  REQUIRE_THROWS_WITH(apart.require_safe(), Catch::StartsWith("months: the audit refuses") &&
                                                Catch::Contains("\"too narrow\" beside the other tables"));
}

TEST_CASE("rows that may be fewer than persons are refused, and nothing else says so", "[profile][hand]") {
  const auto audited_with = [](std::int64_t rows) {
    Audited audited(Policy::preset("partner"));
    audited.add("months", list({5, 10}, 15));
    profile::detail::ProtectedQuality quality;
    quality.incidents = list({0, rows}, rows);
    audited.add(quality);
    return audited;
  };
  CHECK_NOTHROW(audited_with(10).require_safe());
  // 11 to 14 both.
  Audited fewer = audited_with(10);
  fewer.persons_have_records();
  REQUIRE_THROWS_WITH(fewer.require_safe(), Catch::StartsWith("months: the audit refuses") &&
                                                Catch::Contains("\"too narrow\" beside the other tables"));
  Audited as_many = audited_with(15);
  as_many.persons_have_records();
  CHECK_NOTHROW(as_many.require_safe());
}

TEST_CASE("an audit that runs out of time refuses", "[profile][edges]") {
  Audited audited(Policy::preset("partner"), 1e-9);
  audited.add("months", list({0, 0, 0}, 15));
  REQUIRE_THROWS_WITH(audited.require_safe(), Catch::StartsWith("months: the audit ran out of time"));
}

TEST_CASE("a profile says how many numbers were audited, where any are protected", "[profile][hand]") {
  const auto inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
  profile::Options options = testing::year_2024();
  const auto partner = profile::problem_profile(inputs, options);
  const auto* audit = audit_of(partner.value());
  REQUIRE(audit != nullptr);
  CHECK(std::stoul(audit->parameters[0].second) > partner.value().counts.size());
  CHECK(audit->parameters[1].second == "all together");
  CHECK(audit->parameters[3] == std::pair<std::string, std::string>{"refused", "0"});
  CHECK(partner.value().manifest.next_window_start == "2025-01-01");
  CHECK(partner.value().manifest.next_window_end == "2025-12-31");
  options.policy = Policy::preset("internal");
  const auto internal = profile::problem_profile(inputs, options);
  CHECK(audit_of(internal.value()) == nullptr);
  // Any window may follow.
  CHECK(internal.value().manifest.next_window_start.empty());
}
