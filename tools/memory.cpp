// SPDX-License-Identifier: MIT
#include "memory.hpp"

#include <limits>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace libprofile::tools {

void keep_freed_memory() {
#if defined(__GLIBC__)
  // The most that glibc takes.
  constexpr int kLargestKept = 32 * 1024 * 1024;
  constexpr int kGrowBy = 16 * 1024 * 1024;
  mallopt(M_MMAP_THRESHOLD, kLargestKept);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  mallopt(M_TOP_PAD, kGrowBy);
#endif
}

}  // namespace libprofile::tools
