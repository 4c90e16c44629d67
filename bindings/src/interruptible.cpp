// SPDX-License-Identifier: MIT
#include "interruptible.hpp"

#include <chrono>
#include <future>

#include "libprofile/core/parallel.hpp"

namespace libprofile::bindings {
namespace {

constexpr std::chrono::milliseconds kSignalInterval{20};
constexpr int kSignalsPerReport = 5;

// Waits with the GIL released; true once the work is done.
bool wait_a_little(const std::future<void>& done) {
  const pybind11::gil_scoped_release release;
  return done.wait_for(kSignalInterval) == std::future_status::ready;
}

void wait_to_the_end(const std::future<void>& done) {
  const pybind11::gil_scoped_release release;
  done.wait();
}

// Signals and the caller's progress function; throws what they raise.
void attend(const core::CancellationToken& token, const pybind11::object& progress, int round) {
  if (PyErr_CheckSignals() != 0) {
    throw pybind11::error_already_set();
  }
  if (!progress.is_none() && round % kSignalsPerReport == 0) {
    progress(token.share());
  }
}

}  // namespace

void run_interruptible(const std::function<void()>& work, int n_jobs, const pybind11::object& progress) {
  const auto token = core::CancellationToken::create();
  std::future<void> done = std::async(std::launch::async, [&] {
    const core::CancellationScope scope(token);
    const core::ThreadLimit limit(n_jobs);
    work();
  });
  try {
    for (int round = 1; !wait_a_little(done); ++round) {
      attend(token, progress, round);
    }
  } catch (...) {
    token.cancel();
    wait_to_the_end(done);
    throw;
  }
  done.get();
  if (!progress.is_none()) {
    progress(1.0);
  }
}

}  // namespace libprofile::bindings
