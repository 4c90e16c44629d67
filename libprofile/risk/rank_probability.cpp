// SPDX-License-Identifier: MIT
#include "libprofile/risk/rank_probability.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/detail/checks.hpp"

namespace libprofile::risk {
namespace {

constexpr std::size_t kDrawsATask = 16;
constexpr std::size_t kPlacesATask = 256;

void check_draws(std::span<const double> draws, std::size_t places) {
  require(places >= 1, "places", places, "at least 1");
  require(!draws.empty() && draws.size() % places == 0, "draws.size()", draws.size(),
          "a multiple of the number of places, and not 0");
  const auto fault = std::find_if(draws.begin(), draws.end(), [](double value) { return !std::isfinite(value); });
  if (fault != draws.end()) {
    const auto i = static_cast<std::size_t>(fault - draws.begin());
    require(false, "draws[" + std::to_string(i / places) + "][" + std::to_string(i % places) + "]", *fault, "finite");
  }
}

/// Above the border a place counts 1, below 0, at it its share of what is left.
struct Border {
  double value = 0.0;
  double share = 0.0;
};

Border border_of(std::span<const double> values, std::size_t k) {
  std::vector<double> sorted(values.begin(), values.end());
  const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(k - 1);
  std::nth_element(sorted.begin(), last, sorted.end(), std::greater<>());
  const double value = *last;
  const auto above = std::count_if(values.begin(), values.end(), [&](double x) { return x > value; });
  const auto equal = std::count(values.begin(), values.end(), value);
  return {value, static_cast<double>(static_cast<std::ptrdiff_t>(k) - above) / static_cast<double>(equal)};
}

}  // namespace

std::vector<double> rank_probability(std::span<const double> draws, std::size_t places, std::size_t k) {
  check_draws(draws, places);
  require(k >= 1 && k <= places, "k", k, "1 to the number of places");
  const std::size_t count = draws.size() / places;
  std::vector<Border> borders(count);
  core::parallel_for(
      count, [&](std::size_t draw) { borders[draw] = border_of(draws.subspan(draw * places, places), k); },
      kDrawsATask);
  std::vector<double> probability(places, 0.0);
  core::parallel_for(
      places,
      [&](std::size_t place) {
        for (std::size_t draw = 0; draw < count; ++draw) {
          const double value = draws[draw * places + place];
          probability[place] += value > borders[draw].value    ? 1.0
                                : value == borders[draw].value ? borders[draw].share
                                                               : 0.0;
        }
        probability[place] /= static_cast<double>(count);
      },
      kPlacesATask);
  return probability;
}

std::vector<RankInterval> rank_interval(std::span<const double> draws, std::size_t places, double level) {
  check_draws(draws, places);
  detail::check_level(level);
  const std::size_t count = draws.size() / places;
  std::vector<std::uint32_t> best(draws.size());
  std::vector<std::uint32_t> worst(draws.size());
  core::parallel_for(
      count,
      [&](std::size_t draw) {
        const auto values = draws.subspan(draw * places, places);
        std::vector<double> sorted(values.begin(), values.end());
        std::sort(sorted.begin(), sorted.end(), std::greater<>());
        for (std::size_t place = 0; place < places; ++place) {
          const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), values[place], std::greater<>());
          best[place * count + draw] = static_cast<std::uint32_t>(first - sorted.begin()) + 1;
          worst[place * count + draw] = static_cast<std::uint32_t>(last - sorted.begin());
        }
      },
      kDrawsATask);
  // As many draws are left out on each side as leave at least the level.
  const auto out = static_cast<std::size_t>(std::floor(0.5 * (1.0 - level) * static_cast<double>(count)));
  std::vector<RankInterval> intervals(places);
  core::parallel_for(
      places,
      [&](std::size_t place) {
        const auto sorted_at = [&](std::vector<std::uint32_t>& ranks, std::size_t at) {
          const auto begin = ranks.begin() + static_cast<std::ptrdiff_t>(place * count);
          std::nth_element(begin, begin + static_cast<std::ptrdiff_t>(at), begin + static_cast<std::ptrdiff_t>(count));
          return begin[static_cast<std::ptrdiff_t>(at)];
        };
        intervals[place] = {sorted_at(best, out), sorted_at(worst, count - 1 - out)};
      },
      kPlacesATask);
  return intervals;
}

}  // namespace libprofile::risk
