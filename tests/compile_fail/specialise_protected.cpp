// SPDX-License-Identifier: MIT
/// @file
/// A specialisation of the type is no friend of the others.
#include "prelude.hpp"

struct Thief {};

template <>
class libprofile::disclosure::Protected<Thief> {
 public:
  static Protected<Counts> forged(const Counts& raw) {
#ifdef POSITIVE_TWIN
    return released(raw);
#else
    return Protected<Counts>(raw, Policy());  // must not compile
#endif
  }
};
