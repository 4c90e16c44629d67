// SPDX-License-Identifier: MIT
/// @file
/// Different tasks at the same time.
#pragma once

#include <functional>
#include <initializer_list>

namespace libprofile::core {

/// Runs tasks at the same time, as far as there are threads, and waits for all of them. Tasks may have parallel loops.
///
/// Throws what the first of them in the list threw that failed.
void side_by_side(std::initializer_list<std::function<void()>> tasks);

}  // namespace libprofile::core
