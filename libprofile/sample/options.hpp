// SPDX-License-Identifier: MIT
/// @file
/// How large a synthetic partnership is.
#pragma once

#include <cstdint>
#include <optional>

namespace libprofile::sample {

struct Options {
  /// Times 600 areas, 4,000 incidents and 6,000 premises. From 0.1 to 3,000; areas stop at 90,000.
  double size = 1.0;

  /// Everything drawn depends on it and on the three sizes, and on nothing else.
  std::uint64_t seed = 0;

  /// Instead of what `size` gives: 40 to 90,000.
  std::optional<std::uint32_t> areas = {};
  /// Instead of what `size` gives: 100 to 100,000,000. People, cases and contacts follow this one.
  std::optional<std::uint32_t> incidents = {};
  /// Instead of what `size` gives: 10 to 20,000,000.
  std::optional<std::uint32_t> premises = {};
};

/// The options as numbers of rows.
struct Sizes {
  std::uint32_t areas = 0;
  std::uint32_t incidents = 0;
  std::uint32_t premises = 0;
  std::uint32_t victims = 0;
  std::uint32_t offenders = 0;
  std::uint32_t open_cases = 0;
  std::uint32_t contacts_a_month = 0;
};

/// 600 areas, 4,000 incidents, 6,000 premises, 1,200 victims, 400 offenders, 88 open cases and 800 contacts at size 1.
///
/// @throws InvalidArgument  for an option outside its range.
[[nodiscard]] Sizes sizes(const Options& options);

}  // namespace libprofile::sample
