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

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

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
Prior marshall(double mean, double squares, double people, double places) {
  return {mean, std::max(0.0, squares / people - mean * places / people)};
}

double shrink(const Places& places, std::size_t i, const Prior& prior) {
  if (!(prior.variance > 0.0)) {
    return prior.mean;
  }
  const double trust = prior.variance / (prior.variance + prior.mean / places.populations[i]);
  return prior.mean + trust * (places.rate(i) - prior.mean);
}

template <class Term>
double sum_over(const Places& places, Term&& term) {
  return core::deterministic_sum(places.size(), [&](std::size_t i) { return places.takes_part(i) ? term(i) : 0.0; });
}

Prior prior_of_all(const Places& places) {
  const double people = sum_over(places, [&](std::size_t i) { return places.populations[i]; });
  if (!(people > 0.0)) {
    return {};
  }
  const double mean = sum_over(places, [&](std::size_t i) { return places.counts[i]; }) / people;
  const double squares = sum_over(
      places, [&](std::size_t i) { return places.populations[i] * (places.rate(i) - mean) * (places.rate(i) - mean); });
  return marshall(mean, squares, people, sum_over(places, [](std::size_t) { return 1.0; }));
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

Prior prior_around(const Places& places, const geography::Weights& weights, std::size_t i) {
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
  for_surroundings(places, weights, i, [&](std::size_t j) {
    squares += places.populations[j] * (places.rate(j) - mean) * (places.rate(j) - mean);
  });
  return marshall(mean, squares, people, members);
}

}  // namespace

EmpiricalBayes empirical_bayes(std::span<const double> counts, std::span<const double> populations) {
  const Places places(counts, populations);
  const Prior prior = prior_of_all(places);
  EmpiricalBayes result{std::vector<double>(counts.size(), kNotGiven), {prior.mean}, {prior.variance}};
  core::parallel_for(places.size(), [&](std::size_t i) {
    if (places.takes_part(i)) {
      result.rate[i] = shrink(places, i, prior);
    }
  });
  return result;
}

EmpiricalBayes empirical_bayes(std::span<const double> counts, std::span<const double> populations,
                               const geography::Weights& weights) {
  const Places places(counts, populations);
  detail::check_same_length(weights.size(), "weights", counts.size(), "counts");
  for (const std::uint32_t j : weights.neighbours) {
    require(j < places.size(), "weights.neighbours", static_cast<std::size_t>(j), "below the number of places");
  }
  const std::vector<double> not_given(counts.size(), kNotGiven);
  EmpiricalBayes result{not_given, not_given, not_given};
  core::parallel_for(places.size(), [&](std::size_t i) {
    if (places.takes_part(i)) {
      const Prior prior = prior_around(places, weights, i);
      result.prior_mean[i] = prior.mean;
      result.prior_variance[i] = prior.variance;
      result.rate[i] = shrink(places, i, prior);
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
