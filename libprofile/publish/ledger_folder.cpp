// SPDX-License-Identifier: MIT
#include "libprofile/publish/ledger_folder.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/publish/ledger_release.hpp"

namespace libprofile::publish {
namespace {

namespace fs = std::filesystem;
using disclosure::Ledger;
using disclosure::LedgerRelease;

/// The first file that is not what the manifest says, with what is wrong with it.
std::string first_fault(const Verification& found) {
  if (!found.changed.empty()) {
    return found.changed.front() + " was changed";
  }
  return found.missing.empty() ? found.extra.front() + " is in no manifest" : found.missing.front() + " is missing";
}

}  // namespace

EnteredProfile enter_profile(const disclosure::Protected<Document>& document, const std::vector<Page>& pages,
                             const fs::path& directory, Ledger& ledger, std::string_view author,
                             std::string_view stream, WriteProfileOptions options) {
  std::unique_ptr<PreparedProfile> prepared;
  LedgerRelease entered =
      ledger.enter(ledger_release(document, stream), author, [&](const disclosure::LedgerPlace& place) {
        options.ledger = place;
        prepared = std::make_unique<PreparedProfile>(document, pages, directory, options);
        return prepared->manifest_sha256();
      });
  try {
    prepared->commit();
  } catch (const InputError& error) {
    throw InputError(std::string(error.what()) + "; " + entered.id + " of " + ledger.path().string() +
                     " is a draft of it that nobody has: withdraw it, and say that it was destroyed (libprofile ledger "
                     "withdraw --destroyed)");
  }
  return {prepared->artefacts(), std::move(entered)};
}

std::optional<LedgerRelease> release_of(const Ledger& ledger, std::string_view manifest_sha256) {
  std::vector<LedgerRelease> all = ledger.list();
  const auto found = std::find_if(all.begin(), all.end(), [manifest_sha256](const LedgerRelease& release) {
    return !manifest_sha256.empty() && release.terms.manifest_sha256 == manifest_sha256;
  });
  return found == all.end() ? std::nullopt : std::optional(std::move(*found));
}

SteppedRelease advance_with_folder(Ledger& ledger, std::string_view release, disclosure::ReleaseState to,
                                   std::string_view by, const fs::path& folder) {
  const Verification found = verify(folder);
  if (!found.holds()) {
    throw DisclosureError(folder.string() + ": must be as it was entered: " + first_fault(found) +
                          " (libprofile verify names every file); make the profile again with --ledger");
  }
  SteppedRelease stepped{ledger.advance(release, to, by, {.manifest_sha256 = found.manifest_sha256}), {}};
  const std::string past = past_its_date(found.valid_until, stepped.release.steps.back().at_utc);
  stepped.note = past.empty() ? "" : stepped.release.id + " is " + past;
  return stepped;
}

std::string past_its_date(std::string_view valid_until, std::string_view at_utc) {
  constexpr std::size_t kDay = 10;
  const std::string_view day = at_utc.substr(0, kDay);
  if (valid_until.empty() || valid_until >= day) {
    return {};
  }
  return "valid until " + std::string(valid_until) + ", which lies before " + std::string(day) +
         ": say so to whoever gets it, or make a profile of a later window";
}

}  // namespace libprofile::publish
