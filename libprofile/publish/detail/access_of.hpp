// SPDX-License-Identifier: MIT
/// @file
/// Who may read what a policy lets out.
#pragma once

#include "libprofile/disclosure/policy.hpp"
#include "libprofile/publish/write_file.hpp"

namespace libprofile::publish::detail {

/// The internal tier is for its owner alone.
[[nodiscard]] inline Access access_of(const disclosure::Policy& policy) {
  return policy.fields().tier == disclosure::Tier::internal ? Access::owner_only : Access::by_umask;
}

}  // namespace libprofile::publish::detail
