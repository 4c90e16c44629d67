// SPDX-License-Identifier: MIT
#include "libprofile/core/progress.hpp"

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
  token.flag_ = std::make_shared<std::atomic<bool>>(false);
  return token;
}

void CancellationToken::cancel() const noexcept {
  if (flag_) {
    flag_->store(true, std::memory_order_relaxed);
  }
}

bool CancellationToken::is_cancelled() const noexcept { return flag_ && flag_->load(std::memory_order_relaxed); }

void CancellationToken::throw_if_cancelled() const {
  if (is_cancelled()) {
    throw Cancelled("stopped before the work was done: nothing was written");
  }
}

CancellationScope::CancellationScope(CancellationToken token)
    : previous_(std::exchange(innermost(), std::move(token))) {}

CancellationScope::~CancellationScope() { innermost() = std::move(previous_); }

CancellationToken current_cancellation() { return innermost(); }

}  // namespace libprofile::core
