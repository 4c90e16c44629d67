// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/season_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace libprofile::risk::detail {
namespace {

using Vector = std::vector<double>;

constexpr int kMostRounds = 10'000;
constexpr double kSettled = 1e-13;

double sum_of(const Vector& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Levels that give each stratum its events, under these factors of phases.
Vector levels(const SeasonTable& table, const Vector& events, const Vector& factor) {
  Vector level(table.strata, 0.0);
  for (std::size_t s = 0; s < table.strata; ++s) {
    double days = 0.0;
    for (std::size_t k = 0; k < table.phases; ++k) {
      days += table.days[s * table.phases + k] * factor[k];
    }
    level[s] = days > 0.0 ? events[s] / days : 0.0;
  }
  return level;
}

Vector weighted_days(const SeasonTable& table, const Vector& level) {
  Vector days(table.phases, 0.0);
  for (std::size_t s = 0; s < table.strata; ++s) {
    for (std::size_t k = 0; k < table.phases; ++k) {
      days[k] += table.days[s * table.phases + k] * level[s];
    }
  }
  return days;
}

Vector products(const SeasonTable& table, const Vector& level, const Vector& factor) {
  Vector fitted(table.days);
  for (std::size_t i = 0; i < fitted.size(); ++i) {
    fitted[i] *= level[i / table.phases] * factor[i % table.phases];
  }
  return fitted;
}

double deviance(const Vector& counts, const Vector& fitted) {
  double sum = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    sum += counts[i] > 0.0 ? 2.0 * counts[i] * std::log(counts[i] / fitted[i]) : 0.0;
  }
  return sum;
}

void judge(SeasonFit& fit, const SeasonTable& table) {
  double cells = 0.0;
  Vector in_stratum(table.strata, 0.0);
  Vector in_phase(table.phases, 0.0);
  for (std::size_t i = 0; i < fit.fitted.size(); ++i) {
    if (fit.fitted[i] > 0.0) {
      const double off = table.counts[i] - fit.fitted[i];
      fit.pearson += off * off / fit.fitted[i];
      cells += 1.0;
      in_stratum[i / table.phases] = in_phase[i % table.phases] = 1.0;
    }
  }
  fit.degrees = std::max(0.0, cells - sum_of(in_stratum) - sum_of(in_phase) + 1.0);
  const Vector days = by_phase(table, table.days);
  fit.phase_degrees =
      static_cast<double>(std::count_if(days.begin(), days.end(), [](double d) { return d > 0.0; })) - 1;
  fit.deviance_explained = std::max(0.0, deviance(table.counts, fit.if_alike) - deviance(table.counts, fit.fitted));
}

}  // namespace

std::vector<double> by_stratum(const SeasonTable& table, const std::vector<double>& values) {
  Vector sums(table.strata, 0.0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    sums[i / table.phases] += values[i];
  }
  return sums;
}

std::vector<double> by_phase(const SeasonTable& table, const std::vector<double>& values) {
  Vector sums(table.phases, 0.0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    sums[i % table.phases] += values[i];
  }
  return sums;
}

SeasonFit fit_season(const SeasonTable& table) {
  const Vector of_stratum = by_stratum(table, table.counts);
  const Vector of_phase = by_phase(table, table.counts);
  Vector factor(table.phases, 1.0);
  Vector level = levels(table, of_stratum, factor);
  SeasonFit fit;
  fit.if_alike = products(table, level, factor);
  for (int round = 0; round < kMostRounds; ++round) {
    const Vector days = weighted_days(table, level);
    double moved = 0.0;
    for (std::size_t k = 0; k < table.phases; ++k) {
      const double next = days[k] > 0.0 ? of_phase[k] / days[k] : 0.0;
      moved = std::max(moved, std::abs(next - factor[k]));
      factor[k] = next;
    }
    level = levels(table, of_stratum, factor);
    if (moved < kSettled) {
      break;
    }
  }
  fit.fitted = products(table, level, factor);
  const Vector days = by_phase(table, table.days);
  const double mean = std::inner_product(factor.begin(), factor.end(), days.begin(), 0.0) / sum_of(days);
  for (std::size_t k = 0; k < table.phases; ++k) {
    fit.index.push_back(days[k] > 0.0 ? factor[k] / mean : std::numeric_limits<double>::quiet_NaN());
  }
  judge(fit, table);
  return fit;
}

}  // namespace libprofile::risk::detail
