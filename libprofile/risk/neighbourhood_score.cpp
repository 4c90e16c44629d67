// SPDX-License-Identifier: MIT
#include "libprofile/risk/neighbourhood_score.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <set>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/rounded_ranks.hpp"
#include "libprofile/risk/poisson_gamma.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
void check_role(const Indicator& indicator) {
  if (indicator.role == IndicatorRole::deprivation) {
    throw InvalidArgument("indicator '" + indicator.name +
                          "' has the role deprivation: must not be in the score, which would be deprivation under "
                          "another name; give it as deprivation, to be shown beside the score");
  }
  require_may_predict("indicator", indicator.name, indicator.role);
}

void check(std::span<const Indicator> indicators, const NeighbourhoodScoreOptions& options) {
  require(!indicators.empty(), "indicators.size()", indicators.size(), "at least 1");
  require(options.weight_change >= 0.0 && options.weight_change <= 1.0, "weight_change", options.weight_change,
          "from 0 to 1");
  std::set<std::string_view> names;
  const std::size_t places = indicators.front().counts.size();
  for (const Indicator& indicator : indicators) {
    check_role(indicator);
    require(names.insert(indicator.name).second, "indicator", std::string_view(indicator.name), "named once");
    require(indicator.weight > 0.0 && std::isfinite(indicator.weight), "weight of " + indicator.name, indicator.weight,
            "finite and above 0");
    detail::check_same_length(indicator.counts.size(), "counts of " + indicator.name, places,
                              "the first indicator's counts");
  }
  if (!options.deprivation.empty()) {
    detail::check_same_length(options.deprivation.size(), "deprivation", places, "counts");
  }
}

/// The posterior mean of log(risk / mean risk), for each count that is possible.
std::vector<LogRisks> log_ratios_of(const Indicator& indicator) {
  const PoissonGamma found =
      poisson_gamma(indicator.counts, indicator.expected, {.rounding_band = indicator.rounding_band});
  std::vector<LogRisks> ratios(found.shape.size());
  const bool varies = found.prior_variance > 0.0;
  const double of_mean = std::log(found.prior_mean);
  core::parallel_for(ratios.size(), [&](std::size_t i) {
    if (!std::isnan(found.shape[i])) {
      ratios[i] = varies ? log_risks(found, i) : LogRisks{{1.0}, {of_mean}};
      for (double& one : ratios[i].log_risk) {
        one -= of_mean;
      }
    }
  });
  return ratios;
}

double mean_of(const LogRisks& ratios) {
  return ratios.chance.empty()
             ? kNotGiven
             : std::inner_product(ratios.chance.begin(), ratios.chance.end(), ratios.log_risk.begin(), 0.0);
}

std::vector<double> scores_with(const NeighbourhoodScore& found, const std::vector<double>& weights) {
  const std::size_t indicators = weights.size();
  std::vector<double> scores(found.score.size(), 0.0);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    for (std::size_t k = 0; k < indicators; ++k) {
      scores[i] += weights[k] * found.log_ratios[i * indicators + k];
    }
  }
  return scores;
}

std::vector<std::size_t> ranks_of(const std::vector<double>& scores) {
  std::vector<double> sorted;
  std::copy_if(scores.begin(), scores.end(), std::back_inserter(sorted), [](double score) { return score == score; });
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  std::vector<std::size_t> ranks(scores.size(), 0);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (!std::isnan(scores[i])) {
      const auto first = std::lower_bound(sorted.begin(), sorted.end(), scores[i], std::greater<>());
      ranks[i] = static_cast<std::size_t>(first - sorted.begin()) + 1;
    }
  }
  return ranks;
}

void widen_ranks_to(NeighbourhoodScore& found, std::size_t place, std::size_t best, std::size_t worst) {
  found.rank_best[place] = std::min(found.rank_best[place], best);
  found.rank_worst[place] = std::max(found.rank_worst[place], worst);
}

/// By the ranks under these weights.
void widen_ranks(NeighbourhoodScore& found, const std::vector<double>& weights) {
  const std::vector<std::size_t> ranks = ranks_of(scores_with(found, weights));
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    widen_ranks_to(found, i, ranks[i], ranks[i]);
  }
}

