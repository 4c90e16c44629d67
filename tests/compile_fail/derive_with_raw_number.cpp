// SPDX-License-Identifier: MIT
/// @file
/// A raw number does not join protected values.
#include "prelude.hpp"

auto forged(const Protected<Counts>& value, std::int64_t raw) {
#ifdef POSITIVE_TWIN
  (void)raw;
  return disclosure::derive([](const Counts& counts) { return counts.total; }, value);
#else
  return disclosure::derive([](const Counts&, std::int64_t count) { return count; }, value, raw);  // must not compile
#endif
}
