// SPDX-License-Identifier: MIT
#include "libprofile/risk/seasonality.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <string>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/season_fit.hpp"

namespace libprofile::risk {
namespace {

using detail::SeasonFit;
using Vector = std::vector<double>;

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr double kHair = 1e-9;
constexpr std::size_t kMostStrata = 10'000;
constexpr std::size_t kMostPhases = 366;
constexpr double kMostEvents = 4294967295.0;

void check(const SeasonTable& table) {
  require(table.strata >= 1 && table.strata <= kMostStrata, "strata", table.strata, "1 to 10,000");
  require(table.phases >= 2 && table.phases <= kMostPhases, "phases", table.phases, "2 to 366");
  detail::check_same_length(table.counts.size(), "counts", table.strata * table.phases, "strata × phases");
  detail::check_same_length(table.days.size(), "days", table.strata * table.phases, "strata × phases");
  detail::check_known(table.days, "days");
  for (std::size_t i = 0; i < table.counts.size(); ++i) {
    const double count = table.counts[i];
    if (!(count >= 0.0 && count <= kMostEvents && count == std::floor(count))) {
      require(false, "counts[" + std::to_string(i) + "]", count, "a whole number from 0");
    }
    if (count > 0.0 && !(table.days[i] > 0.0)) {
      require(false, "days[" + std::to_string(i) + "]", table.days[i], "above 0 where there are events");
    }
  }
}

/// Of a share, for counts that need not be whole.
Interval clopper_pearson(double successes, double total, double level) {
  const double tail = 0.5 * (1.0 - level);
  const double others = std::max(0.0, total - successes);
  return {successes > 0.0 ? boost::math::ibeta_inv(successes, others + 1.0, tail) : 0.0,
          others > 0.0 ? boost::math::ibeta_inv(successes + 1.0, others, 1.0 - tail) : 1.0};
}

void give_phases(Seasonality& result, const SeasonTable& table, const SeasonFit& fit, double level) {
  const Vector counts = detail::by_phase(table, table.counts);
  const Vector days = detail::by_phase(table, table.days);
  // What a phase without an event would have is the mean level of its days.
  const Vector alike = detail::by_phase(table, fit.if_alike);
  for (std::size_t k = 0; k < table.phases; ++k) {
    SeasonPhase phase{counts[k], days[k], kNotGiven, fit.index[k], {kNotGiven, kNotGiven}};
    if (days[k] > 0.0) {
      phase.expected = counts[k] > 0.0 ? counts[k] / fit.index[k] : alike[k];
      const Interval share = clopper_pearson(counts[k] / result.dispersion, result.events / result.dispersion, level);
      phase.interval = {share.lower * result.events / phase.expected, share.upper * result.events / phase.expected};
    }
    result.phases.push_back(phase);
  }
}

double distance(const Vector& counts, const Vector& expected) {
  double sum = 0.0;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    const double off = counts[k] - expected[k];
    sum += expected[k] > 0.0 ? off * off / expected[k] : 0.0;
  }
  return sum;
}

/// Each stratum's events over its days, one by one.
Vector deal_out(const SeasonTable& table, const Vector& reached, const Vector& events, const core::Philox& random,
                std::uint32_t replicate) {
  Vector counts(table.phases, 0.0);
  std::uint32_t event = 0;
  for (std::size_t s = 0; s < table.strata; ++s) {
    const auto begin = reached.begin() + static_cast<std::ptrdiff_t>(s * table.phases);
    const auto end = begin + static_cast<std::ptrdiff_t>(table.phases);
    for (double left = events[s]; left > 0.0; left -= 1.0, ++event) {
      const double day = random.uniform(event, replicate, 0) * *(end - 1);
      counts[static_cast<std::size_t>(std::upper_bound(begin, end - 1, day) - begin)] += 1.0;
    }
  }
  return counts;
}

double p_by_dealing(const SeasonTable& table, const Vector& expected, double seen, const SeasonalityOptions& options) {
  Vector reached(table.days);
  for (std::size_t s = 0; s < table.strata; ++s) {
    const auto begin = reached.begin() + static_cast<std::ptrdiff_t>(s * table.phases);
    std::partial_sum(begin, begin + static_cast<std::ptrdiff_t>(table.phases), begin);
  }
  const Vector events = detail::by_stratum(table, table.counts);
  const core::Philox random(options.seed, core::Stream::seasonality);
  const auto replicates = static_cast<std::size_t>(options.replicates);
  std::vector<std::uint8_t> is_as_far(replicates, 0);
  core::parallel_for(
      replicates,
      [&](std::size_t r) {
        const Vector dealt = deal_out(table, reached, events, random, static_cast<std::uint32_t>(r));
        is_as_far[r] = distance(dealt, expected) >= seen * (1.0 - kHair) ? 1 : 0;
      },
      1);
  const auto as_far = static_cast<double>(std::count(is_as_far.begin(), is_as_far.end(), 1));
  return (1.0 + as_far) / (1.0 + static_cast<double>(replicates));
}

void test_all(Seasonality& result, const SeasonTable& table, const SeasonFit& fit, const SeasonalityOptions& options) {
  const Vector expected = detail::by_phase(table, fit.if_alike);
  const double seen = distance(detail::by_phase(table, table.counts), expected);
  result.is_exact = result.events <= static_cast<double>(options.exact_up_to);
  result.p_plain = result.is_exact ? p_by_dealing(table, expected, seen, options)
                                   : boost::math::gamma_q(0.5 * fit.phase_degrees, 0.5 * seen);
  if (fit.degrees >= 1.0) {
    const boost::math::fisher_f_distribution<double> chance(fit.phase_degrees, fit.degrees);
    const double ratio = fit.deviance_explained / fit.phase_degrees / result.dispersion;
    result.p = boost::math::cdf(boost::math::complement(chance, ratio));
  }
}

/// Score test of a wave in the logarithm of the rate: with equal days Roger's, exactly.
SeasonCycle find_cycle(const SeasonTable& table, const SeasonFit& fit, double dispersion) {
  const double step = 2.0 * std::numbers::pi / static_cast<double>(table.phases);
  std::array<double, 2> score{};
  std::array<double, 3> information{};
  for (std::size_t s = 0; s < table.strata; ++s) {
    double events = 0.0;
    std::array<double, 2> mean{};
    for (std::size_t k = 0; k < table.phases; ++k) {
      const double x = std::cos(step * (static_cast<double>(k) + 0.5));
      const double y = std::sin(step * (static_cast<double>(k) + 0.5));
      const double expected = fit.if_alike[s * table.phases + k];
      const double off = table.counts[s * table.phases + k] - expected;
      score = {score[0] + off * x, score[1] + off * y};
      mean = {mean[0] + expected * x, mean[1] + expected * y};
      information = {information[0] + expected * x * x, information[1] + expected * x * y,
                     information[2] + expected * y * y};
      events += expected;
    }
    if (events > 0.0) {
      information = {information[0] - mean[0] * mean[0] / events, information[1] - mean[0] * mean[1] / events,
                     information[2] - mean[1] * mean[1] / events};
    }
  }
  const double determinant = information[0] * information[2] - information[1] * information[1];
  if (!(determinant > kHair * information[0] * information[2])) {
    return {kNotGiven, kNotGiven, kNotGiven, kNotGiven};
  }
  const double a = (information[2] * score[0] - information[1] * score[1]) / determinant;
  const double b = (information[0] * score[1] - information[1] * score[0]) / determinant;
  const double statistic = a * score[0] + b * score[1];
  const double angle = std::atan2(b, a);
  return {statistic, std::exp(-0.5 * statistic / dispersion), std::hypot(a, b),
          (angle < 0.0 ? angle + 2.0 * std::numbers::pi : angle) / step};
}

}  // namespace

