// SPDX-License-Identifier: MIT
/// @file
/// The release ledger: an append-only, chained record of everything that was published.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/disclosure/release.hpp"

namespace libprofile::disclosure {

/// In order: a release goes from each to the next, and to `withdrawn` from any.
enum class ReleaseState : std::uint8_t { draft, reviewed, approved, released, withdrawn };

/// "draft", "reviewed", "approved", "released", "withdrawn".
[[nodiscard]] std::string_view to_string(ReleaseState state);

/// @throws InvalidArgument  for another name.
[[nodiscard]] ReleaseState release_state_from(std::string_view name);

/// One entry of a release: who took it to which state, and when.
struct LedgerStep {
  ReleaseState state = ReleaseState::draft;
  std::string by;
  /// "2026-01-01T00:00:00Z".
  std::string at_utc;
  /// Of a withdrawal: why; empty where nothing was said.
  std::string reason = {};
  /// Of a withdrawal: who says that every copy of the folder was destroyed; empty where nobody does.
  std::string destroyed = {};

  friend bool operator==(const LedgerStep&, const LedgerStep&) = default;
};

/// One release of a ledger, without its counts.
struct LedgerRelease {
  /// "R1", "R2", ... in order of entry.
  std::string id;
  ReleaseState state = ReleaseState::draft;
  ReleaseTerms terms;
  PolicyFields policy;
  /// What counts are rounded to.
  std::int64_t base = 1;
  /// The next window of this length that the stream will take.
  ReleaseWindow next;
  std::string author;
  /// Empty until approved.
  std::string approver;
  /// When it was entered: "2026-01-01T00:00:00Z".
  std::string entered_utc;
  /// An earlier release with the same numbers; empty where there is none.
  std::string repeats;
  /// Every step in order, the draft first.
  std::vector<LedgerStep> steps;
  /// Whether later releases are compared with it: always, unless it was withdrawn before it was approved, and somebody
  /// says that its folder was destroyed.
  bool counts = true;
  /// Whether it was ever released: what was published cannot be taken back.
  enum class Published : std::uint8_t { no, yes } published = Published::no;
  /// Position in the chain and hash of the entry that made it.
  std::int64_t entry = 0;
  std::string hash;
};

/// The newest step to `state`; none where the release was never in it.
[[nodiscard]] const LedgerStep* step_to(const LedgerRelease& release, ReleaseState state);

/// The state, and of what is withdrawn the last before: "withdrawn, was released 2026-01-01".
[[nodiscard]] std::string state_in_words(const LedgerRelease& release);

/// What is asked of a step, or recorded with it.
struct StepOptions {
  /// Of the manifest of the folder that is reviewed, approved or released, every file of which was found to match:
  /// `publish::advance_with_folder` does both.
  std::string manifest_sha256 = {};
  /// Of a withdrawal: why.
  std::string reason = {};
  /// Of a withdrawal: who says that every copy of the folder was destroyed.
  std::string destroyed = {};
};

/// What is known of a ledger that is whole.
struct LedgerSummary {
  std::int64_t entries = 0;
  std::size_t releases = 0;
  /// Hash of the last entry, 64 zeros where there is none: note it elsewhere, and ask for it at the next check.
  std::string head;
};

/// How two ledgers stand to each other.
enum class LedgerRelation : std::uint8_t { same, ahead, behind, forked };

/// "same", "ahead", "behind", "forked".
[[nodiscard]] std::string_view to_string(LedgerRelation relation);

struct LedgerComparison {
  LedgerRelation relation = LedgerRelation::same;
  /// Entries that both have.
  std::int64_t common = 0;
};

/// How a release differs from the newest release of its stream and tier that was published, by published numbers alone.
struct SinceLast {
  std::string release;
  ReleaseWindow window;
  /// Counted over everything, `kWithheld` where that is withheld.
  std::int64_t total_then = 0;
  std::int64_t total_now = 0;
  /// Units of the first level that both show, and those of them that are certainly more, or fewer, whatever rounding
  /// did.
  std::size_t compared = 0;
  std::size_t more = 0;
  std::size_t fewer = 0;

