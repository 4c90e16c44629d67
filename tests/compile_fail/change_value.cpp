// SPDX-License-Identifier: MIT
/// @file
/// What is inside a protected value cannot be changed.
#include "prelude.hpp"

std::int64_t forged(Protected<Counts> value) {
#ifdef POSITIVE_TWIN
  return value.value().total;
#else
  return value.value().total = 3;  // must not compile
#endif
}
