// SPDX-License-Identifier: MIT
/// @file
/// Bands of age as sources write them, and the bands that are counted by.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace libprofile::records {

/// Ages in whole years, both included.
struct AgeBand {
  int from;
  /// Empty: no upper end.
  std::optional<int> to;

  friend bool operator==(const AgeBand&, const AgeBand&) = default;
};

/// Reads "13-15", "50+", "50-plus" or "under-10"; empty for any other text, an end before the start, or ages above 150.
[[nodiscard]] std::optional<AgeBand> parse_age_band(std::string_view text);

/// The index in the code list `age_bands` of the band that holds all of this one; empty where none does, as with 10-17.
[[nodiscard]] std::optional<std::size_t> listed_age_band(const AgeBand& band);

}  // namespace libprofile::records
