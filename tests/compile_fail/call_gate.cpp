// SPDX-License-Identifier: MIT
/// @file
/// The gate passes nothing on request.
#include "prelude.hpp"

Protected<Counts> forged(const Counts& raw) {
#ifdef POSITIVE_TWIN
  return released(raw);
#else
  return disclosure::Gate::pass(raw, Policy());  // must not compile
#endif
}