  friend bool operator==(const SinceLast&, const SinceLast&) = default;
};

/// Where an entry will stand: what a manifest says of the ledger.
struct LedgerPlace {
  std::string release;
  /// Hash of the entry before.
  std::string previous;
  /// None where nothing of the stream was published.
  std::optional<SinceLast> since = {};

  friend bool operator==(const LedgerPlace&, const LedgerPlace&) = default;
};

/// Makes what needs the place, such as a manifest that names it, and returns the manifest's SHA-256.
using ManifestMaker = std::function<std::string(const LedgerPlace&)>;

struct LedgerOptions {
  /// For the check of one release against all earlier ones, in seconds of wall time. Above 0.
  double time_limit_s = 60.0;
  /// How long to wait for another process that is writing, in seconds. Above 0, at most a day.
  double wait_s = 120.0;
  /// "2026-01-01T00:00:00Z": when entries are made; empty: now, or SOURCE_DATE_EPOCH where that is set.
  std::string at_utc = {};
};

/// A ledger in one file (SQLite in WAL mode). Any number of processes may use it at a time, on one machine.
///
/// Each entry holds the hash of the one before and is hashed with it (SHA-256): an entry that was edited, taken out or
/// put in is found whenever the ledger is read. A ledger whose end was cut off, or an older copy put back, is whole by
/// itself; it is found by `check` with a hash that was noted before, and by `compare` with another copy.
///
/// Nothing is ever changed: a state is an entry of its own. Every entry is written in one transaction, synced before it
/// counts; a process that is killed leaves the ledger as it was before or after.
///
/// Every member throws `InputError` where the file is absent, cannot be read or written, is not a ledger, is of a newer
/// version, or is damaged, with file, fault and remedy; nothing has been entered then.
class Ledger {
 public:
  /// Opens nothing yet. @throws InvalidArgument  for an option outside its range.
  explicit Ledger(std::filesystem::path path, LedgerOptions options = {});

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Every release in order of entry, its state after all entries.
  [[nodiscard]] std::vector<LedgerRelease> list() const;

  /// Reads all of it and checks every hash, state and number.
  ///
  /// @param seen  A head that was noted before; empty: none. @throws DisclosureError  where no entry has that hash: the
  ///              ledger was cut off, replaced or forked.
  [[nodiscard]] LedgerSummary check(std::string_view seen = {}) const;

  /// How another copy of this ledger stands to it: `ahead` where this one has entries that the other lacks.
  [[nodiscard]] LedgerComparison compare(const Ledger& other) const;

  /// Enters a release as a draft, after checking it against all earlier ones. The file is made where it is absent.
  ///
  /// @param manifest  Called with the place once the release is allowed, before it is written; what it throws leaves
  ///                  the ledger as it was.
  /// @throws DisclosureError  where the tier is internal, the window is too short, overlaps an earlier release of the
  ///     stream or rolls, or something can be worked out from this and earlier releases, naming them; and where time
  ///     ran out before that was known. The same numbers again are always allowed.
  LedgerRelease enter(const Release& release, std::string_view author, const ManifestMaker& manifest = {});

  /// Adds a state. Approving a draft also reviews it. What was withdrawn without a word on its folder may be withdrawn
  /// once more with one.
  ///
  /// @throws DisclosureError  where the state does not follow; whoever approves is the author; a release that was
  ///     entered with the digest of a manifest is approved or released without it, or with another; or the folder of
  ///     what was approved is said to be destroyed: copies of that may be anywhere, and it counts for ever.
  /// @throws InvalidArgument  where there is no such release, or the options are not of this state.
  LedgerRelease advance(std::string_view release, ReleaseState to, std::string_view by,
                        const StepOptions& options = {});

  /// Enters, reviews, approves and releases in one transaction. @throws  as `enter` and `advance`.
  LedgerRelease release(const Release& release, std::string_view author, std::string_view approver);

 private:
  std::filesystem::path path_;
  LedgerOptions options_;
};

}  // namespace libprofile::disclosure
