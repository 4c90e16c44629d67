// SPDX-License-Identifier: MIT
/// @file
/// Large arrays that can be stopped while they are made.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "libprofile/core/progress.hpp"

namespace libprofile::core {

/// Makes `values` hold `value` n times. The pages of a large array take a second or more to arrive, so that this looks
/// at the current cancellation every few milliseconds.
///
/// @throws Cancelled  once the current token is cancelled: `values` then holds fewer.
template <class T>
void fill(std::vector<T>& values, std::size_t n, T value) {
  constexpr std::size_t kStep = std::size_t{1} << 20U;
  const CancellationToken token = current_cancellation();
  values.clear();
  values.reserve(n);
  while (values.size() < n) {
    token.throw_if_cancelled();
    values.resize(std::min(n, values.size() + kStep), value);
  }
}

}  // namespace libprofile::core
