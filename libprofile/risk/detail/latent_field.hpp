// SPDX-License-Identifier: MIT
/// @file
/// What a model of smooth risk believes of its places before it sees a count.
#pragma once

#include <array>
#include <functional>

#include "libprofile/risk/detail/neighbourhood_graph.hpp"

namespace libprofile::risk::detail {

/// Two numbers without bounds: log of the standard deviation, and logit of the share that is smooth.
using Hyperparameters = std::array<double, 2>;

enum class Constraint : bool { none, parts_sum_to_zero };

/// log risk = covariates + loading * field + residual, with field ~ N(0, precision⁻¹), residual ~ N(0,
/// residual_variance).
struct LatentField {
  double loading = 1.0;
  double residual_variance = 0.0;
  SparseMatrix precision;
  Constraint constraint = Constraint::none;
};

/// A family of fields and the prior of its hyperparameters (log density, on their own scale).
struct FieldFamily {
  std::function<LatentField(const NeighbourhoodGraph&, const Hyperparameters&)> field;
  std::function<double(const Hyperparameters&)> log_prior;
  /// Half the logarithm of the determinant of the field's precision, up to a constant; none where it is a constant.
  std::function<double(const NeighbourhoodGraph&, const Hyperparameters&)> half_log_determinant = nullptr;
};

}  // namespace libprofile::risk::detail
