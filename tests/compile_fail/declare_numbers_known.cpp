// SPDX-License-Identifier: MIT
/// @file
/// A number is not publicly known, whoever says so.
#include "prelude.hpp"

template <>
struct libprofile::disclosure::is_publicly_known<std::int64_t> : std::true_type {};

auto forged(const Protected<Counts>& value, std::int64_t raw) {
#ifdef POSITIVE_TWIN
  (void)raw;
  return disclosure::derive([](const Counts& counts) { return counts.total; }, value);
#else
  return disclosure::derive([](const Counts&, std::int64_t count) { return count; }, value, raw);  // must not compile
#endif
}
