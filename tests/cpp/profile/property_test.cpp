// SPDX-License-Identifier: MIT
/// @file
/// What changes a profile, and what does not.
#include <algorithm>
#include <numeric>

#include <catch2/catch.hpp>

#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/records/accepted.hpp"

#include "support/profile_inputs.hpp"

using namespace libprofile;
using testing::lattice_inputs;
using testing::release_of;
using testing::year_2024;

namespace {

std::vector<std::size_t> shuffled(std::size_t n, std::uint32_t seed) {
  const core::Philox random(seed, core::Stream::testing);
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::uint32_t i = static_cast<std::uint32_t>(n); i > 1; --i) {
    std::swap(order[i - 1], order[static_cast<std::size_t>(random.uniform(i, 0, 0) * i)]);
  }
  return order;
}

/// The names of a column the other way round, and codes that follow.
void reverse_dictionary(records::Coded& column) {
  std::reverse(column.values.begin(), column.values.end());
  const auto last = static_cast<std::int32_t>(column.values.size()) - 1;
  for (std::int32_t& code : column.codes) {
    code = code == records::kAbsent ? code : last - code;
  }
}

/// A release without the digests of the input, which are of the records in their order, and what depends on them.
std::map<std::string, std::string> without_manifest(std::map<std::string, std::string> files) {
  files.erase("manifest.json");
  files.erase("results.json");
  return files;
}

std::int64_t total_of(const publish::Document& document, const std::string& unit, const std::string& category) {
  for (const auto& row : document.counts) {
    if (row.unit == unit && row.category == category) {
      return row.count.value_or(-1);
    }
  }
  return -2;
}

}  // namespace

TEST_CASE("records in another order give the same release but for the digest of the input", "[profile][property]") {
  const auto seed = GENERATE(1U, 2U, 3U);
  const auto counts = GENERATE(geography::CountOf::records, geography::CountOf::persons);
  auto inputs = testing::sample_inputs(sample::partnership({.size = 0.3, .seed = seed}));
  auto options = year_2024();
  options.counts = counts;
  const auto first = without_manifest(release_of(profile::problem_profile(inputs, options)));
  inputs.incidents = records::select(inputs.incidents, shuffled(inputs.incidents.size(), seed));
  reverse_dictionary(inputs.incidents.agency);
  reverse_dictionary(inputs.incidents.category);
  const auto second = without_manifest(release_of(profile::problem_profile(inputs, options)));
  REQUIRE(first.size() == second.size());
  for (const auto& [name, bytes] : first) {
    INFO(name);
    CHECK((second.at(name) == bytes));
  }
}

TEST_CASE("any number of threads gives the same bytes", "[profile][property]") {
  const auto inputs = testing::sample_inputs(sample::partnership({.seed = 3}));
  auto options = year_2024();
  options.permutations = 99;
  const auto on = [&](int threads) {
    const core::ThreadLimit limit(threads);
    return release_of(profile::problem_profile(inputs, options));
  };
  const auto one = on(1);
  CHECK((on(2) == one));
  CHECK((on(8) == one));
}

TEST_CASE("the time of making follows SOURCE_DATE_EPOCH, and an option goes before it", "[profile][property]") {
  const testing::FixedClock clock;
  auto options = year_2024();
  const auto inputs = lattice_inputs({{4, 30}});
  CHECK(profile::problem_profile(inputs, options).value().manifest.created_utc == "2025-01-02T03:04:05Z");
  options.created_utc.clear();
  CHECK(profile::problem_profile(inputs, options).value().manifest.created_utc == "2025-01-02T03:04:05Z");
  setenv("SOURCE_DATE_EPOCH", "0", 1);
  CHECK(profile::problem_profile(inputs, options).value().manifest.created_utc == "1970-01-01T00:00:00Z");
}

TEST_CASE("another category splits the counts and keeps their sums", "[profile][property]") {
  auto inputs = lattice_inputs({{1, 17}, {2, 23}, {4, 61}, {6, 8}, {8, 12}});
  auto options = year_2024();
  options.policy = disclosure::Policy::preset("internal");
  const auto whole = profile::problem_profile(inputs, options).value();
  inputs.incidents.category.values.emplace_back("robbery");
  for (std::size_t i = 0; i < inputs.incidents.size(); i += 3) {
    inputs.incidents.category.codes[i] = 1;
  }
  const auto split = profile::problem_profile(inputs, options).value();
  for (const char* unit : {"X01000001", "X01000004", "D1", "D2", "all"}) {
    CHECK(total_of(split, unit, "all") == total_of(whole, unit, "all"));
    CHECK(total_of(split, unit, "theft") + total_of(split, unit, "robbery") == total_of(whole, unit, "theft"));
  }
  options.policy = {};
  const auto released = profile::problem_profile(inputs, options).value();
  CHECK(std::abs(*released.total - 121) < 5);
  CHECK(total_of(released, "all", "theft") + total_of(released, "all", "robbery") == *released.total);
}

TEST_CASE("the seed and the key change no count by more than the rounding", "[profile][property]") {
  const auto inputs = lattice_inputs({{1, 17}, {2, 23}, {4, 61}, {6, 8}, {8, 12}});
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    auto options = year_2024();
    options.seed = seed;
    const auto document = profile::problem_profile(inputs, options).value();
    CHECK(std::abs(*document.neighbourhoods[1].count - 17) < 5);
    CHECK(std::abs(*document.neighbourhoods[4].count - 61) < 5);
  }
}
