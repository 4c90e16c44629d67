// SPDX-License-Identifier: MIT
#include "libprofile/risk/empirical_bayes.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/rounding_model.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr double kWidestBand = 1'048'576.0;
constexpr int kHalvings = 40;

/// Columns that have passed the checks.
struct Places {
  std::span<const double> counts;
  std::span<const double> populations;

  Places(std::span<const double> events, std::span<const double> people) : counts(events), populations(people) {
    detail::check_same_length(people.size(), "populations", events.size(), "counts");
    detail::check_known_or_nan(events, "counts");
    detail::check_known_or_nan(people, "populations");
  }

  [[nodiscard]] std::size_t size() const { return counts.size(); }
  [[nodiscard]] bool takes_part(std::size_t i) const { return !std::isnan(counts[i]) && populations[i] > 0.0; }
  [[nodiscard]] double rate(std::size_t i) const { return counts[i] / populations[i]; }
};

struct Prior {
  double mean = kNotGiven;
  double variance = kNotGiven;
};

/// Σ population (rate - mean)², people and places -> the variance of rates beyond what chance gives, at least 0.
/// `rounding` is what rounding adds to the sum.
Prior marshall(double mean, double squares, double people, double places, double rounding) {
  return {mean, std::max(0.0, (squares - rounding) / people - mean * places / people)};
}

/// `rounding`: what it adds to the variance of the place's count.
double shrink(const Places& places, std::size_t i, const Prior& prior, double rounding) {
  if (!(prior.variance > 0.0)) {
    return prior.mean;
  }
  const double people = places.populations[i];
  const double noise = std::max(0.0, prior.mean / people + rounding / (people * people));
  const double trust = prior.variance / (prior.variance + noise);
  return prior.mean + trust * (places.rate(i) - prior.mean);
}

template <class Term>
double sum_over(const Places& places, Term&& term) {
  return core::deterministic_sum(places.size(), [&](std::size_t i) { return places.takes_part(i) ? term(i) : 0.0; });
}

double mean_of_all(const Places& places, double people) {
  return sum_over(places, [&](std::size_t i) { return places.counts[i]; }) / people;
}

/// What rounding adds to the variance of each place's count; empty for exact counts.
using Rounding = std::vector<double>;

double of_place(const Rounding& rounding, std::size_t i) {
  return rounding.empty() ? 0.0 : rounding[i];
}

Prior prior_of_all(const Places& places, const Rounding& rounding = {}) {
  const double people = sum_over(places, [&](std::size_t i) { return places.populations[i]; });
  if (!(people > 0.0)) {
    return {};
  }
  const double mean = mean_of_all(places, people);
  const double squares = sum_over(
      places, [&](std::size_t i) { return places.populations[i] * (places.rate(i) - mean) * (places.rate(i) - mean); });
  const double added = sum_over(places, [&](std::size_t i) { return of_place(rounding, i) / places.populations[i]; });
  return marshall(mean, squares, people, sum_over(places, [](std::size_t) { return 1.0; }), added);
}

Rounding rounding_at(const Places& places, double mean, double variance, const EmpiricalBayesOptions& options) {
  std::vector<double> populations;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places.takes_part(i)) {
      populations.push_back(places.populations[i]);
    }
  }
  const double relative = variance / (mean * mean);
  const detail::RoundingModel model = detail::balanced_rounding(populations, mean, relative, options.rounding_band);
  const double of_populations =
      (mean * mean + variance) * detail::mean_square_of_rounding(options.population_rounding_band);
  Rounding added(places.size(), 0.0);
  core::parallel_for(places.size(), [&](std::size_t i) {
    if (places.takes_part(i)) {
      added[i] = detail::variance_of_rounding(model, mean * places.populations[i], relative) + of_populations;
    }
  });
  return added;
}

