// SPDX-License-Identifier: MIT
/// @file
/// Saying how far long work is, and stopping it.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

namespace libprofile::core {

/// Asks running work to stop, and tells how far it is. Copies share one state; a default-constructed token has none: it
/// can never be cancelled and its share stays 0.
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

  /// Called by parallel loops: a loop of so many steps begins; one step is done.
  void begin(std::size_t steps) const noexcept;
  void advance() const noexcept;
  /// The share of the loop begun last that is done, in [0, 1].
  [[nodiscard]] double share() const noexcept;

 private:
  struct State {
    std::atomic<bool> is_cancelled = false;
    std::atomic<std::size_t> steps = 0;
    std::atomic<std::size_t> done = 0;
  };
  std::shared_ptr<State> state_;
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
