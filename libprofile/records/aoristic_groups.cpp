// SPDX-License-Identifier: MIT
#include "libprofile/records/aoristic_groups.hpp"

#include <algorithm>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/records/detail/hour_shares.hpp"

namespace libprofile::records {
namespace {

constexpr std::size_t kGroupsPerTask = 16;

using Events = std::vector<std::pair<std::int64_t, std::int64_t>>;

Events known_in_order(std::span<const std::int64_t> start_s, std::span<const std::int64_t> end_s) {
  Events events;
  events.reserve(start_s.size());
  for (std::size_t i = 0; i < start_s.size(); ++i) {
    if (!detail::is_too_long(start_s[i], end_s[i])) {
      events.emplace_back(start_s[i], end_s[i]);
    }
  }
  std::sort(events.begin(), events.end());
  return events;
}

/// The group of each event, by its place in the order.
std::vector<std::uint32_t> deal_to_groups(std::size_t events, std::uint64_t seed) {
  const core::Philox random(seed, core::Stream::aoristic_groups);
  std::vector<std::uint32_t> group(events);
  core::parallel_for(events, [&](std::size_t i) {
    group[i] = events <= kMostAoristicGroups ? static_cast<std::uint32_t>(i)
                                             : random.below(kMostAoristicGroups, static_cast<std::uint32_t>(i), 0, 0);
  });
  return group;
}

struct Grouped {
  /// Events of group g are `members[first[g]]` to before `members[first[g + 1]]`, in order.
  std::vector<std::size_t> first;
  std::vector<std::uint32_t> members;
};

Grouped by_group(const std::vector<std::uint32_t>& group, std::size_t groups) {
  Grouped grouped{std::vector<std::size_t>(groups + 1, 0), std::vector<std::uint32_t>(group.size())};
  for (const std::uint32_t one : group) {
    ++grouped.first[one + 1];
  }
  for (std::size_t g = 0; g < groups; ++g) {
    grouped.first[g + 1] += grouped.first[g];
  }
  std::vector<std::size_t> next(grouped.first.begin(), grouped.first.end() - 1);
  for (std::size_t i = 0; i < group.size(); ++i) {
    grouped.members[next[group[i]]++] = static_cast<std::uint32_t>(i);
  }
  return grouped;
}

}  // namespace

AoristicGroups aoristic_groups(std::span<const std::int64_t> start_s, std::span<const std::int64_t> end_s,
                               std::uint64_t seed) {
  detail::require_intervals(start_s, end_s);
  require(start_s.size() < (std::size_t{1} << 32U), "events", start_s.size(), "below 2^32");
  const Events events = known_in_order(start_s, end_s);
  const std::size_t groups = std::min(events.size(), kMostAoristicGroups);
  const Grouped grouped = by_group(deal_to_groups(events.size(), seed), groups);
  AoristicGroups result;
  result.events = events.size();
  result.unknown_time = start_s.size() - events.size();
  result.weights.assign(groups * kHourOfWeekBins, 0.0);
  core::parallel_for(
      groups,
      [&](std::size_t g) {
        for (std::size_t k = grouped.first[g]; k < grouped.first[g + 1]; ++k) {
          const auto& [from_s, to_s] = events[grouped.members[k]];
          detail::add_shares(from_s, to_s, &result.weights[g * kHourOfWeekBins]);
        }
      },
      kGroupsPerTask);
  return result;
}

std::array<double, kHourOfWeekBins> hours_of_week(TimeSpan window) {
  constexpr std::int64_t kLongest_s = 200 * 366 * core::kSecondsPerDay;
  constexpr std::int64_t kFarthest_s = 253'402'300'800;
  require(window.start_s >= -kFarthest_s && window.end_s <= kFarthest_s && window.end_s > window.start_s &&
              window.end_s - window.start_s <= kLongest_s,
          "length of window in seconds", static_cast<double>(window.end_s) - static_cast<double>(window.start_s),
          "above 0 and at most 200 years, within the years 1 to 9999");
  std::array<double, kHourOfWeekBins> hours{};
  detail::for_each_hour(window.start_s, window.end_s, [&](std::size_t bin, double part_s) {
    hours[bin] += part_s / static_cast<double>(core::kSecondsPerHour);
  });
  return hours;
}

}  // namespace libprofile::records