/// What rounding adds depends on the spread of true counts, which is what remains when it is taken off: halved until
/// both agree.
Rounding rounding_of(const Places& places, const EmpiricalBayesOptions& options) {
  const Prior exact = prior_of_all(places);
  const bool is_exact = options.rounding_band == 0.0 && options.population_rounding_band == 0.0;
  if (is_exact || !(exact.mean > 0.0)) {
    return {};
  }
  Rounding added = rounding_at(places, exact.mean, 0.0, options);
  double low = 0.0;
  double high = exact.variance;
  if (!(prior_of_all(places, added).variance > 0.0)) {
    return added;
  }
  for (int step = 0; step < kHalvings; ++step) {
    const double variance = 0.5 * (low + high);
    added = rounding_at(places, exact.mean, variance, options);
    (prior_of_all(places, added).variance > variance ? low : high) = variance;
  }
  return added;
}

/// Calls `visit` for place i and its neighbours of positive weight, where they take part; a place once.
template <class Visit>
void for_surroundings(const Places& places, const geography::Weights& weights, std::size_t i, Visit&& visit) {
  visit(i);
  const auto neighbours = weights.neighbours_of(i);
  const auto w = weights.values_of(i);
  for (std::size_t k = 0; k < neighbours.size(); ++k) {
    if (neighbours[k] != i && w[k] > 0.0 && places.takes_part(neighbours[k])) {
      visit(neighbours[k]);
    }
  }
}

Prior prior_around(const Places& places, const geography::Weights& weights, std::size_t i, const Rounding& rounding) {
  double events = 0.0;
  double people = 0.0;
  double members = 0.0;
  for_surroundings(places, weights, i, [&](std::size_t j) {
    events += places.counts[j];
    people += places.populations[j];
    members += 1.0;
  });
  const double mean = events / people;
  double squares = 0.0;
  double added = 0.0;
  for_surroundings(places, weights, i, [&](std::size_t j) {
    added += of_place(rounding, j) / places.populations[j];
    squares += places.populations[j] * (places.rate(j) - mean) * (places.rate(j) - mean);
  });
  return marshall(mean, squares, people, members, added);
}

}  // namespace

void validate(const EmpiricalBayesOptions& options) {
  require(options.rounding_band >= 0.0 && options.rounding_band <= kWidestBand, "rounding_band", options.rounding_band,
          "from 0 to 2^20");
  require(options.population_rounding_band >= 0.0 && options.population_rounding_band <= kWidestBand,
          "population_rounding_band", options.population_rounding_band, "from 0 to 2^20");
}

EmpiricalBayes empirical_bayes(std::span<const double> counts, std::span<const double> populations,
                               const EmpiricalBayesOptions& options) {
  validate(options);
  const Places places(counts, populations);
  const Rounding rounding = rounding_of(places, options);
  const Prior prior = prior_of_all(places, rounding);
  EmpiricalBayes result{std::vector<double>(counts.size(), kNotGiven), {prior.mean}, {prior.variance}};
  core::parallel_for(places.size(), [&](std::size_t i) {
    if (places.takes_part(i)) {
      result.rate[i] = shrink(places, i, prior, of_place(rounding, i));
    }
  });
  return result;
}

EmpiricalBayes empirical_bayes(std::span<const double> counts, std::span<const double> populations,
                               const geography::Weights& weights, const EmpiricalBayesOptions& options) {
  validate(options);
  const Places places(counts, populations);
  detail::check_same_length(weights.size(), "weights", counts.size(), "counts");
  for (const std::uint32_t j : weights.neighbours) {
    require(j < places.size(), "weights.neighbours", static_cast<std::size_t>(j), "below the number of places");
  }
  const Rounding rounding = rounding_of(places, options);
  const std::vector<double> not_given(counts.size(), kNotGiven);
  EmpiricalBayes result{not_given, not_given, not_given};
  core::parallel_for(places.size(), [&](std::size_t i) {
    if (places.takes_part(i)) {
      const Prior prior = prior_around(places, weights, i, rounding);
      result.prior_mean[i] = prior.mean;
      result.prior_variance[i] = prior.variance;
      result.rate[i] = shrink(places, i, prior, of_place(rounding, i));
    }
  });
  return result;
}

std::vector<double> excess_risk(std::span<const double> counts, std::span<const double> populations) {
  const Places places(counts, populations);
  const double overall = prior_of_all(places).mean;
  std::vector<double> result(counts.size(), kNotGiven);
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places.takes_part(i) && overall > 0.0) {
      result[i] = places.rate(i) / overall;
    }
  }
  return result;
}

}  // namespace libprofile::risk
