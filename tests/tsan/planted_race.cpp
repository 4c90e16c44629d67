// SPDX-License-Identifier: MIT
// Two blocks of a parallel loop write one variable: ThreadSanitizer must say so, or its silence elsewhere means
// nothing.
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <thread>

#include "libprofile/core/parallel.hpp"

int main() {
  std::size_t shared = 0;
  libprofile::core::ThreadLimit limit(2);
  libprofile::core::parallel_blocks(64, 1, [&shared](std::size_t begin, std::size_t) {
    // Long enough that two threads take part.
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    shared += begin;
  });
  std::printf("%zu\n", shared);
  return 0;
}
