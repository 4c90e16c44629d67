// SPDX-License-Identifier: MIT
/// @file
/// A raw value cannot be assigned to a protected one.
#include "prelude.hpp"

void forged(Protected<Counts> value, const Counts& raw) {
#ifdef POSITIVE_TWIN
  value = released(raw);
#else
  value = raw;  // must not compile
#endif
  publish(value);
}
