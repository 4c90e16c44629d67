// SPDX-License-Identifier: MIT
/// @file
/// Cells outside the jurisdiction, which are not zeros.
#pragma once

#include <span>
#include <vector>

namespace libprofile::geography {

struct MaskOptions {
  /// Cells with a smaller share of their ground inside lose their value. Above 0, at most 1.
  double least_share = 0.5;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const MaskOptions& options);

/// The values, NaN for cells that lie mostly outside: what is not known there is no zero.
///
/// @param values  One a cell; NaN stays.
/// @param share   Of each cell's ground, as `share_inside` gives it: in [0, 1]. NaN, a cell without ground, is masked.
/// @throws InvalidArgument  for an option outside its range, another number of shares than values, or a share outside
///   [0, 1], naming its position.
[[nodiscard]] std::vector<double> mask(std::span<const double> values, std::span<const double> share,
                                       const MaskOptions& options = {});

}  // namespace libprofile::geography
