// SPDX-License-Identifier: MIT
/// @file
/// Nothing that publishes takes a report of raw beside released.
#include "libprofile/disclosure/fidelity.hpp"

#include "prelude.hpp"

void leak(const disclosure::Fidelity& report, const Protected<Counts>& value) {
#ifdef POSITIVE_TWIN
  (void)report;
  publish(value);
#else
  (void)value;
  publish(report);  // must not compile
#endif
}
