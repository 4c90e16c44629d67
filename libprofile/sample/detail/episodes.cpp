// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <vector>

#include "libprofile/core/units.hpp"
#include "libprofile/sample/detail/draws.hpp"
#include "libprofile/sample/detail/people.hpp"

namespace libprofile::sample::detail {
namespace {

constexpr double kEverMissing = 0.3;
constexpr double kTailExponent = 1.2;
constexpr double kMostSpells = 60.0;
constexpr double kMedianSpell_h = 9.0;
constexpr double kLongestSpell_h = 24.0 * 60.0;
constexpr std::uint8_t kLookedAfter = 1;

/// Starts in ascending order; none for a child who was never missing.
std::vector<std::int64_t> draw_starts(Draws& draws) {
  if (!draws.chance(kEverMissing)) {
    return {};
  }
  const double spells = std::min(std::pow(1.0 - draws.uniform(), -1.0 / kTailExponent), kMostSpells);
  std::vector<std::int64_t> starts(static_cast<std::size_t>(spells));
  for (std::int64_t& start_s : starts) {
    const std::int64_t evening_h = 14 + draws.below(11);
    start_s = kWindowStart_s + draws.below(kWindowDays) * core::kSecondsPerDay + evening_h * core::kSecondsPerHour +
              draws.below(60) * 60;
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  return starts;
}

}  // namespace

Episodes make_episodes(const Place& place, const Victims& victims, std::uint64_t seed) {
  Episodes episodes;
  for (std::uint32_t child = 0; child < victims.size(); ++child) {
    Draws draws(seed, Purpose::episode, child);
    const std::vector<std::int64_t> starts = draw_starts(draws);
    for (std::size_t k = 0; k < starts.size(); ++k) {
      const double hours = std::min(kMedianSpell_h * std::exp(1.2 * draws.normal()), kLongestSpell_h);
      const std::int64_t end_s = starts[k] + 60 * static_cast<std::int64_t>(1.0 + 60.0 * hours);
      episodes.victim.push_back(child);
      episodes.start_s.push_back(starts[k]);
      episodes.end_s.push_back(k + 1 < starts.size() ? std::min(end_s, starts[k + 1]) : end_s);
      const bool in_care = victims.care_status[child] == kLookedAfter && draws.chance(0.9);
      episodes.missing_from.push_back(in_care ? 1 : 0);
      const bool near_home = draws.chance(0.6);
      const std::uint32_t anywhere = draws.below(static_cast<std::uint32_t>(place.areas.size()));
      episodes.found_unit.push_back(near_home ? victims.home_unit[child] : anywhere);
      const bool is_offered = draws.chance(0.70);
      episodes.is_interview_offered.push_back(is_offered ? 1 : 0);
      episodes.is_interview_held.push_back(is_offered && draws.chance(0.65) ? 1 : 0);
    }
  }
  return episodes;
}

}  // namespace libprofile::sample::detail
