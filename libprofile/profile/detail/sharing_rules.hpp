// SPDX-License-Identifier: MIT
/// @file
/// What rules of sharing may say, and when two of them contradict each other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libprofile/profile/sharing_policy.hpp"

namespace libprofile::profile::detail {

/// "all", fields of the schema, and fields of one table: "victims.sex".
[[nodiscard]] const std::vector<std::string>& shared_fields();
[[nodiscard]] bool is_shared_field(std::string_view name);

/// Whether a rule's field names a field of a table.
[[nodiscard]] bool names_field(std::string_view pattern, std::string_view table, std::string_view field);

/// Every handling code, and none.
[[nodiscard]] const std::string& all_handling();

/// What a handling code says that no agreement can overrule in a tier; empty where an agreement may list it.
[[nodiscard]] std::string why_never(char handling, disclosure::Tier tier);

/// @throws InputError  for an agency without a rule, and two rules that contradict each other.
void require_consistent(const SharingPolicy& policy);

}  // namespace libprofile::profile::detail
