// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/arrangements.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "libprofile/core/parallel.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/hotspots/detail/shuffled_deck.hpp"

namespace libprofile::hotspots::detail {
namespace {

constexpr double kTie = 1e-12;

struct Tails {
  std::int32_t at_least = 0;
  std::int32_t at_most = 0;
};

using Columns = std::vector<std::span<const double>>;

void deal(const Columns& columns, std::span<const std::uint32_t> deck, std::size_t lane, Dealt& dealt) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (std::size_t i = 0; i < deck.size(); ++i) {
      dealt[c][i * kLanes + lane] = columns[c][deck[i]];
    }
  }
}

Dealt empty_lanes(const Columns& columns) {
  return Dealt(columns.size(), std::vector<double>(columns.empty() ? 0 : columns[0].size() * kLanes, 0.0));
}

std::vector<double> observed_of(const Columns& columns, const std::vector<LaneStatistic>& statistics) {
  std::vector<std::uint32_t> deck(columns[0].size());
  std::iota(deck.begin(), deck.end(), 0U);
  Dealt dealt = empty_lanes(columns);
  deal(columns, deck, 0, dealt);
  std::vector<double> observed;
  for (const auto& statistic : statistics) {
    observed.push_back(statistic.of(dealt)[0]);
  }
  return observed;
}

double p_of(const Tails& tails, const GlobalOptions& options) {
  const double total = static_cast<double>(options.permutations) + 1.0;
  const double greater = (tails.at_least + 1.0) / total;
  const double less = (tails.at_most + 1.0) / total;
  switch (options.alternative) {
    case Alternative::greater:
      return greater;
    case Alternative::less:
      return less;
    case Alternative::two_sided:
      break;
  }
  return std::min(1.0, 2.0 * std::min(greater, less));
}

void count(const LaneSums& sums, std::size_t lanes, double observed, double tie, Tails* tails) {
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    tails[lane].at_least = sums[lane] >= observed - tie ? 1 : 0;
    tails[lane].at_most = sums[lane] <= observed + tie ? 1 : 0;
  }
}

}  // namespace

std::vector<double> arrangement_p(const std::vector<std::span<const double>>& columns,
                                  const std::vector<LaneStatistic>& statistics, const GlobalOptions& options) {
  const auto permutations = static_cast<std::size_t>(options.permutations);
  if (permutations == 0) {
    return {};
  }
  const std::size_t n = columns.at(0).size();
  const std::vector<double> observed = observed_of(columns, statistics);
  std::vector<std::vector<Tails>> tails(statistics.size(), std::vector<Tails>(permutations));
  const core::CancellationToken token = core::current_cancellation();
  core::parallel_blocks(permutations, kLanes, [&](std::size_t begin, std::size_t end) {
    ShuffledDeck deck(options.seed, core::Stream::global_statistics, n);
    Dealt dealt = empty_lanes(columns);
    for (std::size_t p = begin; p < end; ++p) {
      token.throw_if_cancelled();
      deal(columns, deck.deal(static_cast<std::uint32_t>(p)), p - begin, dealt);
    }
    for (std::size_t s = 0; s < statistics.size(); ++s) {
      token.throw_if_cancelled();
      count(statistics[s].of(dealt), end - begin, observed[s], kTie * statistics[s].size, tails[s].data() + begin);
    }
  });
  std::vector<double> p;
  for (const auto& of_statistic : tails) {
    Tails sum;
    for (const Tails& one : of_statistic) {
      sum.at_least += one.at_least;
      sum.at_most += one.at_most;
    }
    p.push_back(p_of(sum, options));
  }
  return p;
}

}  // namespace libprofile::hotspots::detail
