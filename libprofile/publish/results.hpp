// SPDX-License-Identifier: MIT
/// @file
/// Pass, review or fail for each output, with reasons: what an output checker reads first.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/disclosure/protected.hpp"
#include "libprofile/publish/document.hpp"
#include "libprofile/publish/layer.hpp"

namespace libprofile::publish {

enum class Status { pass, review, fail };

/// "pass", "review", "fail".
[[nodiscard]] std::string_view to_string(Status status);

struct OutputResult {
  /// Path of the file in the profile's folder.
  std::string path;
  /// "table" (CSV) or "custom" (any other file), as SACRO calls them.
  std::string type;
  Status status;
  std::vector<std::string> reasons;
  /// Rows, the numbers in them, and rows that are withheld; none where the file is no table.
  std::optional<std::size_t> rows = {};
  std::optional<std::size_t> numbers = {};
  std::optional<std::size_t> withheld_rows = {};
};

/// Looks at the values of a layer or table as they will be written.
///
/// Fails in the internal tier; where a count is no multiple of the policy's rounding base or is negative; and where a
/// withheld row still has a number other than residents, or premises where only the incidents near them are withheld.
/// Otherwise passes, saying what was checked and how many rows were withheld.
[[nodiscard]] OutputResult check_output(const disclosure::Protected<Layer>& layer, std::string path);

/// Pages are text and pictures: always for review by a person, and a failure in the internal tier.
[[nodiscard]] OutputResult check_page(const disclosure::Policy& policy, std::string path);

/// The row counts of `data-quality.json`: passes where each is a multiple of the policy's rounding base and none is
/// negative; fails otherwise, and in the internal tier.
[[nodiscard]] OutputResult check_data_quality(const disclosure::Protected<Document>& document, std::string path);

/// The manifest names sources, methods and limits in free text: for review by a person, and a failure in the internal
/// tier.
[[nodiscard]] OutputResult check_manifest(const disclosure::Policy& policy, std::string path);

/// `results.json` in the shape that SACRO's viewer reads, and `acro` 1.0.2: `version`, `tool` and `results`, one entry
/// an output with `uid`, `status`, `type`, `files`, `summary` and so on, in order of path.
[[nodiscard]] std::string results_json(const disclosure::Protected<Document>& document,
                                       std::vector<OutputResult> outputs);

}  // namespace libprofile::publish
