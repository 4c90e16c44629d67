// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/centred_values.hpp"

#include <algorithm>
#include <cstddef>

#include "libprofile/core/parallel.hpp"

namespace libprofile::hotspots::detail {
namespace {

CentredValues centred_on(std::span<const double> values, double origin, double unit) {
  CentredValues result;
  auto& z = result.deviation;
  z.resize(values.size());
  std::transform(values.begin(), values.end(), z.begin(), [&](double x) { return x / unit - origin / unit; });
  const auto sum_of = [&](auto&& term) {
    return core::deterministic_sum(z.size(), [&](std::size_t i) { return term(z[i]); });
  };
  result.mean = sum_of([](double x) { return x; }) / static_cast<double>(z.size());
  std::for_each(z.begin(), z.end(), [&](double& x) { x -= result.mean; });
  result.squares = sum_of([](double x) { return x * x; });
  result.cubes = sum_of([](double x) { return x * x * x; });
  result.fourths = sum_of([](double x) { return x * x * x * x; });
  return result;
}

}  // namespace

CentredValues centred(std::span<const double> values) {
  if (values.empty()) {
    return {};
  }
  const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
  const double half_range = 0.5 * *greatest - 0.5 * *least;
  return half_range > 0.0 ? centred_on(values, 0.5 * *greatest + 0.5 * *least, half_range) : CentredValues{};
}

CentredValues centred_from_zero(std::span<const double> values) {
  if (values.empty()) {
    return {};
  }
  const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
  return *least < *greatest ? centred_on(values, 0.0, *greatest) : CentredValues{};
}

}  // namespace libprofile::hotspots::detail
