// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "libprofile/profile/detail/analysis.hpp"
#include "libprofile/risk/poisson_gamma.hpp"
#include "libprofile/risk/rank_probability.hpp"

namespace libprofile::profile::detail {
namespace {

constexpr double kLevel = 0.95;
/// Ranks are drawn under it: no secret, since it is of the released counts alone.
constexpr std::uint64_t kRankSeed = 0;
/// No exact rank is shown: a range holds at least this many.
constexpr std::size_t kFewestRanks = 5;

/// The areas that are compared, with what chance alone would give each.
struct Compared {
  std::vector<std::size_t> units;
  std::vector<double> counts;
  std::vector<double> expected;
};

bool has_residents(const std::vector<publish::Neighbourhood>& neighbourhoods) {
  return std::any_of(neighbourhoods.begin(), neighbourhoods.end(),
                     [](const publish::Neighbourhood& row) { return !std::isnan(row.population); });
}

/// By residents the areas that have a rate; where residents are known nowhere, each area with a count is as likely a
/// place as any other.
Compared compared_areas(const std::vector<publish::Neighbourhood>& neighbourhoods) {
  const bool by_residents = has_residents(neighbourhoods);
  Compared compared;
  double events = 0.0;
  double weight = 0.0;
  for (std::size_t unit = 0; unit < neighbourhoods.size(); ++unit) {
    const publish::Neighbourhood& row = neighbourhoods[unit];
    if (row.count && (!by_residents || std::isfinite(row.rate_per_1000.value))) {
      compared.units.push_back(unit);
      compared.counts.push_back(static_cast<double>(*row.count));
      compared.expected.push_back(by_residents ? row.population : 1.0);
      events += compared.counts.back();
      weight += compared.expected.back();
    }
  }
  for (double& expected : compared.expected) {
    expected *= events / weight;
  }
  return events > 0.0 ? compared : Compared{};
}

struct Ranks {
  std::vector<risk::RankInterval> interval;
  std::vector<double> p_top;
};

/// The range, with ranks on both sides of it where it holds fewer than may be shown.
risk::RankInterval widened(const risk::RankInterval& range, std::size_t places) {
  const std::size_t fewest = std::min(kFewestRanks, places);
  const std::size_t width = range.worst - range.best + 1;
  if (width >= fewest) {
    return range;
  }
  const std::size_t before = std::min(range.best - 1, (fewest - width) / 2);
  const std::size_t worst = std::min(places, range.best - before + fewest - 1);
  return {worst - fewest + 1, worst};
}

Ranks ranks_of(const risk::PoissonGamma& found, std::size_t places, const AnalysisOptions& options) {
  const std::size_t top = top_of(places, options.top_one_in);
  const std::vector<double> drawn = risk::draws(found, options.rank_draws, kRankSeed);
  Ranks ranks{risk::rank_interval(drawn, places, kLevel), risk::rank_probability(drawn, places, top)};
  if (options.tier != disclosure::Tier::internal) {
    for (risk::RankInterval& range : ranks.interval) {
      range = widened(range, places);
    }
  }
  return ranks;
}

}  // namespace

std::size_t rank_draws(std::size_t areas) {
  constexpr std::size_t kMost = 1000;
  constexpr std::size_t kFewest = 200;
  constexpr std::size_t kNumbers = 4'000'000;
  return std::clamp(kNumbers / std::max<std::size_t>(areas, 1), kFewest, kMost);
}

std::vector<publish::AreaRisk> area_risks(const std::vector<publish::Neighbourhood>& neighbourhoods, std::int64_t base,
                                          const AnalysisOptions& options) {
  const Compared compared = compared_areas(neighbourhoods);
  const std::size_t places = compared.units.size();
  if (places < 2 || options.tier == disclosure::Tier::open) {
    return {};
  }
  const auto found = risk::poisson_gamma(compared.counts, compared.expected,
                                         {.level = kLevel, .rounding_band = static_cast<double>(base - 1)});
  const std::vector<double> above = risk::exceedance(found, 1.0);
  const std::vector<double> twice = risk::exceedance(found, 2.0);
  const Ranks ranks = ranks_of(found, places, options);
  std::vector<publish::AreaRisk> rows(neighbourhoods.size());
  for (std::size_t k = 0; k < places; ++k) {
    publish::AreaRisk& row = rows[compared.units[k]];
    row.relative_risk = {found.relative_risk[k], found.lower[k], found.upper[k]};
    row.p_above = above[k];
    row.p_twice = twice[k];
    if (neighbourhoods[compared.units[k]].reliability == publish::Reliability::ok) {
      row.rank_best = static_cast<std::int64_t>(ranks.interval[k].best);
      row.rank_worst = static_cast<std::int64_t>(ranks.interval[k].worst);
      row.p_top = ranks.p_top[k];
    }
  }
  return rows;
}

}  // namespace libprofile::profile::detail
