// SPDX-License-Identifier: MIT
/// @file
/// A protected pointer would let what it points at change.
#include "prelude.hpp"

auto forged(const Protected<Counts>& value) {
#ifdef POSITIVE_TWIN
  return disclosure::derive([](const Counts& counts) { return counts.total; }, value);
#else
  return disclosure::derive([](const Counts& counts) { return &counts.total; }, value);  // must not compile
#endif
}
