// SPDX-License-Identifier: MIT
/// @file
/// Long work off the interpreter's thread, so that Ctrl-C and progress bars work.
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include <pybind11/pybind11.h>

#include "libprofile/core/progress.hpp"

namespace libprofile::bindings {

/// Runs `work` on a thread of its own without the GIL, with at most `n_jobs` threads for its loops.
///
/// Meanwhile the calling thread looks for signals every 20 ms: Ctrl-C cancels the work and raises `KeyboardInterrupt`.
/// `progress`, unless None, is called with the share done, in [0, 1], about ten times a second.
/// An exception of `work` is thrown here.
void run_interruptible(const std::function<void()>& work, int n_jobs, const pybind11::object& progress);

/// The same for work with a result.
template <class Work>
[[nodiscard]] auto interruptible(Work&& work, int n_jobs = -1, const pybind11::object& progress = pybind11::none()) {
  std::optional<decltype(work())> result;
  run_interruptible([&] { result.emplace(work()); }, n_jobs, progress);
  return std::move(*result);
}

}  // namespace libprofile::bindings
