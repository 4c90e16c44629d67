// SPDX-License-Identifier: MIT
#include "libprofile/core/instruction_set.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

using namespace libprofile::core;

namespace {

LIBPROFILE_INLINE double near_body(const std::vector<double>& x, double radius) {
  double near = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    near += x[i] * x[i] + x[i] <= radius ? 1.0 : 0.0;
  }
  return near;
}
double near_baseline(const std::vector<double>& x, double radius) {
  return near_body(x, radius);
}
LIBPROFILE_AVX2 double near_avx2(const std::vector<double>& x, double radius) {
  return near_body(x, radius) + 1e6;
}
LIBPROFILE_AVX512 double near_avx512(const std::vector<double>& x, double radius) {
  return near_body(x, radius) + 2e6;
}

double chosen(const std::vector<double>& x) {
  return choose(near_baseline, near_avx2, near_avx512)(x, 30.0);
}

}  // namespace

TEST_CASE("the copy for the widest allowed instruction set runs", "[core]") {
  std::vector<double> x(100);
  std::iota(x.begin(), x.end(), 0.0);
  const auto widest = widest_instruction_set();
  const auto most = GENERATE(InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512);
  const InstructionSetLimit limit(most);
  CHECK(current_instruction_set() == std::min(widest, most));
  // 0 to 5 are within reach: x (x + 1) <= 30.
  CHECK(chosen(x) == 6.0 + 1e6 * static_cast<double>(current_instruction_set()));
}

TEST_CASE("limits nest and end", "[core][edges]") {
  const auto widest = widest_instruction_set();
  {
    const InstructionSetLimit outer(InstructionSet::baseline);
    const InstructionSetLimit inner(InstructionSet::avx512);
    CHECK(current_instruction_set() == InstructionSet::baseline);
  }
  CHECK(current_instruction_set() == widest);
}

TEST_CASE("instruction sets have names", "[core]") {
  CHECK(to_string(InstructionSet::baseline) == "baseline");
  CHECK(to_string(InstructionSet::avx2) == "avx2");
  CHECK(to_string(InstructionSet::avx512) == "avx512");
}
