// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/since_last.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace libprofile::disclosure::detail {
namespace {

/// Values that a published count can stand for.
struct Range {
  std::int64_t least;
  std::int64_t most;
};

Range range_of(std::int64_t count, std::int64_t base) {
  return {std::max<std::int64_t>(0, count - base + 1), count + base - 1};
}

/// The sum over all categories of a unit.
std::int64_t sum_of(const Release& release, const ReleaseLevel& level, std::size_t unit) {
  return level.cells[(unit + 1) * (release.categories.size() + 1) - 1];
}

std::map<std::string, std::int64_t> sums_of(const Release& release) {
  std::map<std::string, std::int64_t> sums;
  const ReleaseLevel& level = release.levels.front();
  for (std::size_t unit = 0; unit < level.units.size(); ++unit) {
    sums.emplace(level.units[unit], sum_of(release, level, unit));
  }
  return sums;
}

void compare(const Release& then, const Release& now, SinceLast& since) {
  const std::map<std::string, std::int64_t> earlier = sums_of(then);
  for (const auto& [unit, count] : sums_of(now)) {
    const auto before = earlier.find(unit);
    if (before == earlier.end() || before->second == kWithheld || count == kWithheld) {
      continue;
    }
    const Range was = range_of(before->second, then.base);
    const Range is = range_of(count, now.base);
    ++since.compared;
    since.more += is.least > was.most ? 1 : 0;
    since.fewer += is.most < was.least ? 1 : 0;
  }
}

}  // namespace

std::optional<SinceLast> since_last(const Release& release, const Replay& ledger, LedgerFile& file) {
  const auto last = std::find_if(ledger.releases.rbegin(), ledger.releases.rend(), [&](const LedgerRelease& earlier) {
    return earlier.published == LedgerRelease::Published::yes && earlier.terms.stream == release.terms.stream &&
           earlier.policy.tier == release.policy.tier;
  });
  if (last == ledger.releases.rend()) {
    return std::nullopt;
  }
  const Release then = load_release(file, *last);
  SinceLast since{.release = last->id, .window = last->terms.window};
  since.total_then = sum_of(then, then.levels.back(), 0);
  since.total_now = sum_of(release, release.levels.back(), 0);
  compare(then, release, since);
  return since;
}

}  // namespace libprofile::disclosure::detail
