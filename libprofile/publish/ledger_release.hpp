// SPDX-License-Identifier: MIT
/// @file
/// A profile as a release of the ledger.
#pragma once

#include <string_view>

#include "libprofile/disclosure/protected.hpp"
#include "libprofile/disclosure/release.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::publish {

/// The stream of a profile that is given no other.
inline constexpr std::string_view kProfileStream = "profile";

/// The counts that a profile publishes, of areas by category, months, hours of a plan, persons by attribute and
/// premises, with what its manifest says of them.
///
/// Categories that the profile does not list are not in it: the sum is taken as that of those listed, which is one of
/// the worlds that are possible, so that nothing is missed. Rates and ranks are not in it: they follow from the counts.
///
/// @throws InvalidArgument  where the stream is no name, or the profile has no counts.
[[nodiscard]] disclosure::Release ledger_release(const disclosure::Protected<Document>& document,
                                                 std::string_view stream = kProfileStream);

}  // namespace libprofile::publish
