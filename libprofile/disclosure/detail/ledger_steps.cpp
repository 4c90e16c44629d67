// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/ledger_steps.hpp"

#include <algorithm>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/detail/person_name.hpp"

namespace libprofile::disclosure {

const LedgerStep* step_to(const LedgerRelease& release, ReleaseState state) {
  const auto found = std::find_if(release.steps.rbegin(), release.steps.rend(),
                                  [state](const LedgerStep& step) { return step.state == state; });
  return found == release.steps.rend() ? nullptr : &*found;
}

std::string state_in_words(const LedgerRelease& release) {
  std::string words(to_string(release.state));
  const auto before = std::find_if(release.steps.rbegin(), release.steps.rend(),
                                   [](const LedgerStep& step) { return step.state != ReleaseState::withdrawn; });
  if (release.state == ReleaseState::withdrawn && before != release.steps.rend()) {
    constexpr std::size_t kDay = 10;
    words += ", was " + std::string(to_string(before->state)) + " " + before->at_utc.substr(0, kDay);
  }
  return words;
}

namespace detail {
namespace {

/// What is signed must be what was entered.
void require_same_folder(const LedgerRelease& release, ReleaseState to, const std::string& digest) {
  const std::string& entered = release.terms.manifest_sha256;
  const bool is_asked = !entered.empty() && (to == ReleaseState::approved || to == ReleaseState::released);
  if (digest.empty() && !is_asked) {
    return;
  }
  const std::string start = release.id + ": was entered ";
  if (digest.empty()) {
    throw DisclosureError(start +
                          "with a folder; give that folder (--folder DIR, folder= in Python), so that what is " +
                          std::string(to_string(to)) + " is what was checked");
  }
  if (entered.empty()) {
    throw DisclosureError(start + "without a folder, so that there is none to compare with; leave it out");
  }
  if (digest != entered) {
    constexpr std::size_t kShown = 12;
    throw DisclosureError(start + "with the manifest " + entered.substr(0, kShown) + "..., and the folder has " +
                          digest.substr(0, kShown) +
                          "...: it is another profile, or was changed; give the folder that was entered, or make the "
                          "profile again with --ledger");
  }
}

}  // namespace

void require_step(const LedgerRelease& release, ReleaseState to, std::string_view by, const StepOptions& options) {
  const bool is_withdrawal = to == ReleaseState::withdrawn;
  require(is_withdrawal || options.reason.empty(), "reason", options.reason, "empty, unless the release is withdrawn");
  require(is_withdrawal || options.destroyed.empty(), "destroyed", options.destroyed,
          "empty, unless the release is withdrawn");
  if (!options.destroyed.empty() && step_to(release, ReleaseState::approved) != nullptr) {
    throw DisclosureError(release.id +
                          ": was approved, and counts for ever, whatever became of its folder: copies of it may be "
                          "anywhere; say it in the reason instead");
  }
  if (to == ReleaseState::approved && same_person(by, release.author)) {
    throw DisclosureError(release.id + ": must be approved by somebody else than its author, " + release.author);
  }
  require_same_folder(release, to, options.manifest_sha256);
}

}  // namespace detail
}  // namespace libprofile::disclosure
