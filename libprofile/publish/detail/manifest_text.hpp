// SPDX-License-Identifier: MIT
/// @file
/// The manifest with its place in a ledger.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libprofile/disclosure/ledger.hpp"
#include "libprofile/disclosure/protected.hpp"
#include "libprofile/publish/artefact.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::publish::detail {

/// As `manifest_json`, with `ledger` (`release`, `previous`) where there is a place.
[[nodiscard]] std::string manifest_text(const disclosure::Protected<Document>& document,
                                        std::vector<Artefact> artefacts,
                                        const std::optional<disclosure::LedgerPlace>& place);

}  // namespace libprofile::publish::detail
