// SPDX-License-Identifier: MIT
/// @file
/// Names that are close to one that was mistyped.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace libprofile::records {

/// At most three candidates nearest to a name, nearest first: letters are compared without case, `_`, `-` and spaces
/// alike.
///
/// Only those within a third of the longer length in edits, or that hold the name or are held by it. Ties keep the
/// order of the candidates. None where nothing is near.
[[nodiscard]] std::vector<std::string> nearest_names(std::string_view name, std::span<const std::string> candidates);

/// "did you mean A or B?", or, where nothing is near, "there are: A, B, C"; for the end of a message.
[[nodiscard]] std::string did_you_mean(std::string_view name, std::span<const std::string> candidates);

/// "did you mean A or B?", or, where nothing is near, "none of its 12 columns has a name like it".
///
/// For the header of a file, which is not listed: in a file without one, the first record would be.
[[nodiscard]] std::string near_columns(std::string_view name, std::span<const std::string> header);

}  // namespace libprofile::records
