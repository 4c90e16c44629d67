// SPDX-License-Identifier: MIT
/// @file
/// What the layers and tables of a document say about themselves.
#pragma once

#include "libprofile/publish/document.hpp"
#include "libprofile/publish/layer.hpp"

namespace libprofile::publish::detail {

[[nodiscard]] inline Provenance provenance_of(const Document& document) {
  return {.title = document.manifest.title,
          .tier = document.manifest.tier,
          .marking = document.manifest.marking,
          .counts = rounding_note(document.base),
          .created_utc = document.manifest.created_utc};
}

}  // namespace libprofile::publish::detail
