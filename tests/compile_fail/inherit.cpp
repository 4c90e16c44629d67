// SPDX-License-Identifier: MIT
/// @file
/// Nothing derives from a protected value and calls itself one.
#include "prelude.hpp"

#ifdef POSITIVE_TWIN
struct Forged {
  Protected<Counts> value;
};
#else
struct Forged : Protected<Counts> {};  // must not compile
#endif
