// SPDX-License-Identifier: MIT
/// @file
/// A function that returns a reference cannot derive.
#include "prelude.hpp"

auto forged(const Protected<Counts>& value) {
#ifdef POSITIVE_TWIN
  return disclosure::derive([](const Counts& counts) -> Counts { return counts; }, value);
#else
  return disclosure::derive([](const Counts& counts) -> const Counts& { return counts; }, value);  // must not compile
#endif
}
