// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/fidelity.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "libprofile/core/correlation.hpp"
#include "libprofile/core/error.hpp"

namespace libprofile::disclosure {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// One number of a table, raw and as it is released.
struct Pair {
  std::int64_t raw;
  ProtectedCount released;
};

double hellinger(std::span<const Pair> pairs) {
  double raw = 0.0;
  double shown = 0.0;
  double shared = 0.0;
  for (const Pair& pair : pairs) {
    const auto x = static_cast<double>(pair.raw);
    const auto y = static_cast<double>(pair.released.count.value_or(0));
    raw += x;
    shown += y;
    shared += std::sqrt(x * y);
  }
  if (raw == 0.0) {
    return kUnknown;
  }
  return shown == 0.0 ? 1.0 : std::sqrt(std::max(0.0, 1.0 - shared / std::sqrt(raw * shown)));
}

/// The tenth with most, ties at its edge included; what is 0 or less is not in it.
std::vector<std::uint8_t> top_tenth(const std::vector<std::int64_t>& values) {
  constexpr std::size_t kTenth = 10;
  std::vector<std::uint8_t> is_top(values.size(), 0);
  if (values.empty()) {
    return is_top;
  }
  std::vector<std::int64_t> sorted = values;
  const auto edge = sorted.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / kTenth);
  std::nth_element(sorted.begin(), edge, sorted.end(), std::greater<>());
  for (std::size_t i = 0; i < values.size(); ++i) {
    is_top[i] = values[i] > 0 && values[i] >= *edge ? 1 : 0;
  }
  return is_top;
}

double top_tenth_overlap(std::span<const Pair> pairs) {
  std::vector<std::int64_t> raw;
  std::vector<std::int64_t> shown;
  for (const Pair& pair : pairs) {
    raw.push_back(pair.raw);
    shown.push_back(pair.released.count.value_or(-1));
  }
  return overlap(top_tenth(raw), top_tenth(shown));
}

double shown_rank_correlation(std::span<const Pair> pairs) {
  std::vector<double> raw;
  std::vector<double> shown;
  for (const Pair& pair : pairs) {
    if (pair.released.count) {
      raw.push_back(static_cast<double>(pair.raw));
      shown.push_back(static_cast<double>(*pair.released.count));
    }
  }
  return core::rank_correlation(raw, shown);
}

FidelityRow compare(std::string of, std::span<const Pair> pairs, std::int64_t base) {
  FidelityRow row;
  row.of = std::move(of);
  row.numbers = pairs.size();
  for (const Pair& pair : pairs) {
    const bool is_withheld = !pair.released.count.has_value();
    const bool is_unreliable = pair.released.reliability != Reliability::ok;
    row.withheld += is_withheld ? 1 : 0;
    row.unreliable += is_unreliable ? 1 : 0;
    row.few += pair.raw < base ? 1 : 0;
    row.zero += pair.raw == 0 ? 1 : 0;
    row.count += pair.raw;
    row.count_withheld += is_withheld ? pair.raw : 0;
    row.count_unreliable += is_unreliable ? pair.raw : 0;
  }
  row.rank_correlation = shown_rank_correlation(pairs);
  row.hellinger = hellinger(pairs);
  row.top_tenth_overlap = top_tenth_overlap(pairs);
  return row;
}

std::vector<FidelityRow> rows_of(const geography::CountTable& raw, const ProtectedTable& table, std::int64_t base) {
  const std::size_t width = raw.categories.size();
  std::vector<Pair> totals;
  std::vector<Pair> cells;
  std::vector<std::vector<Pair>> by_category(width);
  for (std::size_t unit = 0; unit < raw.units.size(); ++unit) {
    std::int64_t sum = 0;
    for (std::size_t category = 0; category < width; ++category) {
      const Pair pair{raw.at(unit, category), table.at(0, unit, category)};
      cells.push_back(pair);
      by_category[category].push_back(pair);
      sum += pair.raw;
    }
    totals.push_back({sum, table.at(0, unit, width)});
  }
  std::vector<FidelityRow> rows = {compare("totals", totals, base), compare("cells", cells, base)};
  for (std::size_t category = 0; category < width; ++category) {
    rows.push_back(compare(raw.categories[category], by_category[category], base));
  }
  return rows;
}

}  // namespace

double overlap(std::span<const std::uint8_t> first, std::span<const std::uint8_t> second) {
  require(first.size() == second.size(), "second", second.size(), "as long as first");
  double both = 0.0;
  double either = 0.0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    both += first[i] != 0 && second[i] != 0 ? 1.0 : 0.0;
    either += first[i] != 0 || second[i] != 0 ? 1.0 : 0.0;
  }
  return either > 0.0 ? both / either : kUnknown;
}

Fidelity fidelity(const geography::CountTable& raw, const Protected<ProtectedTable>& released) {
  const ProtectedTable& table = released.value();
  const std::size_t units = raw.units.size();
  const std::size_t width = raw.categories.size();
  require(table.categories == raw.categories, "categories", width, "those of the protected table");
  require(table.levels.front().units == raw.units, "units", units, "those of the protected table");
  require(raw.counts.size() == units * width, "counts", raw.counts.size(), "one a unit and category");

  const PolicyFields& policy = released.policy().fields();
  const std::int64_t base = policy.method == Method::suppression ? policy.threshold : table.base;
  return Fidelity{.mark = {}, .rows = rows_of(raw, table, base), .base = base};
}

}  // namespace libprofile::disclosure
