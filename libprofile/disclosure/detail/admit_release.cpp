// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/admit_release.hpp"

#include <algorithm>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/cross_release.hpp"
#include "libprofile/disclosure/detail/release_windows.hpp"
#include "libprofile/disclosure/release_rules.hpp"

namespace libprofile::disclosure::detail {
namespace {

/// An earlier release that has to do with the new one, with its counts.
struct Loaded {
  LedgerRelease entry;
  Release release;
};

std::vector<Loaded> related_releases(const Release& release, const Replay& ledger, LedgerFile& file) {
  std::vector<const LedgerRelease*> counted;
  std::vector<ReleaseWindow> windows;
  for (const LedgerRelease& earlier : ledger.releases) {
    if (counts(earlier)) {
      counted.push_back(&earlier);
      windows.push_back(earlier.terms.window);
    }
  }
  std::vector<Loaded> related;
  for (const std::size_t i : connected_windows(release.terms.window, windows)) {
    related.push_back({*counted[i], load_release(file, *counted[i])});
  }
  return related;
}

/// The same counts, and the same of every list that both have. Lists that only the new one has are checked as new ones:
/// a plan for teams, or all lists where the ledger held none yet.
bool is_again(const Release& earlier, const Release& release) {
  return same_counts(earlier, release) &&
         std::all_of(earlier.lists.begin(), earlier.lists.end(), [&](const ReleaseList& list) {
           const auto again = std::find_if(release.lists.begin(), release.lists.end(),
                                           [&](const ReleaseList& one) { return one.name == list.name; });
           return again == release.lists.end() || *again == list;
         });
}

/// Windows of the stream: what is not loaded does not overlap, but says what the next window is.
void require_stream_window(const Release& release, const Replay& ledger, const std::vector<Loaded>& related) {
  std::vector<LedgerRelease> stream;
  std::vector<bool> is_rerun;
  for (const LedgerRelease& earlier : ledger.releases) {
    if (counts(earlier) && earlier.terms.stream == release.terms.stream) {
      stream.push_back(earlier);
      is_rerun.push_back(false);
      for (const Loaded& loaded : related) {
        is_rerun.back() = is_rerun.back() || (loaded.entry.id == earlier.id && is_again(loaded.release, release));
      }
    }
  }
  require_free_window(release.terms, stream, is_rerun);
}

}  // namespace

Admission admit(const Release& release, const Replay& ledger, LedgerFile& file, const LedgerOptions& options) {
  if (release.policy.tier == Tier::internal) {
    throw DisclosureError(
        "tier = internal: must be partner or public: what is internal is never released, and has no place in a ledger");
  }
  const Policy policy(release.policy);
  require(release.base >= policy.rounding_base(), "base", release.base,
          "at least that of the policy, " + std::to_string(policy.rounding_base()));
  require_window(policy, release.terms.window.start_day, release.terms.window.end_day);
  const std::vector<Loaded> related = related_releases(release, ledger, file);
  require_stream_window(release, ledger, related);
  for (const Loaded& loaded : related) {
    if (same_values(loaded.release, release)) {
      return {loaded.entry.id};
    }
  }
  std::vector<EarlierRelease> earlier;
  for (const Loaded& loaded : related) {
    earlier.push_back({loaded.entry.id, &loaded.release});
  }
  require_safe(check_across(release, earlier, {.time_limit_s = options.time_limit_s}));
  return {};
}

}  // namespace libprofile::disclosure::detail
