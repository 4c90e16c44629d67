// SPDX-License-Identifier: MIT
/// @file
/// Persons by the size of the group that they act in.
#pragma once

#include <string>
#include <vector>

#include "libprofile/disclosure/policy.hpp"
#include "libprofile/disclosure/protect_list.hpp"

namespace libprofile::profile::detail {

/// Persons by how many persons of the source have their group: one, 2 or 3, 4 or 5, 6 or more. A group is what the
/// source calls one.
///
/// Where one group makes up more of a class than the policy's `dominance`, and the class is above the rounding base,
/// the classes from two persons are taken together; where one group is most of those too, nothing is listed.
///
/// @param group  Of each person; "not stated" and "recorded differently" are no groups.
[[nodiscard]] disclosure::ListTable persons_by_group_size(const std::vector<std::string>& group,
                                                          const std::string& kind, const disclosure::Policy& policy);

}  // namespace libprofile::profile::detail
