// SPDX-License-Identifier: MIT
#include "libprofile/risk/top_tenth_over_time.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>

#include <boost/math/distributions/binomial.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/risk/detail/central_range.hpp"
#include "libprofile/risk/detail/top_membership.hpp"

namespace libprofile::risk {
namespace {

using Vector = std::vector<double>;

constexpr double kMostEvents = 4294967295.0;
constexpr double kMostDealt = 1e10;
constexpr std::size_t kMostPlaces = 100'000'000;
constexpr std::size_t kMostPeriods = 1'000;
/// A hair that sums of shares may be off.
constexpr double kHair = 1e-9;
/// Which draw of the stream that two periods have as well.
constexpr std::uint32_t kOverTime = 1;

Vector sums_of_periods(std::span<const double> counts, std::size_t places) {
  Vector sums;
  for (std::size_t begin = 0; begin < counts.size(); begin += places) {
    const auto period = counts.subspan(begin, places);
    sums.push_back(std::accumulate(period.begin(), period.end(), 0.0));
    require(sums.back() > 0.0, "sum of period " + std::to_string(begin / places), sums.back(),
            "above 0: nothing is concentrated where nothing happened");
  }
  return sums;
}

void check(std::span<const double> counts, std::size_t places, const ByChanceOptions& options) {
  validate(options);
  require(places >= 1 && places <= kMostPlaces, "places", places, "1 to 100,000,000");
  require(counts.size() % places == 0 && counts.size() / places >= 2 && counts.size() / places <= kMostPeriods,
          "counts.size()", counts.size(), "2 to 1,000 times places");
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!(counts[i] >= 0.0 && counts[i] <= kMostEvents && counts[i] == std::floor(counts[i]))) {
      require(false, "counts[" + std::to_string(i) + "]", counts[i], "a whole number from 0");
    }
  }
  const double events = std::accumulate(counts.begin(), counts.end(), 0.0);
  require(events <= kMostEvents, "sum of counts", events, "at most 4,294,967,295");
  require(events * static_cast<double>(options.replicates) <= kMostDealt, "events × replicates",
          events * static_cast<double>(options.replicates), "at most 10^10: take fewer replicates");
}

struct Followed {
  Vector stay;
  Vector in_periods;
};

/// In how many periods a place is: each period with its share of membership, one after the other.
Followed follow(const Vector& counts, std::size_t places, std::size_t top) {
  const std::size_t periods = counts.size() / places;
  Followed followed{Vector(periods - 1, 0.0), Vector(periods + 1, 0.0)};
  std::vector<Vector> belongs;
  for (std::size_t t = 0; t < periods; ++t) {
    belongs.push_back(detail::top_membership(std::span(counts).subspan(t * places, places), top));
    if (t > 0) {
      followed.stay[t - 1] = std::inner_product(belongs[t].begin(), belongs[t].end(), belongs[t - 1].begin(), 0.0);
    }
  }
  Vector chance(periods + 1);
  for (std::size_t i = 0; i < places; ++i) {
    std::fill(chance.begin(), chance.end(), 0.0);
    chance[0] = 1.0;
    for (std::size_t t = 0; t < periods; ++t) {
      const double in = belongs[t][i];
      for (std::size_t k = t + 1; k > 0; --k) {
        chance[k] = chance[k] * (1.0 - in) + chance[k - 1] * in;
      }
      chance[0] *= 1.0 - in;
    }
    std::transform(chance.begin(), chance.end(), followed.in_periods.begin(), followed.in_periods.begin(),
                   std::plus<>());
  }
  return followed;
}

double mean_of(const Vector& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The events of all periods of each place, one after the other, thrown into a period with its share of all.
Vector thrown(const Vector& all, const Vector& reached, const core::Philox& random, std::uint32_t replicate) {
  Vector counts(all.size() * reached.size(), 0.0);
  std::uint32_t event = 0;
  std::array<std::uint32_t, 4> words{};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (double left = all[i]; left > 0.0; left -= 1.0, ++event) {
      if (event % 4 == 0) {
        words = random.words(event / 4, replicate, kOverTime);
      }
      const double at = static_cast<double>(words[event % 4]) / 4294967296.0;
      const auto period = std::upper_bound(reached.begin(), reached.end() - 1, at) - reached.begin();
      counts[static_cast<std::size_t>(period) * all.size() + i] += 1.0;
    }
  }
  return counts;
}

ChanceRange range_of(Vector drawn, double level) {
  const double mean = mean_of(drawn);
  const Interval range = detail::central_range(drawn, level);
  return {mean, range.lower, range.upper};
}

void compare_with_unrelated(TopTenthOverTime& result, std::size_t places) {
  const auto n = static_cast<double>(places);
  const auto top = static_cast<double>(result.places);
  const std::size_t periods = result.in_periods.size() - 1;
  result.mean_stay_if_unrelated = top * top / n;
  const boost::math::binomial_distribution<double> times(static_cast<double>(periods), top / n);
  for (std::size_t k = 0; k <= periods; ++k) {
    result.in_periods_if_unrelated.push_back(n * boost::math::pdf(times, static_cast<double>(k)));
  }
}

void compare_with_unchanged(TopTenthOverTime& result, std::span<const double> counts, const Vector& sums,
                            const ByChanceOptions& options) {
  const std::size_t places = counts.size() / sums.size();
  Vector all(places, 0.0);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    all[i % places] += counts[i];
  }
  Vector reached(sums.size());
  std::partial_sum(sums.begin(), sums.end(), reached.begin());
  const double events = reached.back();
  std::transform(reached.begin(), reached.end(), reached.begin(), [&](double sum) { return sum / events; });
  const auto replicates = static_cast<std::size_t>(options.replicates);
  const core::Philox random(options.seed, core::Stream::top_tenth_overlap);
  std::vector<Followed> drawn(replicates);
  core::parallel_for(
      replicates,
      [&](std::size_t r) {
        drawn[r] = follow(thrown(all, reached, random, static_cast<std::uint32_t>(r)), places, result.places);
      },
      1);
  Vector stay(replicates);
  std::transform(drawn.begin(), drawn.end(), stay.begin(), [](const Followed& one) { return mean_of(one.stay); });
  const auto as_few =
      std::count_if(stay.begin(), stay.end(), [&](double one) { return one <= result.mean_stay + kHair; });
  result.p_unchanged = (static_cast<double>(as_few) + 1.0) / (static_cast<double>(replicates) + 1.0);
  result.mean_stay_if_unchanged = range_of(stay, options.level);
  for (std::size_t k = 0; k <= sums.size(); ++k) {
    Vector in_k(replicates);
    std::transform(drawn.begin(), drawn.end(), in_k.begin(), [k](const Followed& one) { return one.in_periods[k]; });
    result.in_periods_if_unchanged.push_back(range_of(std::move(in_k), options.level));
  }
}

}  // namespace

TopTenthOverTime top_tenth_over_time(std::span<const double> counts, std::size_t places,
                                     const ByChanceOptions& options) {
  check(counts, places, options);
  const Vector sums = sums_of_periods(counts, places);
  TopTenthOverTime result;
  result.places = (places + 9) / 10;
  Followed followed = follow(Vector(counts.begin(), counts.end()), places, result.places);
  result.stay = std::move(followed.stay);
  result.in_periods = std::move(followed.in_periods);
  result.mean_stay = mean_of(result.stay);
  compare_with_unrelated(result, places);
  compare_with_unchanged(result, counts, sums, options);
  return result;
}

}  // namespace libprofile::risk
