// SPDX-License-Identifier: MIT
/// @file
/// Releases for tests of the ledger: through the gate, or written out by hand.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/core/random.hpp"
#include "libprofile/disclosure/release.hpp"

#include "support/rounding_by_definition.hpp"

namespace libprofile::testing {

inline disclosure::ReleaseWindow window_of(std::string_view start, std::string_view end) {
  return {disclosure::parse_day(start), disclosure::parse_day(end)};
}

/// Calendar quarter `number` after the first of 2018.
inline disclosure::ReleaseWindow quarter(int number) {
  disclosure::ReleaseWindow window = window_of("2018-01-01", "2018-03-31");
  for (int i = 0; i < number; ++i) {
    window = disclosure::next_window(window);
  }
  return window;
}

/// Units "u0" ..., every `per_ward` of them in a ward, and categories "x0" ...
inline geography::CountTable counts_of(const std::vector<std::int64_t>& counts, std::size_t categories,
                                       std::size_t per_ward) {
  geography::CountTable table;
  table.counts = counts;
  const std::size_t units = counts.size() / categories;
  for (std::size_t u = 0; u < units; ++u) {
    table.units.push_back("u" + std::to_string(u));
  }
  for (std::size_t c = 0; c < categories; ++c) {
    table.categories.push_back("x" + std::to_string(c));
  }
  geography::Level wards{"ward", {}, {}, {}};
  for (std::size_t u = 0; u < units; ++u) {
    if (u % per_ward == 0) {
      wards.codes.push_back("w" + std::to_string(u / per_ward));
    }
    wards.group_of_unit.push_back(static_cast<std::uint32_t>(u / per_ward));
  }
  wards.names = wards.codes;
  table.levels = {wards};
  return table;
}

inline std::vector<std::int64_t> random_counts(std::uint32_t seed, std::size_t cells, std::uint32_t below) {
  const core::Philox random(seed, core::Stream::testing);
  std::vector<std::int64_t> counts;
  for (std::uint32_t i = 0; i < cells; ++i) {
    counts.push_back(random.below(below, i, 0, 77));
  }
  return counts;
}

inline disclosure::ReleaseTerms terms_of(std::string stream, disclosure::ReleaseWindow window) {
  disclosure::ReleaseTerms terms;
  terms.stream = std::move(stream);
  terms.window = window;
  terms.partition = "units";
  terms.vintage = "2018";
  return terms;
}

/// Through the gate of the partner tier.
inline disclosure::Release protected_release(const geography::CountTable& table, disclosure::ReleaseTerms terms,
                                             const disclosure::Policy& policy = {}) {
  return disclosure::make_release(disclosure::protect(table, policy, test_key()), table, std::move(terms));
}

/// The same table with exact numbers, as if there were no gate: for positive controls. Its policy is the partner's.
inline disclosure::Release exact_release(const geography::CountTable& table, disclosure::ReleaseTerms terms) {
  const disclosure::Policy internal = disclosure::Policy::preset("internal");
  disclosure::Release release =
      disclosure::make_release(disclosure::protect(table, internal, test_key()), table, std::move(terms));
  release.policy = disclosure::tier_floor(disclosure::Tier::partner);
  return release;
}

/// A release without groups: a row a unit, the shown counts of the categories and their sum, then the row of all.
inline disclosure::Release flat_release(std::vector<std::string> units, std::vector<std::string> categories,
                                        std::vector<std::int64_t> cells, std::vector<std::int64_t> all,
                                        disclosure::ReleaseTerms terms, std::int64_t base) {
  disclosure::Release release;
  release.terms = std::move(terms);
  release.policy = disclosure::tier_floor(disclosure::Tier::partner);
  release.base = base;
  release.categories = std::move(categories);
  const std::size_t rows = units.size();
  release.levels.push_back({"neighbourhood", std::move(units), std::vector<std::uint32_t>(rows, 0), std::move(cells)});
  release.levels.push_back({"all", {"all"}, {}, std::move(all)});
  return release;
}

}  // namespace libprofile::testing
