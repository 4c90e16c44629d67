// SPDX-License-Identifier: MIT
/// @file
/// No protected report of raw beside released can be made or handed on.
#include "libprofile/disclosure/fidelity.hpp"

#include "prelude.hpp"

#ifdef POSITIVE_TWIN
using Report = Counts;
#else
using Report = disclosure::Fidelity;
#endif

Protected<Report> handed_on(Protected<Report> made) {
  return made;  // must not compile
}
