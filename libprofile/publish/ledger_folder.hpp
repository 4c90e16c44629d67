// SPDX-License-Identifier: MIT
/// @file
/// A profile's folder and the release of a ledger that it is: entered, compared, signed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/disclosure/ledger.hpp"
#include "libprofile/disclosure/protected.hpp"
#include "libprofile/publish/artefact.hpp"
#include "libprofile/publish/document.hpp"
#include "libprofile/publish/page.hpp"
#include "libprofile/publish/verify.hpp"
#include "libprofile/publish/write_profile.hpp"

namespace libprofile::publish {

/// A profile that was written and entered.
struct EnteredProfile {
  /// In order of path, without the manifest.
  std::vector<Artefact> artefacts;
  disclosure::LedgerRelease release;
};

/// Writes a profile's folder and enters it as a draft: both or neither, but where the last renaming fails.
///
/// The manifest says where it stands in the ledger, and the ledger has the digest of the manifest.
///
/// @param options  `ledger` is not asked.
/// @throws  as `disclosure::Ledger::enter` and `write_profile`.
[[nodiscard]] EnteredProfile enter_profile(const disclosure::Protected<Document>& document,
                                           const std::vector<Page>& pages, const std::filesystem::path& directory,
                                           disclosure::Ledger& ledger, std::string_view author, std::string_view stream,
                                           WriteProfileOptions options = {});

/// The release that was entered with a manifest of this digest; none where the ledger has none.
[[nodiscard]] std::optional<disclosure::LedgerRelease> release_of(const disclosure::Ledger& ledger,
                                                                  std::string_view manifest_sha256);

/// A release after a step, and what whoever took it should know: that its date of validity is past; or empty.
struct SteppedRelease {
  disclosure::LedgerRelease release;
  std::string note;
};

/// `Ledger::advance` for a release that has a folder: every file must match the manifest, and the manifest must be the
/// one that was entered.
///
/// @throws DisclosureError  where they do not. @throws InputError  as `verify`.
SteppedRelease advance_with_folder(disclosure::Ledger& ledger, std::string_view release, disclosure::ReleaseState to,
                                   std::string_view by, const std::filesystem::path& folder);

/// What to say of a profile whose date of validity lies before the day of `at_utc`; empty where it does not.
[[nodiscard]] std::string past_its_date(std::string_view valid_until, std::string_view at_utc);

}  // namespace libprofile::publish
