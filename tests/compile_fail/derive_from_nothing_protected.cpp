// SPDX-License-Identifier: MIT
/// @file
/// Public knowledge alone does not make a protected value.
#include "prelude.hpp"

auto forged(const Protected<Counts>& value, const geography::AreaSet& areas) {
#ifdef POSITIVE_TWIN
  return disclosure::derive([](const Counts&, const geography::AreaSet& known) { return known.size(); }, value, areas);
#else
  (void)value;
  return disclosure::derive([](const geography::AreaSet& known) { return known.size(); }, areas);  // must not compile
#endif
}
