// SPDX-License-Identifier: MIT
#include "libprofile/risk/neighbourhood_score.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <set>

#include <boost/math/special_functions/digamma.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/detail/checks.hpp"
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

/// The posterior mean of log(risk / mean risk).
std::vector<double> log_ratios_of(const Indicator& indicator) {
  const PoissonGamma found = poisson_gamma(indicator.counts, indicator.expected);
  std::vector<double> ratios(found.shape.size(), kNotGiven);
  const bool varies = found.prior_variance > 0.0;
  core::parallel_for(ratios.size(), [&](std::size_t i) {
    if (!std::isnan(found.shape[i])) {
      ratios[i] =
          varies ? boost::math::digamma(found.shape[i]) - std::log(found.rate[i]) - std::log(found.prior_mean) : 0.0;
    }
  });
  return ratios;
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

/// Between the two ends as well: on the way a place may pass others and be passed.
void widen_ranks(NeighbourhoodScore& found, double weight_change) {
  constexpr int kSteps = 20;
  found.rank_best = found.rank;
  found.rank_worst = found.rank;
  for (std::size_t k = 0; k < found.weights.size(); ++k) {
    for (int step = 0; step <= kSteps; ++step) {
      std::vector<double> moved = found.weights;
      moved[k] *= step == kSteps ? 1.0 + weight_change : 1.0 - weight_change + 2.0 * weight_change * step / kSteps;
      const std::vector<std::size_t> ranks = ranks_of(scores_with(found, moved));
      for (std::size_t i = 0; i < ranks.size(); ++i) {
        found.rank_best[i] = std::min(found.rank_best[i], ranks[i]);
        found.rank_worst[i] = std::max(found.rank_worst[i], ranks[i]);
      }
    }
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
  found.log_ratios.assign(places * indicators.size(), 0.0);
  double all_weights = 0.0;
  for (const Indicator& indicator : indicators) {
    all_weights += indicator.weight;
  }
  for (std::size_t k = 0; k < indicators.size(); ++k) {
    found.weights.push_back(indicators[k].weight / all_weights);
    const std::vector<double> ratios = log_ratios_of(indicators[k]);
    for (std::size_t i = 0; i < places; ++i) {
      found.log_ratios[i * indicators.size() + k] = ratios[i];
    }
  }
  found.contributions = found.log_ratios;
  for (std::size_t at = 0; at < found.contributions.size(); ++at) {
    found.contributions[at] *= found.weights[at % indicators.size()];
  }
  found.score = scores_with(found, found.weights);
  found.rank = ranks_of(found.score);
  widen_ranks(found, options.weight_change);
  compare_with_deprivation(found, options.deprivation);
  return found;
}

}  // namespace libprofile::risk
