// SPDX-License-Identifier: MIT
/// @file
/// How many standard errors hold a share, where the standard error is estimated from few observations.
#pragma once

namespace libprofile::risk::detail {

/// t such that a share `level` in (0, 1) of Student's distribution lies within t of 0.
///
/// @param degrees_of_freedom  Above 0.
[[nodiscard]] double central_student_quantile(double level, double degrees_of_freedom);

}  // namespace libprofile::risk::detail
