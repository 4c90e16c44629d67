// SPDX-License-Identifier: MIT
#include "libprofile/records/aoristic.hpp"

#include <algorithm>
#include <functional>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/records/detail/hour_shares.hpp"

namespace libprofile::records {
namespace {

using detail::add_shares;
using detail::is_too_long;
using detail::require_intervals;

// Events that one task adds up: fixed, so that totals round the same way for any number of threads.
constexpr std::size_t kEventsPerBlock = 1024;

std::size_t count_too_long(std::span<const std::int64_t> start_s, std::span<const std::int64_t> end_s) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < start_s.size(); ++i) {
    count += is_too_long(start_s[i], end_s[i]) ? 1 : 0;
  }
  return count;
}

}  // namespace

namespace detail {

void require_intervals(std::span<const std::int64_t> start_s, std::span<const std::int64_t> end_s) {
  require(end_s.size() == start_s.size(), "values of end", end_s.size(), "as many as of start");
  // Seconds of the years 1 to 9999: differences cannot overflow.
  constexpr std::int64_t kFarthest_s = 253'402'300'800;
  for (std::size_t i = 0; i < start_s.size(); ++i) {
    if (start_s[i] < -kFarthest_s || end_s[i] > kFarthest_s || end_s[i] < start_s[i]) {
      const std::string position = "[" + std::to_string(i) + "]";
      throw InvalidArgument("end" + position + ": must be at or after start" + position +
                            ", both within the years 1 to 9999");
    }
  }
}

}  // namespace detail

Aoristic aoristic(std::span<const std::int64_t> start_s, std::span<const std::int64_t> end_s, TimeBins bins) {
  if (bins != TimeBins::hour_of_week) {
    throw InvalidArgument("bins: must be hour_of_week");
  }
  require_intervals(start_s, end_s);
  Aoristic result;
  result.weights.assign(start_s.size() * kHourOfWeekBins, 0.0);
  core::parallel_for(
      start_s.size(), [&](std::size_t i) { add_shares(start_s[i], end_s[i], &result.weights[i * kHourOfWeekBins]); },
      kEventsPerBlock);
  result.unknown_time = count_too_long(start_s, end_s);
  return result;
}

AoristicTotals aoristic_totals(std::span<const std::int64_t> start_s, std::span<const std::int64_t> end_s) {
  require_intervals(start_s, end_s);
  const std::size_t blocks = (start_s.size() + kEventsPerBlock - 1) / kEventsPerBlock;
  std::vector<std::array<double, kHourOfWeekBins>> partial(blocks);
  core::parallel_blocks(start_s.size(), kEventsPerBlock, [&](std::size_t begin, std::size_t end) {
    auto& sums = partial[begin / kEventsPerBlock];
    sums.fill(0.0);
    for (std::size_t i = begin; i < end; ++i) {
      add_shares(start_s[i], end_s[i], sums.data());
    }
  });
  AoristicTotals totals;
  for (const auto& sums : partial) {
    std::transform(sums.begin(), sums.end(), totals.weights.begin(), totals.weights.begin(), std::plus<>{});
  }
  totals.unknown_time = count_too_long(start_s, end_s);
  return totals;
}

}  // namespace libprofile::records
