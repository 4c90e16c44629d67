// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/false_discovery_rate.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>

#include "libprofile/core/error.hpp"

namespace libprofile::hotspots {
namespace {

constexpr int kDigitBits = 11;
constexpr int kDigits = 6;  // 66 bits, two more than there are.
constexpr std::size_t kBuckets = std::size_t{1} << kDigitBits;

struct Test {
  std::uint64_t key;
  std::size_t place;
};

std::size_t digit_of(std::uint64_t key, int digit) {
  return key >> (digit * kDigitBits) & (kBuckets - 1);
}

/// By ascending key, digit after digit from the least; a digit that all share costs nothing.
void sort_by_key(std::vector<Test>& tests) {
  std::vector<std::array<std::size_t, kBuckets>> begin(kDigits);
  for (const Test& test : tests) {
    for (int digit = 0; digit < kDigits; ++digit) {
      ++begin[digit][digit_of(test.key, digit)];
    }
  }
  std::vector<Test> sorted(tests.size());
  for (int digit = 0; digit < kDigits && !tests.empty(); ++digit) {
    auto& at = begin[digit];
    if (at[digit_of(tests.front().key, digit)] == tests.size()) {
      continue;
    }
    std::exclusive_scan(at.begin(), at.end(), at.begin(), std::size_t{0});
    for (const Test& test : tests) {
      sorted[at[digit_of(test.key, digit)]++] = test;
    }
    tests.swap(sorted);
  }
}

std::vector<Test> tested_by_descending_p(std::span<const double> p) {
  std::vector<Test> tests;
  tests.reserve(p.size());
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (std::isnan(p[i])) {
      continue;
    }
    if (!(p[i] >= 0.0 && p[i] <= 1.0)) {
      require(false, "p[" + std::to_string(i) + "]", p[i], "in [0, 1] or NaN");
    }
    // The bits of numbers that are not negative ascend with them; adding 0 makes -0 into 0.
    tests.push_back({~std::bit_cast<std::uint64_t>(p[i] + 0.0), i});
  }
  sort_by_key(tests);
  return tests;
}

}  // namespace

std::vector<double> false_discovery_rate(std::span<const double> p) {
  std::vector<double> q(p.size(), std::numeric_limits<double>::quiet_NaN());
  const auto order = tested_by_descending_p(p);
  const auto tests = static_cast<double>(order.size());
  double least = 1.0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const auto rank = static_cast<double>(order.size() - k);
    least = std::min(least, p[order[k].place] * (tests / rank));
    q[order[k].place] = least;
  }
  return q;
}

}  // namespace libprofile::hotspots
