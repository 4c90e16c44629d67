// SPDX-License-Identifier: MIT
#include "libprofile/risk/top_tenth_overlap.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include <boost/math/distributions/hypergeometric.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/risk/detail/central_range.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/top_membership.hpp"

namespace libprofile::risk {
namespace {

constexpr double kMostEvents = 4294967295.0;
constexpr double kMostDealt = 1e10;
constexpr std::size_t kMostPlaces = 100'000'000;
/// A hair that sums of shares may be off.
constexpr double kHair = 1e-9;

void check_counts(std::span<const double> counts, std::string_view name) {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!(counts[i] >= 0.0 && counts[i] <= kMostEvents && counts[i] == std::floor(counts[i]))) {
      require(false, std::string(name) + "[" + std::to_string(i) + "]", counts[i], "a whole number from 0");
    }
  }
  require(std::accumulate(counts.begin(), counts.end(), 0.0) > 0.0, "sum of " + std::string(name), 0.0,
          "above 0: nothing is concentrated where nothing happened");
}

double shared_top(const std::vector<double>& first, const std::vector<double>& second, std::size_t k) {
  const auto a = detail::top_membership(first, k);
  const auto b = detail::top_membership(second, k);
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// Smallest number whose probability of at most it reaches `share`.
double quantile(const std::vector<double>& chance, double share) {
  double sum = 0.0;
  for (std::size_t m = 0; m < chance.size(); ++m) {
    sum += chance[m];
    if (sum >= share - kHair) {
      return static_cast<double>(m);
    }
  }
  return static_cast<double>(chance.size() - 1);
}

void compare_with_unrelated(TopTenthOverlap& result, std::size_t places, double level) {
  const auto k = static_cast<std::uint32_t>(result.places);
  const auto all = static_cast<std::uint32_t>(places);
  const boost::math::hypergeometric_distribution<double> shared(k, k, all);
  const std::uint32_t least = 2 * k > all ? 2 * k - all : 0;
  std::vector<double> chance(std::size_t{k} + 1, 0.0);
  for (std::uint32_t m = least; m <= k; ++m) {
    chance[m] = boost::math::pdf(shared, m);
  }
  const auto size = static_cast<double>(k);
  result.if_unrelated = {size * size / static_cast<double>(places), quantile(chance, 0.5 * (1.0 - level)),
                         quantile(chance, 0.5 * (1.0 + level))};
  double below = 0.0;
  for (std::size_t m = 0; static_cast<double>(m) < result.shared - kHair; ++m) {
    below += chance[m];
  }
  result.p_unrelated = std::clamp(1.0 - below, 0.0, 1.0);
}

/// The events of each place in both periods, one after the other, thrown into the first with the share it has of all.
std::vector<double> thrown(const std::vector<double>& both, double share_first, const core::Philox& random,
                           std::uint32_t replicate) {
  const auto under = static_cast<std::uint64_t>(share_first * 4294967296.0);
  std::vector<double> first(both.size(), 0.0);
  std::uint32_t event = 0;
  std::array<std::uint32_t, 4> words{};
  for (std::size_t i = 0; i < both.size(); ++i) {
    const auto events = static_cast<std::uint32_t>(both[i]);
    std::uint32_t in_first = 0;
    for (std::uint32_t e = 0; e < events; ++e, ++event) {
      if (event % 4 == 0) {
        words = random.words(event / 4, replicate, 0);
      }
      in_first += words[event % 4] < under ? 1U : 0U;
    }
    first[i] = in_first;
  }
  return first;
}

void compare_with_unchanged(TopTenthOverlap& result, const std::vector<double>& both, double share_first,
                            const ByChanceOptions& options) {
  const auto replicates = static_cast<std::size_t>(options.replicates);
  std::vector<double> drawn(replicates);
  const core::Philox random(options.seed, core::Stream::top_tenth_overlap);
  core::parallel_for(
      replicates,
      [&](std::size_t r) {
        const auto first = thrown(both, share_first, random, static_cast<std::uint32_t>(r));
        std::vector<double> second(both.size());
        std::transform(both.begin(), both.end(), first.begin(), second.begin(), std::minus<>());
        drawn[r] = shared_top(first, second, result.places);
      },
      1);
  const auto as_few =
      std::count_if(drawn.begin(), drawn.end(), [&](double shared) { return shared <= result.shared + kHair; });
  result.p_unchanged = (static_cast<double>(as_few) + 1.0) / (static_cast<double>(replicates) + 1.0);
  const double mean = std::accumulate(drawn.begin(), drawn.end(), 0.0) / static_cast<double>(replicates);
  const Interval range = detail::central_range(drawn, options.level);
  result.if_unchanged = {mean, range.lower, range.upper};
}

}  // namespace

TopTenthOverlap top_tenth_overlap(std::span<const double> first, std::span<const double> second,
                                  const ByChanceOptions& options) {
  validate(options);
  require(!first.empty() && first.size() <= kMostPlaces, "first.size()", first.size(), "1 to 100,000,000");
  detail::check_same_length(second.size(), "second", first.size(), "first");
  check_counts(first, "first");
  check_counts(second, "second");
  const std::vector<double> a(first.begin(), first.end());
  const std::vector<double> b(second.begin(), second.end());
  std::vector<double> both(a.size());
  std::transform(a.begin(), a.end(), b.begin(), both.begin(), std::plus<>());
  const double events = std::accumulate(both.begin(), both.end(), 0.0);
  require(events <= kMostEvents, "sum of first and second", events, "at most 4,294,967,295");
  require(events * static_cast<double>(options.replicates) <= kMostDealt, "events × replicates",
          events * static_cast<double>(options.replicates), "at most 10^10: take fewer replicates");

  TopTenthOverlap result;
  result.places = (a.size() + 9) / 10;
  result.shared = shared_top(a, b, result.places);
  compare_with_unrelated(result, a.size(), options.level);
  compare_with_unchanged(result, both, std::accumulate(a.begin(), a.end(), 0.0) / events, options);
  return result;
}

}  // namespace libprofile::risk
