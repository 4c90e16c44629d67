// SPDX-License-Identifier: MIT
/// @file
/// A document as the profile stage makes them, of a place that does not exist, for tests of what is published.
#pragma once

#include <cstddef>
#include <vector>

#include "libprofile/publish/document.hpp"

namespace libprofile::testing {

struct SampleDocumentOptions {
  /// Areas, irregular hexagons of about 600 m in the North Sea. At least 1.
  std::size_t areas = 200;
  /// Groups of the first level: bands from south to north. At least 1.
  std::size_t districts = 4;
  std::int64_t base = 5;
};

/// The same options give the same document.
[[nodiscard]] publish::Document sample_document(const SampleDocumentOptions& options = {});

/// What happened by part of the week, of two thirds of all: most in the evenings of Friday and Saturday.
[[nodiscard]] std::vector<publish::WeekPart> sample_week(const publish::Document& document);

}  // namespace libprofile::testing
