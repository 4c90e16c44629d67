// SPDX-License-Identifier: MIT
/// @file
/// A count as it may leave: rounded, or withheld, with a word on how far to trust it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace libprofile::disclosure {

/// `low` marks a rounded count of at most the base: it may be next to nothing, and is never ranked.
enum class Reliability { ok, low, withheld };

/// "ok", "low", "withheld".
[[nodiscard]] std::string_view to_string(Reliability reliability);

/// One released number. `count` is absent exactly where `reliability` is `withheld`.
struct ProtectedCount {
  std::optional<std::int64_t> count;
  Reliability reliability = Reliability::withheld;

  friend bool operator==(const ProtectedCount&, const ProtectedCount&) = default;
};

/// A rounded count with its reliability: `low` up to `base`, unless the base is 1, which rounds nothing.
[[nodiscard]] ProtectedCount released(std::int64_t count, std::int64_t base);

}  // namespace libprofile::disclosure
