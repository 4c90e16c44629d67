// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/rounded_ranks.hpp"

#include <algorithm>

#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"

namespace libprofile::risk::detail {
namespace {

constexpr std::size_t kDrawsATask = 8;

std::vector<std::size_t> scored_places(std::span<const std::vector<LogRisks>> possible) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < possible.front().size(); ++i) {
    if (std::none_of(possible.begin(), possible.end(), [&](const auto& one) { return one[i].chance.empty(); })) {
      places.push_back(i);
    }
  }
  return places;
}

/// The log ratio whose share of [0, 1) holds `uniform`.
double drawn(const LogRisks& possible, double uniform) {
  std::size_t k = 0;
  for (double below = possible.chance[0]; uniform >= below && k + 1 < possible.chance.size();
       below += possible.chance[k]) {
    ++k;
  }
  return possible.log_risk[k];
}

}  // namespace

std::vector<RankInterval> rounded_ranks(std::span<const std::vector<LogRisks>> possible,
                                        std::span<const double> weights, const RoundedRanksOptions& options) {
  const std::vector<std::size_t> places = scored_places(possible);
  std::vector<RankInterval> ranks(possible.front().size());
  if (places.empty()) {
    return ranks;
  }
  const core::Philox random(options.seed, core::Stream::rounded_count);
  std::vector<double> scores(options.draws * places.size(), 0.0);
  core::parallel_for(
      options.draws,
      [&](std::size_t draw) {
        for (std::size_t at = 0; at < places.size(); ++at) {
          for (std::size_t k = 0; k < weights.size(); ++k) {
            const double uniform = random.uniform(static_cast<std::uint32_t>(places[at]),
                                                  static_cast<std::uint32_t>(draw), static_cast<std::uint32_t>(k));
            scores[draw * places.size() + at] += weights[k] * drawn(possible[k][places[at]], uniform);
          }
        }
      },
      kDrawsATask);
  const std::vector<RankInterval> found = rank_interval(scores, places.size(), options.level);
  for (std::size_t at = 0; at < places.size(); ++at) {
    ranks[places[at]] = found[at];
  }
  return ranks;
}

}  // namespace libprofile::risk::detail
