// SPDX-License-Identifier: MIT
#include "libprofile/core/side_by_side.hpp"

#include <cstddef>
#include <exception>
#include <vector>

#include "libprofile/core/parallel.hpp"

namespace libprofile::core {

void side_by_side(std::initializer_list<std::function<void()>> tasks) {
  std::vector<std::exception_ptr> failures(tasks.size());
  parallel_for(
      tasks.size(),
      [&](std::size_t i) {
        try {
          tasks.begin()[i]();
        } catch (...) {
          failures[i] = std::current_exception();
        }
      },
      1);
  for (const std::exception_ptr& failure : failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
}

}  // namespace libprofile::core
