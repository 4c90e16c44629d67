// SPDX-License-Identifier: MIT
/// @file
/// A function object with members cannot derive.
#include "prelude.hpp"

struct Add {
#ifndef POSITIVE_TWIN
  std::int64_t raw = 3;
#endif
  std::int64_t operator()(const Counts& counts) const {
    return counts.total;
  }
};

auto forged(const Protected<Counts>& value) {
  return disclosure::derive(Add(), value);  // must not compile
}
