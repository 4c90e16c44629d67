// SPDX-License-Identifier: MIT
/// @file
/// A protected value comes from the gate, not from nowhere.
#include "prelude.hpp"

Protected<Counts> forged(const Counts& raw) {
#ifdef POSITIVE_TWIN
  Protected<Counts> value = released(raw);
#else
  Protected<Counts> value;  // must not compile
#endif
  return value;
}
