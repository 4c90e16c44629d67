// SPDX-License-Identifier: MIT
#include "libprofile/core/instruction_set.hpp"

#include <algorithm>
#include <atomic>

namespace libprofile::core {
namespace {

std::atomic<InstructionSet>& limit() {
  static std::atomic<InstructionSet> widest{InstructionSet::avx512};
  return widest;
}

InstructionSet detect() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl")) {
    return InstructionSet::avx512;
  }
  if (__builtin_cpu_supports("avx2")) {
    return InstructionSet::avx2;
  }
#endif
  return InstructionSet::baseline;
}

}  // namespace

std::string_view to_string(InstructionSet set) {
  switch (set) {
    case InstructionSet::avx2:
      return "avx2";
    case InstructionSet::avx512:
      return "avx512";
    case InstructionSet::baseline:
      break;
  }
  return "baseline";
}

InstructionSet widest_instruction_set() {
  static const InstructionSet widest = detect();
  return widest;
}

InstructionSet current_instruction_set() {
  return std::min(widest_instruction_set(), limit().load());
}

InstructionSetLimit::InstructionSetLimit(InstructionSet widest) : before_(limit().load()) {
  limit().store(std::min(before_, widest));
}

InstructionSetLimit::~InstructionSetLimit() {
  limit().store(before_);
}

}  // namespace libprofile::core
