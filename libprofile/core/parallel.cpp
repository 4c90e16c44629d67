// SPDX-License-Identifier: MIT
#include "libprofile/core/parallel.hpp"

#include <algorithm>
#include <cassert>

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "libprofile/core/error.hpp"
#include "libprofile/core/progress.hpp"

namespace libprofile::core {

struct ThreadLimit::Control {
  explicit Control(std::size_t threads) : control(tbb::global_control::max_allowed_parallelism, threads) {}
  tbb::global_control control;
};

ThreadLimit::ThreadLimit(int n_jobs) {
  require(n_jobs == -1 || n_jobs >= 1, "n_jobs", n_jobs, "-1 (all) or at least 1");
  const int threads = n_jobs == -1 ? tbb::info::default_concurrency() : n_jobs;
  control_ = std::make_unique<Control>(static_cast<std::size_t>(threads));
}

ThreadLimit::~ThreadLimit() = default;

void parallel_blocks(std::size_t n, std::size_t grain,
                     const std::function<void(std::size_t begin, std::size_t end)>& body) {
  require(grain >= 1, "grain", grain, "at least 1");
  assert(grain != 0);
  const CancellationToken token = current_cancellation();
  const std::size_t blocks = (n + grain - 1) / grain;
  const auto run = [&](std::size_t block) {
    token.throw_if_cancelled();
    body(block * grain, std::min(n, (block + 1) * grain));
    token.advance();
  };
  token.begin(blocks);
  if (blocks <= 1) {
    if (blocks == 1) {
      run(0);
    }
    return;
  }
  const auto run_range = [&](const tbb::blocked_range<std::size_t>& range) {
    const CancellationScope inherit(token);
    for (std::size_t block = range.begin(); block < range.end(); ++block) {
      run(block);
    }
  };
  // A thread that waits for the last blocks takes none of an outer loop's: they may be long, and it is waited for.
  tbb::this_task_arena::isolate([&] { tbb::parallel_for(tbb::blocked_range<std::size_t>(0, blocks, 1), run_range); });
}

}  // namespace libprofile::core
