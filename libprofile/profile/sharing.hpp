// SPDX-License-Identifier: MIT
/// @file
/// Whether a profile uses only what an agreement lets it use.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/disclosure/policy.hpp"
#include "libprofile/profile/sharing_policy.hpp"
#include "libprofile/records/field_uses.hpp"

namespace libprofile::profile {

/// An agreement, and what a profile is made for.
struct Sharing {
  SharingPolicy policy;
  /// One of the agreement's purposes.
  std::string purpose;
  /// Whose the records of a table are that name no agency themselves: {"premises", "council"}.
  std::map<std::string, std::string> agencies = {};
};

/// By table ("incidents" ...), what `records::field_uses` gives.
using UsesByTable = std::map<std::string, std::vector<records::FieldUse>>;

/// @throws InvalidArgument  for a purpose, table or agency that the agreement does not have, with the nearest.
void validate(const Sharing& sharing);

/// Why the agreement does not let a field be used on a day; empty where it does.
///
/// @param use  Its agency is known. The handling code counts for incidents alone.
/// @param day  "2024-04-01".
[[nodiscard]] std::optional<std::string> why_not_covered(const SharingPolicy& policy, const std::string& table,
                                                         const records::FieldUse& use, const std::string& purpose,
                                                         disclosure::Tier tier, const std::string& day);

/// Throws unless every use is covered.
///
/// @throws DisclosureError  for the first use that is not, with agency, field, purpose, reason and remedy, and the
///     names of others; for records of which nobody said whose they are. Holds no value of any field but names of
///     agencies.
/// @throws InvalidArgument  as `validate`, and where there is nothing about incidents.
void require_shared(const Sharing& sharing, const UsesByTable& uses, disclosure::Tier tier, const std::string& day);

}  // namespace libprofile::profile
