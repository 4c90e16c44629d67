// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/release_windows.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "libprofile/core/error.hpp"

namespace libprofile::disclosure::detail {
namespace {

/// Whether one window is the other, moved.
bool rolls(const ReleaseWindow& a, const ReleaseWindow& b) {
  const auto days = [](const ReleaseWindow& window) { return window.end_day - window.start_day; };
  // Windows of as many months differ by the lengths of those months.
  constexpr std::int64_t kMonthsDiffer = 4;
  return a != b && std::abs(days(a) - days(b)) <= kMonthsDiffer;
}

std::string why(const ReleaseWindow& window, const ReleaseWindow& earlier) {
  if (window == earlier) {
    return "two roundings of one table narrow it down; the same numbers, under the same key and policy, may be "
           "released "
           "again";
  }
  if (rolls(window, earlier)) {
    return "it rolls, and the difference of two rolling windows gives their ends away";
  }
  return "the difference of two windows that overlap gives away what only one of them has";
}

}  // namespace

bool overlap(const ReleaseWindow& a, const ReleaseWindow& b) {
  return a.start_day <= b.end_day && b.start_day <= a.end_day;
}

std::vector<std::size_t> connected_windows(const ReleaseWindow& window, std::span<const ReleaseWindow> windows) {
  std::vector<std::size_t> order(windows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&windows](std::size_t a, std::size_t b) { return windows[a].start_day < windows[b].start_day; });
  // Windows in order of their starts fall into runs that are joined; the new one may join several.
  std::vector<std::pair<ReleaseWindow, std::vector<std::size_t>>> runs;
  for (const std::size_t i : order) {
    if (runs.empty() || windows[i].start_day > runs.back().first.end_day) {
      runs.push_back({windows[i], {}});
    }
    runs.back().first.end_day = std::max(runs.back().first.end_day, windows[i].end_day);
    runs.back().second.push_back(i);
  }
  std::vector<std::size_t> joined;
  for (const auto& [whole, members] : runs) {
    // A run may touch the new window with its hull only by a member that overlaps it: runs have no gaps.
    if (overlap(whole, window)) {
      joined.insert(joined.end(), members.begin(), members.end());
    }
  }
  std::sort(joined.begin(), joined.end());
  return joined;
}

void require_free_window(const ReleaseTerms& terms, std::span<const LedgerRelease> earlier,
                         const std::vector<bool>& is_rerun) {
  const LedgerRelease* hindrance = nullptr;
  const LedgerRelease* latest = nullptr;
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    const LedgerRelease& release = earlier[i];
    if (latest == nullptr || release.terms.window.end_day > latest->terms.window.end_day) {
      latest = &release;
    }
    if (hindrance == nullptr && !is_rerun[i] && overlap(terms.window, release.terms.window)) {
      hindrance = &release;
    }
  }
  if (hindrance == nullptr) {
    return;
  }
  throw DisclosureError("window = " + to_string(terms.window) + ": must not overlap " + hindrance->id + " of stream '" +
                        terms.stream + "', " + to_string(hindrance->terms.window) + ": " +
                        why(terms.window, hindrance->terms.window) + ". The next window of this stream is " +
                        to_string(latest->next));
}

}  // namespace libprofile::disclosure::detail
