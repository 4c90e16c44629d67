// SPDX-License-Identifier: MIT
/// @file
/// The manifest of a profile's folder: what was made, from what, how, and the digest of every file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/disclosure/ledger.hpp"
#include "libprofile/disclosure/protected.hpp"
#include "libprofile/publish/artefact.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::publish {

/// Name of the manifest in its folder.
inline constexpr const char* kManifestFile = "manifest.json";

/// `manifest.json`: everything of `Document::manifest`, the fields of the policy, and `artefacts` in order of path.
///
/// Fields without a value are absent. UTF-8, two spaces a level, a line break at the end; members always in the same
/// order.
[[nodiscard]] std::string manifest_json(const disclosure::Protected<Document>& document,
                                        std::vector<Artefact> artefacts);

/// What the text of a manifest says of a ledger; none where it names none, or is no manifest.
[[nodiscard]] std::optional<disclosure::LedgerPlace> ledger_place_of(std::string_view manifest);

}  // namespace libprofile::publish
