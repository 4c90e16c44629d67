// SPDX-License-Identifier: MIT
/// @file
/// The page for whoever signs: what leaves, what was withheld, what anybody can learn from it, and what has changed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libprofile/disclosure/ledger.hpp"
#include "libprofile/disclosure/protected.hpp"
#include "libprofile/publish/artefact.hpp"
#include "libprofile/publish/document.hpp"
#include "libprofile/publish/page.hpp"
#include "libprofile/publish/results.hpp"

namespace libprofile::publish {

/// Name of the page in a profile's folder.
inline constexpr const char* kSignPage = "report-sign.html";

/// What a release is beside its document: the files, what was found in them, and where it stands in a ledger.
struct SignFacts {
  /// Files that leave, without this page, `results.json` and the manifest.
  std::vector<Artefact> files;
  /// One for each file that is written, this page and the manifest among them.
  std::vector<OutputResult> results;
  /// None: the profile is in no ledger.
  std::optional<disclosure::LedgerPlace> ledger = {};
};

/// The page, under the name that it has in a profile's folder.
///
/// Its numbers are those of the document, of the policy and of the files beside it: it says nothing that these do not.
/// The same arguments give the same bytes.
[[nodiscard]] Page render_sign_page(const disclosure::Protected<Document>& document, const SignFacts& facts);

}  // namespace libprofile::publish