/// By the ranks under these weights and the counts that are possible.
void widen_ranks_by_rounding(NeighbourhoodScore& found, const std::vector<double>& weights,
                             const std::vector<std::vector<LogRisks>>& rounded, std::uint64_t seed) {
  if (rounded.empty()) {
    return;
  }
  const std::vector<RankInterval> drawn = detail::rounded_ranks(rounded, weights, {.seed = seed});
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    widen_ranks_to(found, i, drawn[i].best, drawn[i].worst);
  }
}

/// The weight moves between the two ends as well: on the way a place may pass others and be passed.
///
/// @param rounded  The log ratios that are possible, by indicator; empty where all counts are exact.
void find_ranks(NeighbourhoodScore& found, const std::vector<std::vector<LogRisks>>& rounded,
                const NeighbourhoodScoreOptions& options) {
  constexpr int kSteps = 20;
  found.rank = ranks_of(found.score);
  found.rank_best = found.rank;
  found.rank_worst = found.rank;
  widen_ranks_by_rounding(found, found.weights, rounded, options.seed);
  for (std::size_t k = 0; k < found.weights.size(); ++k) {
    for (int step = 0; step <= kSteps; ++step) {
      std::vector<double> moved = found.weights;
      moved[k] *= step == kSteps ? 1.0 + options.weight_change
                                 : 1.0 - options.weight_change + 2.0 * options.weight_change * step / kSteps;
      widen_ranks(found, moved);
      if (step == 0 || step == kSteps) {
        widen_ranks_by_rounding(found, moved, rounded, options.seed);
      }
    }
  }
}

/// Log ratios of an indicator, and what they add to the score.
void add_indicator(NeighbourhoodScore& found, std::size_t indicator, const std::vector<LogRisks>& ratios) {
  const double weight = found.weights[indicator];
  for (std::size_t i = 0; i < ratios.size(); ++i) {
    const std::size_t at = i * found.weights.size() + indicator;
    const bool is_known = !ratios[i].chance.empty();
    found.log_ratios[at] = mean_of(ratios[i]);
    found.contributions[at] = weight * found.log_ratios[at];
    found.contributions_lower[at] = is_known ? weight * ratios[i].log_risk.front() : kNotGiven;
    found.contributions_upper[at] = is_known ? weight * ratios[i].log_risk.back() : kNotGiven;
  }
}

void compare_with_deprivation(NeighbourhoodScore& found, std::span<const double> deprivation) {
  const std::size_t indicators = found.weights.size();
  found.with_deprivation = {kNotGiven, kNotGiven, 0};
  found.indicators_with_deprivation.assign(indicators, found.with_deprivation);
  if (deprivation.empty()) {
    return;
  }
  found.with_deprivation = association(found.score, deprivation);
  std::vector<double> column(found.score.size());
  for (std::size_t k = 0; k < indicators; ++k) {
    for (std::size_t i = 0; i < column.size(); ++i) {
      column[i] = found.log_ratios[i * indicators + k];
    }
    found.indicators_with_deprivation[k] = association(column, deprivation);
  }
}

}  // namespace

NeighbourhoodScore neighbourhood_score(std::span<const Indicator> indicators,
                                       const NeighbourhoodScoreOptions& options) {
  check(indicators, options);
  const std::size_t places = indicators.front().counts.size();
  NeighbourhoodScore found;
  found.score.assign(places, 0.0);
  for (auto* column :
       {&found.log_ratios, &found.contributions, &found.contributions_lower, &found.contributions_upper}) {
    column->assign(places * indicators.size(), 0.0);
  }
  double all_weights = 0.0;
  for (const Indicator& indicator : indicators) {
    all_weights += indicator.weight;
  }
  for (const Indicator& indicator : indicators) {
    found.weights.push_back(indicator.weight / all_weights);
  }
  std::vector<std::vector<LogRisks>> possible;
  for (std::size_t k = 0; k < indicators.size(); ++k) {
    possible.push_back(log_ratios_of(indicators[k]));
    add_indicator(found, k, possible.back());
  }
  if (std::all_of(indicators.begin(), indicators.end(), [](const auto& one) { return one.rounding_band == 0.0; })) {
    possible.clear();
  }
  found.score = scores_with(found, found.weights);
  find_ranks(found, possible, options);
  compare_with_deprivation(found, options.deprivation);
  return found;
}

}  // namespace libprofile::risk