void validate(const SeasonalityOptions& options) {
  detail::check_level(options.level);
  require(options.exact_up_to <= 100'000, "exact_up_to", options.exact_up_to, "0 to 100,000");
  require(options.replicates >= 99 && options.replicates <= 100'000, "replicates", options.replicates, "99 to 100,000");
}

Seasonality seasonality(const SeasonTable& table, const SeasonalityOptions& options) {
  validate(options);
  check(table);
  Seasonality result;
  result.events = std::accumulate(table.counts.begin(), table.counts.end(), 0.0);
  result.p_plain = result.p = kNotGiven;
  result.cycle = {kNotGiven, kNotGiven, kNotGiven, kNotGiven};
  if (result.events == 0.0) {
    const Vector days = detail::by_phase(table, table.days);
    for (const double one : days) {
      result.phases.push_back({0.0, one, kNotGiven, kNotGiven, {kNotGiven, kNotGiven}});
    }
    result.dispersion = kNotGiven;
    return result;
  }
  const SeasonFit fit = detail::fit_season(table);
  result.degrees = fit.degrees;
  result.dispersion = fit.degrees >= 1.0 ? std::max(1.0, fit.pearson / fit.degrees) : 1.0;
  give_phases(result, table, fit, options.level);
  test_all(result, table, fit, options);
  result.cycle = find_cycle(table, fit, result.dispersion);
  return result;
}

}  // namespace libprofile::risk
