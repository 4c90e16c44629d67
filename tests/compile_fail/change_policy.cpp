// SPDX-License-Identifier: MIT
/// @file
/// A policy is frozen.
#include "prelude.hpp"

std::int64_t forged(Policy policy) {
#ifdef POSITIVE_TWIN
  return policy.fields().threshold;
#else
  return policy.fields().threshold = 0;  // must not compile
#endif
}
