// SPDX-License-Identifier: MIT
/// @file
/// Saying how far long work is, and stopping it.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string_view>

namespace libprofile::core {

/// Asks running work to stop. Copies share one flag; a default-constructed token can never be cancelled.
class CancellationToken {
 public:
  CancellationToken() = default;

  /// A token that can be cancelled.
  [[nodiscard]] static CancellationToken create();

  /// From any thread, and from a signal handler. Does nothing on a token that cannot be cancelled.
  void cancel() const noexcept;
  [[nodiscard]] bool is_cancelled() const noexcept;

  /// Throws `Cancelled` once `cancel` was called.
  void throw_if_cancelled() const;

 private:
  std::shared_ptr<std::atomic<bool>> flag_;
};

/// Makes a token the one that parallel loops on this thread watch, while the scope lives.
class CancellationScope {
 public:
  explicit CancellationScope(CancellationToken token);
  ~CancellationScope();
  CancellationScope(const CancellationScope&) = delete;
  CancellationScope& operator=(const CancellationScope&) = delete;

 private:
  CancellationToken previous_;
};

/// The token of the innermost scope on this thread.
[[nodiscard]] CancellationToken current_cancellation();

/// Called with the name of a stage and the share of all work done when it begins, in [0, 1].
using ProgressCallback = std::function<void(std::string_view stage, double share)>;

}  // namespace libprofile::core
