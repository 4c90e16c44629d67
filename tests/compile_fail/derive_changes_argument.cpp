// SPDX-License-Identifier: MIT
/// @file
/// A function that changes its argument cannot derive.
#include "prelude.hpp"

auto forged(const Protected<Counts>& value) {
#ifdef POSITIVE_TWIN
  return disclosure::derive([](const Counts& counts) { return counts.total; }, value);
#else
  return disclosure::derive([](Counts& counts) { return counts.total = 3; }, value);  // must not compile
#endif
}
