// SPDX-License-Identifier: MIT
/// @file
/// A raw value does not turn into a protected one where one is asked for.
#include "prelude.hpp"

void forged(const Counts& raw) {
#ifdef POSITIVE_TWIN
  publish(released(raw));
#else
  publish(raw);  // must not compile
#endif
}
