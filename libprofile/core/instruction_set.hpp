// SPDX-License-Identifier: MIT
/// @file
/// One loop compiled for several processors, and the best one chosen where it runs.
///
/// A kernel that gains from wide vectors has one body and a copy of it for each instruction set:
/// ```cpp
/// namespace {
/// LIBPROFILE_INLINE double sum_body(const double* x, std::size_t n) { ... }
/// double sum_baseline(const double* x, std::size_t n) { return sum_body(x, n); }
/// LIBPROFILE_AVX2 double sum_avx2(const double* x, std::size_t n) { return sum_body(x, n); }
/// LIBPROFILE_AVX512 double sum_avx512(const double* x, std::size_t n) { return sum_body(x, n); }
/// }  // namespace
/// const auto sum = core::choose(sum_baseline, sum_avx2, sum_avx512);
/// ```
/// All copies must give the same bits: no fused multiply-add (`-ffp-contract=off` sees to it), no sum whose order
/// depends on the width. Choose once before a loop, not inside it.
#pragma once

#include <cstdint>
#include <string_view>

#define LIBPROFILE_INLINE [[gnu::always_inline]] inline
#if defined(__x86_64__)
#define LIBPROFILE_AVX2 [[gnu::target("avx2")]]
#if defined(__clang__)
#define LIBPROFILE_AVX512 [[gnu::target("avx512f,avx512dq,avx512bw,avx512vl")]]
#else
#define LIBPROFILE_AVX512 [[gnu::target("avx512f,avx512dq,avx512bw,avx512vl,prefer-vector-width=512")]]
#endif
#else
#define LIBPROFILE_AVX2
#define LIBPROFILE_AVX512
#endif

namespace libprofile::core {

/// In order of width. `baseline` is what every processor of the platform has.
enum class InstructionSet : std::uint8_t { baseline, avx2, avx512 };

/// "baseline", "avx2", "avx512".
[[nodiscard]] std::string_view to_string(InstructionSet set);

/// The widest that this processor has; `avx512` means its F, DQ, BW and VL parts.
[[nodiscard]] InstructionSet widest_instruction_set();

/// The one that `choose` chooses: the widest, unless limited.
[[nodiscard]] InstructionSet current_instruction_set();

/// Limits `choose`, in every thread, while it lives: for tests, and for showing that results do not depend on it.
///
/// Limits nest: the narrowest counts. One wider than the processor's limits nothing. Limits end in the reverse order of
/// their making.
class InstructionSetLimit {
 public:
  explicit InstructionSetLimit(InstructionSet widest);
  ~InstructionSetLimit();
  InstructionSetLimit(const InstructionSetLimit&) = delete;
  InstructionSetLimit& operator=(const InstructionSetLimit&) = delete;

 private:
  InstructionSet before_;
};

/// The copy for the current instruction set.
template <class Function>
[[nodiscard]] Function* choose(Function* baseline, Function* avx2, Function* avx512) {
  switch (current_instruction_set()) {
    case InstructionSet::avx512:
      return avx512;
    case InstructionSet::avx2:
      return avx2;
    case InstructionSet::baseline:
      break;
  }
  return baseline;
}

}  // namespace libprofile::core
