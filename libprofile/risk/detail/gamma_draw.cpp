// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/gamma_draw.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <boost/math/special_functions/erf.hpp>

namespace libprofile::risk::detail {
namespace {

/// Smallest uniform number that logarithms and quantiles are taken of.
constexpr double kLeast = 0x1p-54;

/// Quantiles to the digits of a double are enough here, and take less time than more.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

double standard_normal(double uniform) {
  return std::sqrt(2.0) * boost::math::erf_inv(2.0 * std::max(uniform, kLeast) - 1.0, InDouble());
}

}  // namespace

double gamma_draw(double shape, const core::Philox& random, std::size_t item, std::size_t replicate) {
  const auto uniform = [&](std::uint32_t draw) {
    return random.uniform(static_cast<std::uint32_t>(item), static_cast<std::uint32_t>(replicate), draw);
  };
  // Draw 0 is kept for shapes below 1, which are made from one shape higher.
  const double boosted = shape < 1.0 ? shape + 1.0 : shape;
  const double scale = shape < 1.0 ? std::pow(std::max(uniform(0), kLeast), 1.0 / shape) : 1.0;
  const double d = boosted - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  for (std::uint32_t attempt = 0;; ++attempt) {
    const double x = standard_normal(uniform(2 * attempt + 1));
    const double root = 1.0 + c * x;
    if (root <= 0.0) {
      continue;
    }
    const double cube = root * root * root;
    const double log_chance = std::log(std::max(uniform(2 * attempt + 2), kLeast));
    if (log_chance < 0.5 * x * x + d * (1.0 - cube + std::log(cube))) {
      return scale * d * cube;
    }
  }
}

}  // namespace libprofile::risk::detail
