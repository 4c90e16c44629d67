// SPDX-License-Identifier: MIT
/// @file
/// Levels of strata and factors of phases that agree with both margins of a table.
#pragma once

#include <vector>

#include "libprofile/risk/season_table.hpp"

namespace libprofile::risk::detail {

/// Sums over phases of each stratum, and over strata of each phase.
[[nodiscard]] std::vector<double> by_stratum(const SeasonTable& table, const std::vector<double>& values);
[[nodiscard]] std::vector<double> by_phase(const SeasonTable& table, const std::vector<double>& values);

struct SeasonFit {
  /// Counts to expect if all days of a stratum are alike, and under the model.
  std::vector<double> if_alike;
  std::vector<double> fitted;
  /// Index of each phase, 1 on average over days.
  std::vector<double> index;
  /// Pearson's X² of the model, its degrees of freedom, and by how much it lowers the deviance.
  double pearson = 0.0;
  double degrees = 0.0;
  double deviance_explained = 0.0;
  /// Phases that can differ, less one.
  double phase_degrees = 0.0;
};

/// Maximum likelihood for Poisson counts, by proportional fitting. There is at least one event.
[[nodiscard]] SeasonFit fit_season(const SeasonTable& table);

}  // namespace libprofile::risk::detail
