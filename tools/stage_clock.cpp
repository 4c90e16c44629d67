// SPDX-License-Identifier: MIT
#include "stage_clock.hpp"

namespace libprofile::tools {

core::ProgressCallback StageClock::listen(core::ProgressCallback progress) {
  return [this, progress = std::move(progress)](std::string_view stage, double share) {
    end_stage();
    stages_.push_back({std::string(stage), 0.0});
    if (progress) {
      progress(stage, share);
    }
  };
}

void StageClock::end_stage() {
  const auto now = std::chrono::steady_clock::now();
  if (!stages_.empty()) {
    stages_.back().seconds = std::chrono::duration<double>(now - began_).count();
  }
  began_ = now;
}

std::vector<StageSeconds> StageClock::stop() {
  end_stage();
  return std::exchange(stages_, {});
}

}  // namespace libprofile::tools
