// SPDX-License-Identifier: MIT
/// @file
/// How long each stage of a run took.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libprofile/core/progress.hpp"

namespace libprofile::tools {

/// A stage and its wall-clock time.
struct StageSeconds {
  std::string stage;
  double seconds = 0.0;
};

/// Listens to progress: a stage lasts until the next one begins. One thread at a time.
class StageClock {
 public:
  /// A callback that tells the clock, then `progress`. The clock must outlive it.
  [[nodiscard]] core::ProgressCallback listen(core::ProgressCallback progress);

  /// Ends the last stage. @returns The stages in order.
  [[nodiscard]] std::vector<StageSeconds> stop();

 private:
  void end_stage();

  std::vector<StageSeconds> stages_;
  std::chrono::steady_clock::time_point began_;
};

}  // namespace libprofile::tools
