// SPDX-License-Identifier: MIT
/// @file
/// Several indicators of neighbourhoods in one number, with what each adds and how firm the ranks are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "libprofile/risk/association.hpp"
#include "libprofile/risk/indicator_role.hpp"

namespace libprofile::risk {

struct Indicator {
  std::string name;
  IndicatorRole role;
  /// Declared, finite and above 0; weights are divided by their sum.
  double weight;
  /// Events of each place, at least 0; NaN where withheld.
  std::span<const double> counts;
  /// What they are set against: expected events, people or premises; at least 0, NaN where unknown.
  std::span<const double> expected;
  /// How far a count may be from the true one: base - 1 after controlled rounding, 0 for exact counts. At most 2^20.
  double rounding_band = 0.0;
};

struct NeighbourhoodScoreOptions {
  /// How much of itself each weight is moved by, up and down, for the range of ranks. At least 0, at most 1.
  double weight_change = 0.5;
  /// One number a place, higher where more deprived (a rank of deprivation has to be turned round); NaN where unknown.
  /// Empty: the score is not compared.
  std::span<const double> deprivation = {};

  /// Of the draws of counts behind rounded ones. Not read where all counts are exact.
  std::uint64_t seed = 0;
};

/// Places by indicators where noted: `values[place * indicators + indicator]`.
struct NeighbourhoodScore {
  /// The weighted mean of log rate ratios: 0 is the mean of all. NaN where an indicator is missing.
  std::vector<double> score;
  /// Of weight, by indicator; they sum to 1.
  std::vector<double> weights;
  /// Log rate ratios, and these times their weights, which sum to the score. Places by indicators.
  std::vector<double> log_ratios;
  std::vector<double> contributions;
  /// The same at the smallest and the largest count that a place's may stand for; `contributions` where it is exact.
  std::vector<double> contributions_lower;
  std::vector<double> contributions_upper;
  /// 1 is the highest; equal places have the better rank; 0 where there is no score.
  std::vector<std::size_t> rank;
  /// The best and worst rank while each weight in turn moves down or up by `weight_change`, the others as declared. Of
  /// rounded counts under each of these weights the ranks that hold 95 of 100 draws of the counts behind them.
  std::vector<std::size_t> rank_best;
  std::vector<std::size_t> rank_worst;
  /// Of the score with deprivation, and of each indicator.
  Association with_deprivation;
  std::vector<Association> indicators_with_deprivation;
};

/// Scores places by a weighted mean of log rate ratios.
///
/// A log rate ratio is the posterior mean of the log of a place's risk over the mean risk, by `poisson_gamma`: a place
/// without events has one too, and few events count for little. An indicator that varies no more than chance adds 0. Of
/// rounded counts it is the mean over the counts that may have been released as these, each as likely as the fit and
/// rounding make it; draws take one of them for each place and indicator (200 of them).
///
/// @param indicators  At least one, of equal lengths and different names.
/// @throws InvalidArgument  for these, a role that is refused (naming indicator and rule), a weight or an option
/// outside its range, or what `poisson_gamma` refuses.
/// @throws InputError  for a name that says a protected characteristic.
///
/// Cost that of `poisson_gamma` for each indicator, and O(n log n) for each of two moves of each weight; 200 times that
/// where counts are rounded.
/// Method: OECD and JRC (2008), Handbook on constructing composite indicators, steps 6 and 7.
[[nodiscard]] NeighbourhoodScore neighbourhood_score(std::span<const Indicator> indicators,
                                                     const NeighbourhoodScoreOptions& options = {});

}  // namespace libprofile::risk
