// SPDX-License-Identifier: MIT
/// @file
/// A pointer to a function cannot derive: it may point anywhere.
#include "prelude.hpp"

std::int64_t total_of(const Counts& counts);

auto forged(const Protected<Counts>& value) {
#ifdef POSITIVE_TWIN
  return disclosure::derive([](const Counts& counts) { return total_of(counts); }, value);
#else
  return disclosure::derive(&total_of, value);  // must not compile
#endif
}
