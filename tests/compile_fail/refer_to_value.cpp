// SPDX-License-Identifier: MIT
/// @file
/// What is inside a protected value cannot be referred to as something that may change.
#include "prelude.hpp"

std::int64_t forged(Protected<Counts> value) {
#ifdef POSITIVE_TWIN
  const Counts& counts = value.value();
#else
  Counts& counts = value.value();  // must not compile
#endif
  return counts.total;
}
