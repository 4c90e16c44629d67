// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect_aoristic.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/controlled_rounding.hpp"

namespace libprofile::disclosure {
namespace {

/// Parts of an event that are told apart.
constexpr std::int64_t kParts = 1000;
constexpr double kMostWeight = 1e12;

/// The sum of all weights, which is whole.
std::int64_t events_of(const AoristicTable& table) {
  double sum = 0.0;
  for (std::size_t bin = 0; bin < table.weights.size(); ++bin) {
    const double weight = table.weights[bin];
    require(weight >= 0.0 && weight <= kMostWeight, "weights[" + std::to_string(bin) + "]", weight, "in 0 to 10^12");
    sum += weight;
  }
  const std::int64_t events = std::llround(sum);
  require(std::abs(sum - static_cast<double>(events)) < 1.0 / static_cast<double>(kParts), "sum of weights", sum,
          "whole: the weights of each event add up to 1");
  return events;
}

/// Weights in thousandths that add up to whole events: each the one below or above it, those with the largest
/// remainders above, so that a bin without a weight has none.
std::vector<std::int64_t> thousandths(const AoristicTable& table) {
  std::int64_t left = events_of(table) * kParts;
  std::vector<std::int64_t> parts;
  std::vector<double> remainders;
  std::vector<std::size_t> order;
  for (std::size_t bin = 0; bin < table.weights.size(); ++bin) {
    const double scaled = table.weights[bin] * static_cast<double>(kParts);
    parts.push_back(static_cast<std::int64_t>(std::floor(scaled)));
    remainders.push_back(scaled - std::floor(scaled));
    left -= parts.back();
    if (table.weights[bin] > 0.0) {
      order.push_back(bin);
    }
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(-remainders[a], table.bins[a]) < std::pair(-remainders[b], table.bins[b]);
  });
  for (std::size_t k = 0; left > 0; ++k, --left) {
    ++parts[order[k % order.size()]];
  }
  // What the sum lies above whole events by, in floating point.
  for (; left < 0; ++left) {
    --*std::max_element(parts.begin(), parts.end());
  }
  return parts;
}

/// Whole numbers just below or just above the weights, with the same sum.
std::vector<std::int64_t> whole_events(const AoristicTable& table, const core::Key& key) {
  const RoundingTable rounding{.name = "aoristic " + table.name,
                               .rows = table.bins,
                               .columns = {"weight"},
                               .margin = ColumnMargin::none,
                               .counts = thousandths(table)};
  std::vector<std::int64_t> whole = controlled_rounding(rounding, kParts, key).levels.front();
  std::transform(whole.begin(), whole.end(), whole.begin(), [](std::int64_t parts) { return parts / kParts; });
  return whole;
}

}  // namespace

Protected<ProtectedList> protect_aoristic(const AoristicTable& table, const Policy& policy, const core::Key& key) {
  require(table.weights.size() == table.bins.size(), "weights", table.weights.size(), "one for each bin");
  return protect_list({.name = table.name,
                       .labels = table.bins,
                       .counts = whole_events(table, key),
                       .pinned_total = table.pinned_total},
                      policy, key);
}

}  // namespace libprofile::disclosure
