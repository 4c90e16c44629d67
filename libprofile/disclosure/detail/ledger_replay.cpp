// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/ledger_replay.hpp"

#include <algorithm>
#include <stdexcept>

#include "libprofile/core/error.hpp"

namespace libprofile::disclosure::detail {
namespace {

/// What was withdrawn without a word on its folder may get one later.
bool may_be_withdrawn(const LedgerRelease& release, const EntryHead& head) {
  return release.state != ReleaseState::withdrawn ||
         (release.steps.back().destroyed.empty() && !head.destroyed.empty());
}

bool may_follow(ReleaseState now, ReleaseState next) {
  switch (next) {
    case ReleaseState::draft:
    case ReleaseState::withdrawn:
      return false;
    case ReleaseState::reviewed:
      return now == ReleaseState::draft;
    case ReleaseState::approved:
      return now == ReleaseState::reviewed;
    case ReleaseState::released:
      return now == ReleaseState::approved;
  }
  return false;
}

void add_release(Replay& replay, const EntryHead& head, const Release& terms, const ChainEntry& entry) {
  LedgerRelease release;
  release.id = head.release;
  release.terms = terms.terms;
  release.policy = terms.policy;
  release.base = terms.base;
  release.next = next_window(terms.terms.window);
  release.author = head.by;
  release.entered_utc = head.at_utc;
  release.repeats = head.repeats;
  release.steps.push_back({ReleaseState::draft, head.by, head.at_utc});
  release.entry = entry.number;
  release.hash = entry.hash;
  const std::string expected = "R" + std::to_string(replay.releases.size() + 1);
  require(head.release == expected, "release", head.release, expected);
  replay.releases.push_back(std::move(release));
}

void set_state(LedgerRelease& release, ReleaseState next, const EntryHead& head) {
  const std::string& by = head.by;
  const bool is_withdrawn = next == ReleaseState::withdrawn && may_be_withdrawn(release, head);
  if (!is_withdrawn && !may_follow(release.state, next)) {
    throw DisclosureError(release.id + ": is " + std::string(to_string(release.state)) + " and cannot become " +
                          std::string(to_string(next)) +
                          "; the order is draft, reviewed, approved, released, and withdrawn from any");
  }
  if (next == ReleaseState::approved) {
    if (same_spelling(by, release.author)) {
      throw DisclosureError(release.id + ": must be approved by somebody else than its author, " + release.author);
    }
    release.approver = by;
  }
  release.steps.push_back({next, by, head.at_utc, head.reason, head.destroyed});
  release.state = next;
  // Copies of what was approved may be anywhere, whoever says what.
  release.counts = head.destroyed.empty() || step_to(release, ReleaseState::approved) != nullptr;
  release.published = next == ReleaseState::released ? LedgerRelease::Published::yes : release.published;
}

}  // namespace

LedgerRelease& Replay::at(std::string_view id) {
  const auto found =
      std::find_if(releases.begin(), releases.end(), [id](const LedgerRelease& release) { return release.id == id; });
  if (found == releases.end()) {
    require_text(id, "release");
    require(false, "release", id,
            releases.empty() ? "one of the ledger, which has none" : "one of the ledger, R1 to " + releases.back().id);
  }
  return *found;
}

void Replay::apply(const EntryHead& entry_head, const Release* terms, const ChainEntry& entry) {
  require_name(entry_head.by, "by");
  if (terms != nullptr) {
    add_release(*this, entry_head, *terms, entry);
  } else {
    set_state(at(entry_head.release), release_state_from(entry_head.state), entry_head);
  }
  entries = entry.number;
  head = entry.hash;
}

bool counts(const LedgerRelease& release) {
  return release.counts;
}

Replay replay(LedgerFile& file) {
  Replay replayed;
  file.read([&](const ChainEntry& entry) {
    try {
      const EntryHead head = parse_head(entry.head);
      if (head.state == to_string(ReleaseState::draft)) {
        const Release terms = parse_terms(entry.head);
        replayed.apply(head, &terms, entry);
      } else {
        replayed.apply(head, nullptr, entry);
      }
    } catch (const std::invalid_argument& error) {
      file.fail_entry(entry.number, std::string("cannot be read (") + error.what() + ")");
    } catch (const InvalidArgument& error) {
      file.fail_entry(entry.number, std::string("breaks a rule (") + error.what() + ")");
    } catch (const DisclosureError& error) {
      file.fail_entry(entry.number, std::string("breaks a rule (") + error.what() + ")");
    }
  });
  return replayed;
}

Release load_release(LedgerFile& file, const LedgerRelease& release) {
  Release loaded;
  loaded.terms = release.terms;
  loaded.policy = release.policy;
  loaded.base = release.base;
  const std::string values = file.values_of(release.entry);
  try {
    parse_values(values, loaded);
  } catch (const std::invalid_argument& error) {
    file.fail_entry(release.entry, std::string("cannot be read (") + error.what() + ")");
  }
  return loaded;
}

}  // namespace libprofile::disclosure::detail
