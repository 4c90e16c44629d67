// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/kernel.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "libprofile/core/error.hpp"

namespace libprofile::hotspots {
namespace {

using std::numbers::pi;

constexpr std::array<std::string_view, 6> kNames{"uniform", "triangular", "epanechnikov",
                                                 "quartic", "triweight",  "gaussian"};

/// p of (1 - t²)^p.
double power_of(Kernel kernel) {
  switch (kernel) {
    case Kernel::epanechnikov:
      return 1.0;
    case Kernel::quartic:
      return 2.0;
    case Kernel::triweight:
      return 3.0;
    default:
      return 0.0;
  }
}

}  // namespace

std::string_view to_string(Kernel kernel) {
  return kNames[static_cast<std::size_t>(kernel)];
}

Kernel kernel_from(std::string_view name) {
  for (std::size_t k = 0; k < kNames.size(); ++k) {
    if (kNames[k] == name) {
      return static_cast<Kernel>(k);
    }
  }
  require(false, "kernel", name, "uniform, triangular, epanechnikov, quartic, triweight or gaussian");
  return Kernel::quartic;
}

double kernel_constant(Kernel kernel) {
  switch (kernel) {
    case Kernel::gaussian:
      return 0.5 / pi;
    case Kernel::triangular:
      return 3.0 / pi;
    default:
      return (power_of(kernel) + 1.0) / pi;
  }
}

double kernel_shape(Kernel kernel, double t_squared) {
  if (kernel == Kernel::gaussian) {
    return std::exp(-0.5 * t_squared);
  }
  if (!(t_squared <= 1.0)) {
    return 0.0;
  }
  return kernel == Kernel::triangular ? 1.0 - std::sqrt(t_squared) : std::pow(1.0 - t_squared, power_of(kernel));
}

double kernel_roughness(Kernel kernel) {
  switch (kernel) {
    case Kernel::gaussian:
      return 0.25 / pi;
    case Kernel::triangular:
      return 1.5 / pi;
    default: {
      const double p = power_of(kernel);
      return (p + 1.0) * (p + 1.0) / (pi * (2.0 * p + 1.0));
    }
  }
}

double kernel_variance(Kernel kernel) {
  switch (kernel) {
    case Kernel::gaussian:
      return 1.0;
    case Kernel::triangular:
      return 0.15;
    default:
      return 0.5 / (power_of(kernel) + 2.0);
  }
}

double kernel_per_gaussian(Kernel kernel) {
  // δ⁶ = roughness / variance², in two dimensions.
  const auto canonical = [](Kernel of) {
    return std::pow(kernel_roughness(of) / (kernel_variance(of) * kernel_variance(of)), 1.0 / 6.0);
  };
  return canonical(kernel) / canonical(Kernel::gaussian);
}

}  // namespace libprofile::hotspots
