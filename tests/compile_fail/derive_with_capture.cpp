// SPDX-License-Identifier: MIT
/// @file
/// A function that carries a raw value cannot derive.
#include "prelude.hpp"

auto forged(const Protected<Counts>& value, const Counts& raw) {
#ifdef POSITIVE_TWIN
  (void)raw;
  return disclosure::derive([](const Counts& counts) { return counts.total; }, value);
#else
  return disclosure::derive([raw](const Counts&) { return raw.total; }, value);  // must not compile
#endif
}
