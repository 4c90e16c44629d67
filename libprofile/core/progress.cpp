// SPDX-License-Identifier: MIT
#include "libprofile/core/progress.hpp"

#include <algorithm>
#include <utility>

#include "libprofile/core/error.hpp"

namespace libprofile::core {
namespace {

CancellationToken& innermost() {
  thread_local CancellationToken token;
  return token;
}

}  // namespace

CancellationToken CancellationToken::create() {
  CancellationToken token;
  token.state_ = std::make_shared<State>();
  return token;
}

void CancellationToken::cancel() const noexcept {
  if (state_) {
    state_->is_cancelled.store(true, std::memory_order_relaxed);
  }
}

bool CancellationToken::is_cancelled() const noexcept {
  return state_ && state_->is_cancelled.load(std::memory_order_relaxed);
}

void CancellationToken::begin(std::size_t steps) const noexcept {
  if (state_) {
    state_->done.store(0, std::memory_order_relaxed);
    state_->steps.store(steps, std::memory_order_relaxed);
  }
}

void CancellationToken::advance() const noexcept {
  if (state_) {
    state_->done.fetch_add(1, std::memory_order_relaxed);
  }
}

double CancellationToken::share() const noexcept {
  const std::size_t steps = state_ ? state_->steps.load(std::memory_order_relaxed) : 0;
  if (steps == 0) {
    return 0.0;
  }
  const std::size_t done = state_->done.load(std::memory_order_relaxed);
  return static_cast<double>(std::min(done, steps)) / static_cast<double>(steps);
}

void CancellationToken::throw_if_cancelled() const {
  if (is_cancelled()) {
    throw Cancelled("stopped before the work was done: nothing was written");
  }
}

CancellationScope::CancellationScope(CancellationToken token)
    : previous_(std::exchange(innermost(), std::move(token))) {}

CancellationScope::~CancellationScope() {
  innermost() = std::move(previous_);
}

CancellationToken current_cancellation() {
  return innermost();
}

}  // namespace libprofile::core
