// SPDX-License-Identifier: MIT
/// @file
/// What the layers and tables of a document say about themselves.
#pragma once

#include <string>

#include "libprofile/publish/document.hpp"
#include "libprofile/publish/layer.hpp"

namespace libprofile::publish::detail {

/// That persons were counted, and how often each; empty for records.
[[nodiscard]] inline std::string counted_note(const Document& document) {
  return document.manifest.counted == "persons" ? "Counts of persons: each once in an area and category. " : "";
}

[[nodiscard]] inline Provenance provenance_of(const Document& document) {
  return {.title = document.manifest.title,
          .tier = document.manifest.tier,
          .marking = document.manifest.marking,
          .counts = counted_note(document) + rounding_note(document.base),
          .created_utc = document.manifest.created_utc};
}

}  // namespace libprofile::publish::detail
