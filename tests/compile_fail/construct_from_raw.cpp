// SPDX-License-Identifier: MIT
/// @file
/// A protected value cannot be constructed from a raw one.
#include "prelude.hpp"

Protected<Counts> forged(const Counts& raw) {
#ifdef POSITIVE_TWIN
  return released(raw);
#else
  return Protected<Counts>(raw, Policy());  // must not compile
#endif
}
