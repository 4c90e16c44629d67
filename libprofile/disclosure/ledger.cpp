// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/ledger.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/detail/admit_release.hpp"
#include "libprofile/disclosure/detail/ledger_replay.hpp"
#include "libprofile/disclosure/detail/ledger_steps.hpp"
#include "libprofile/disclosure/detail/person_name.hpp"
#include "libprofile/disclosure/detail/since_last.hpp"

namespace libprofile::disclosure {
namespace {

using detail::Access;
using detail::ChainEntry;
using detail::EntryHead;
using detail::LedgerFile;
using detail::Replay;

constexpr std::array<std::string_view, 5> kStates{"draft", "reviewed", "approved", "released", "withdrawn"};
constexpr std::array<std::string_view, 4> kRelations{"same", "ahead", "behind", "forked"};

/// "2026-01-01T00:00:00Z": as given, by SOURCE_DATE_EPOCH, or now.
std::string entry_time(const LedgerOptions& options) {
  if (!options.at_utc.empty()) {
    return options.at_utc;
  }
  using std::chrono::seconds;
  std::int64_t epoch_s =
      std::chrono::duration_cast<seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  if (const char* fixed = std::getenv("SOURCE_DATE_EPOCH"); fixed != nullptr) {
    std::from_chars(fixed, fixed + std::strlen(fixed), epoch_s);
  }
  constexpr std::int64_t kDay = 86'400;
  const std::int64_t day = epoch_s / kDay;
  const std::int64_t second = epoch_s % kDay;
  std::array<char, 16> clock{};
  std::snprintf(clock.data(), clock.size(), "T%02d:%02d:%02dZ", static_cast<int>(second / 3600),
                static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
  return format_day(day) + clock.data();
}

/// Entries added to a ledger in one transaction.
class Writing {
 public:
  Writing(const std::filesystem::path& path, const LedgerOptions& options)
      : options_(options), file_(path, Access::write, options.wait_s), replay_(detail::replay(file_)) {}

  LedgerRelease& enter(const Release& release, std::string_view author, const ManifestMaker& manifest) {
    const detail::Admission admission = detail::admit(release, replay_, file_, options_);
    Release entered = release;
    const std::string id = "R" + std::to_string(replay_.releases.size() + 1);
    if (manifest) {
      entered.terms.manifest_sha256 = manifest({id, replay_.head, detail::since_last(release, replay_, file_)});
      validate(entered);
    }
    add({.state = "draft",
         .release = id,
         .by = std::string(author),
         .at_utc = entry_time(options_),
         .repeats = admission.repeats},
        &entered);
    return replay_.at(id);
  }

  LedgerRelease& advance(std::string_view id, ReleaseState to, std::string_view by, const StepOptions& options) {
    detail::require_step(replay_.at(id), to, by, options);
    const bool reviews_too = to == ReleaseState::approved && replay_.at(id).state == ReleaseState::draft;
    for (const ReleaseState state : {ReleaseState::reviewed, to}) {
      if (state == to || reviews_too) {
        add({.state = std::string(to_string(state)),
             .release = std::string(id),
             .by = std::string(by),
             .at_utc = entry_time(options_),
             .reason = options.reason,
             .destroyed = options.destroyed},
            nullptr);
      }
      if (state == to) {
        break;
      }
    }
    return replay_.at(id);
  }

  void commit() { file_.commit(); }

 private:
  void add(const EntryHead& head, const Release* release) {
    ChainEntry entry{replay_.entries + 1,
                     replay_.head,
                     detail::head_text(head, release),
                     release == nullptr ? std::string() : detail::values_text(*release),
                     {}};
    entry.hash = detail::entry_hash(entry);
    // The rules first: what breaks them is not written.
    replay_.apply(head, release, entry);
    file_.append(entry);
  }

  const LedgerOptions& options_;
  LedgerFile file_;
  Replay replay_;
};

std::vector<std::string> hashes_of(const std::filesystem::path& path, double wait_s) {
  LedgerFile file(path, Access::read, wait_s);
  std::vector<std::string> hashes;
  file.read([&hashes](const ChainEntry& entry) { hashes.push_back(entry.hash); });
  return hashes;
}

}  // namespace

std::string_view to_string(ReleaseState state) {
  return kStates.at(static_cast<std::size_t>(state));
}

ReleaseState release_state_from(std::string_view name) {
  const auto* const found = std::find(kStates.begin(), kStates.end(), name);
  require(found != kStates.end(), "state", name, "one of draft, reviewed, approved, released, withdrawn");
  return static_cast<ReleaseState>(found - kStates.begin());
}

std::string_view to_string(LedgerRelation relation) {
  return kRelations.at(static_cast<std::size_t>(relation));
}

Ledger::Ledger(std::filesystem::path path, LedgerOptions options)
    : path_(std::move(path)), options_(std::move(options)) {
  constexpr double kDay = 86'400.0;
  require(!path_.empty(), "path", path_.string(), "that of a file");
  require(options_.time_limit_s > 0.0 && std::isfinite(options_.time_limit_s), "time_limit_s", options_.time_limit_s,
          "finite and above 0");
  require(options_.wait_s > 0.0 && options_.wait_s <= kDay, "wait_s", options_.wait_s, "above 0 and at most 86400");
}

std::vector<LedgerRelease> Ledger::list() const {
  LedgerFile file(path_, Access::read, options_.wait_s);
  return detail::replay(file).releases;
}

LedgerSummary Ledger::check(std::string_view seen) const {
  LedgerFile file(path_, Access::read, options_.wait_s);
  file.check_structure();
  const Replay found = detail::replay(file);
  for (const LedgerRelease& release : found.releases) {
    static_cast<void>(detail::load_release(file, release));
  }
  if (!seen.empty() && seen != detail::kNoEntry) {
    require(detail::is_digest(seen), "seen", seen.size(), "64 hexadecimal digits");
    bool is_there = false;
    file.read([&](const ChainEntry& entry) { is_there = is_there || entry.hash == seen; });
    if (!is_there) {
      throw DisclosureError(
          path_.string() + ": has no entry " + std::string(seen.substr(0, 12)) +
          "..., which it had when that was noted: its end was cut off, an older copy was put back, or "
          "it was forked. Find the copy that has it, and compare both (--with)");
    }
  }
  return {found.entries, found.releases.size(), found.head};
}

LedgerComparison Ledger::compare(const Ledger& other) const {
  const std::vector<std::string> ours = hashes_of(path_, options_.wait_s);
  const std::vector<std::string> theirs = hashes_of(other.path_, other.options_.wait_s);
  const auto differ = std::mismatch(ours.begin(), ours.end(), theirs.begin(), theirs.end());
  const auto common = static_cast<std::int64_t>(differ.first - ours.begin());
  if (differ.first != ours.end() && differ.second != theirs.end()) {
    return {LedgerRelation::forked, common};
  }
  if (differ.first != ours.end()) {
    return {LedgerRelation::ahead, common};
  }
  return {differ.second == theirs.end() ? LedgerRelation::same : LedgerRelation::behind, common};
}

LedgerRelease Ledger::enter(const Release& release, std::string_view author, const ManifestMaker& manifest) {
  validate(release);
  detail::require_person(author, "author");
  detail::make_ledger_file(path_);
  Writing writing(path_, options_);
  LedgerRelease entered = writing.enter(release, author, manifest);
  writing.commit();
  return entered;
}

LedgerRelease Ledger::advance(std::string_view release, ReleaseState to, std::string_view by,
                              const StepOptions& options) {
  detail::require_person(by, "by");
  detail::require_text(options.reason, "reason");
  detail::require_text(options.destroyed, "destroyed");
  Writing writing(path_, options_);
  LedgerRelease advanced = writing.advance(release, to, by, options);
  writing.commit();
  return advanced;
}

LedgerRelease Ledger::release(const Release& release, std::string_view author, std::string_view approver) {
  validate(release);
  detail::require_person(author, "author");
  detail::require_person(approver, "approver");
  if (detail::same_person(author, approver)) {
    throw DisclosureError("approver = " + std::string(approver) + ": must be somebody else than the author");
  }
  detail::make_ledger_file(path_);
  Writing writing(path_, options_);
  const std::string id = writing.enter(release, author, {}).id;
  const StepOptions seen{.manifest_sha256 = release.terms.manifest_sha256};
  static_cast<void>(writing.advance(id, ReleaseState::approved, approver, seen));
  LedgerRelease released = writing.advance(id, ReleaseState::released, author, seen);
  writing.commit();
  return released;
}

}  // namespace libprofile::disclosure
