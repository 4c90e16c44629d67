// SPDX-License-Identifier: MIT
/// @file
/// Who may read what a policy lets out.
#pragma once

#include <filesystem>
#include <string_view>

#include "libprofile/core/atomic_write.hpp"
#include "libprofile/disclosure/policy.hpp"

namespace libprofile::publish::detail {

/// The internal tier is for its owner alone.
[[nodiscard]] inline core::Readers readers_of(const disclosure::Policy& policy) {
  return policy.fields().tier == disclosure::Tier::internal ? core::Readers::owner : core::Readers::as_umask;
}

/// Writes one artefact over whatever file lies there, for the readers that its policy has.
///
/// @throws InputError  as `core::write_file_atomically`.
inline void write_artefact(const std::filesystem::path& path, std::string_view bytes,
                           const disclosure::Policy& policy) {
  core::write_file_atomically(path, bytes, {.if_present = core::IfPresent::replace, .readers = readers_of(policy)});
}

}  // namespace libprofile::publish::detail
