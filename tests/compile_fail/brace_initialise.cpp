// SPDX-License-Identifier: MIT
/// @file
/// A protected value is no aggregate.
#include "prelude.hpp"

Protected<Counts> forged(const Counts& raw) {
#ifdef POSITIVE_TWIN
  return {released(raw)};
#else
  return {raw, Policy()};  // must not compile
#endif
}
