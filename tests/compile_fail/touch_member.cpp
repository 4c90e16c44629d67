// SPDX-License-Identifier: MIT
/// @file
/// The members of a protected value are private.
#include "prelude.hpp"

std::int64_t forged(Protected<Counts> value) {
#ifdef POSITIVE_TWIN
  return value.value().total;
#else
  return value.value_.total;  // must not compile
#endif
}
