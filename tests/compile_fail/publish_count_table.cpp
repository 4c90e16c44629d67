// SPDX-License-Identifier: MIT
/// @file
/// What takes a protected table does not take a raw one.
#include "prelude.hpp"

void publish_table(const Protected<disclosure::ProtectedTable>& table);

void forged(const geography::CountTable& raw, const Policy& policy, const core::Key& key) {
#ifdef POSITIVE_TWIN
  publish_table(disclosure::protect(raw, policy, key));
#else
  publish_table(raw);  // must not compile
  (void)policy;
  (void)key;
#endif
}
