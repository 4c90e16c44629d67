// SPDX-License-Identifier: MIT
#include "libprofile/risk/peak_bands.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/central_range.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/peak_draws.hpp"

namespace libprofile::risk {
namespace {

using detail::Band;
using detail::PeakClockRows;
using detail::PeakDraws;
using Vector = std::vector<double>;

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr Interval kNoInterval{kNotGiven, kNotGiven};
constexpr std::size_t kDay = 24;
/// Hours of the clock that are more unequal than this leave turning round it without a meaning.
constexpr double kMostUnequal = 1.5;
/// A band as remarkable, but for rounding.
constexpr double kHair = 1e-9;

std::vector<Band> find_bands(const PeakClockRows& clock, const PeakBandOptions& options) {
  std::vector<Band> bands;
  if (options.rule == PeakRule::shortest) {
    bands.push_back(*detail::top_band(clock.totals, clock.hours, options));
    return bands;
  }
  std::vector<std::uint8_t> taken(clock.bins, 0);
  while (bands.size() < options.most_bands) {
    const auto band = detail::scan_band(clock.totals, clock.hours, options.longest_hours, taken);
    if (!band) {
      break;
    }
    bands.push_back(*band);
    for (std::size_t i = 0; i < band->length; ++i) {
      taken[(band->first + i) % clock.bins] = 1;
    }
  }
  return bands;
}

/// Of what draws say; not given where none says anything.
Interval percentiles(Vector& drawn, double level) {
  drawn.erase(std::remove_if(drawn.begin(), drawn.end(), [](double value) { return std::isnan(value); }), drawn.end());
  return drawn.empty() ? kNoInterval : detail::central_range(drawn, level);
}

/// The upper limit of a share of which nothing was seen, exact. Events drawn again never show what no event shows.
double unseen_share(double events, double level) {
  return 1.0 - std::pow((1.0 - level) / 2.0, 1.0 / events);
}

/// Hours from one hour of the clock to another, the short way round.
double shift(std::size_t from, std::size_t to, std::size_t bins) {
  const auto later = static_cast<double>((to + bins - from) % bins);
  return 2.0 * later > static_cast<double>(bins) ? later - static_cast<double>(bins) : later;
}

double p_by_chance(const PeakClockRows& clock, const PeakDraws& draws, double merit) {
  const auto [least, most] = std::minmax_element(clock.hours.begin(), clock.hours.end());
  if (*most > kMostUnequal * *least) {
    return kNotGiven;
  }
  const auto as_remarkable = std::count_if(draws.merit_by_chance.begin(), draws.merit_by_chance.end(),
                                           [&](double drawn) { return drawn >= merit - kHair * std::abs(merit); });
  return (1.0 + static_cast<double>(as_remarkable)) / (1.0 + static_cast<double>(draws.top.size()));
}

double weight_of(const Band& band, const double* totals, std::size_t bins) {
  double weight = 0.0;
  for (std::size_t i = 0; i < band.length; ++i) {
    weight += totals[(band.first + i) % bins];
  }
  return weight;
}

void give_shares(PeakBand& result, const Band& band, const PeakClockRows& clock, const PeakDraws& draws, double level) {
  const double all_hours = std::accumulate(clock.hours.begin(), clock.hours.end(), 0.0);
  const double part = band.hours / all_hours;
  Vector shares;
  for (std::size_t r = 0; r < draws.top.size(); ++r) {
    const double* totals = &draws.totals[r * clock.bins];
    const double all = std::accumulate(totals, totals + clock.bins, 0.0);
    shares.push_back(all > 0.0 ? weight_of(band, totals, clock.bins) / all : kNotGiven);
  }
  const double events = std::accumulate(clock.totals.begin(), clock.totals.end(), 0.0);
  result.share = band.weight / events;
  result.share_interval = percentiles(shares, level);
  if (band.weight >= events * (1.0 - kHair)) {
    result.share_interval.lower = 1.0 - unseen_share(events, level);
  }
  result.ratio = result.share / part;
  result.ratio_interval = {result.share_interval.lower / part, result.share_interval.upper / part};
}

PeakBand describe(const Band& band, const PeakClockRows& clock, const PeakDraws& draws, double level) {
  PeakBand result;
  result.first_hour = band.first;
  result.hours = band.length;
  give_shares(result, band, clock, draws, level);
  Vector starts;
  Vector ends;
  for (const auto& top : draws.top) {
    if (top && detail::is_same_band(band, *top, clock.bins)) {
      starts.push_back(shift(band.first, top->first, clock.bins));
      ends.push_back(starts.back() + static_cast<double>(top->length) - static_cast<double>(band.length));
    }
  }
  result.p_top = static_cast<double>(starts.size()) / static_cast<double>(draws.top.size());
  result.start_shift = percentiles(starts, level);
  result.end_shift = percentiles(ends, level);
  result.p = p_by_chance(clock, draws, band.merit);
  return result;
}

void describe_hours(PeakBands& result, const PeakClockRows& clock, const PeakDraws& draws, double level) {
  const double all_hours = std::accumulate(clock.hours.begin(), clock.hours.end(), 0.0);
  const std::size_t replicates = draws.top.size();
  Vector all(replicates);
  for (std::size_t r = 0; r < replicates; ++r) {
    all[r] = std::accumulate(&draws.totals[r * clock.bins], &draws.totals[r * clock.bins] + clock.bins, 0.0);
  }
  for (std::size_t hour = 0; hour < clock.bins; ++hour) {
    if (!(clock.hours[hour] > 0.0)) {
      continue;
    }
    const double part = clock.hours[hour] / all_hours;
    Vector drawn(replicates);
    std::size_t within = 0;
    for (std::size_t r = 0; r < replicates; ++r) {
      drawn[r] = all[r] > 0.0 ? draws.totals[r * clock.bins + hour] / (all[r] * part) : kNotGiven;
      within += draws.top[r] && detail::has_hour(*draws.top[r], hour, clock.bins) ? 1U : 0U;
    }
    Interval interval = percentiles(drawn, level);
    if (clock.totals[hour] == 0.0) {
      interval.upper = unseen_share(result.events, level) / part;
    }
    result.ratio[hour] = clock.totals[hour] / (result.events * part);
    result.lower[hour] = interval.lower;
    result.upper[hour] = interval.upper;
    result.in_top_band[hour] = static_cast<double>(within) / static_cast<double>(replicates);
  }
}

}  // namespace

void validate(const PeakBandOptions& options) {
  require(options.share > 0.0 && options.share < 1.0, "share", options.share, "above 0 and below 1");
  require(options.longest_hours >= 1 && options.longest_hours < kDay, "longest_hours", options.longest_hours,
          "1 to 23");
  require(options.most_bands >= 1 && options.most_bands <= kDay, "most_bands", options.most_bands, "1 to 24");
  require(options.fewest_events >= 2, "fewest_events", options.fewest_events, "at least 2");
  detail::check_level(options.level);
  require(options.replicates >= 99 && options.replicates <= 100'000, "replicates", options.replicates, "99 to 100,000");
}

PeakBands peak_bands(std::span<const double> rows, std::span<const double> hours, const PeakBandOptions& options) {
  validate(options);
  const PeakClockRows clock = detail::clock_rows(rows, hours, options.clock);
  PeakBands result;
  result.events = std::accumulate(clock.totals.begin(), clock.totals.end(), 0.0);
  for (auto* column : {&result.ratio, &result.lower, &result.upper, &result.in_top_band}) {
    column->assign(clock.bins, kNotGiven);
  }
  if (result.events < static_cast<double>(options.fewest_events) * (1.0 - kHair)) {
    result.reason = result.events > 0.0 ? PeakReason::too_few : PeakReason::no_event;
    return result;
  }
  const std::vector<Band> bands = find_bands(clock, options);
  const PeakDraws draws = detail::draw_peaks(clock, options);
  describe_hours(result, clock, draws, options.level);
  for (const Band& band : bands) {
    result.bands.push_back(describe(band, clock, draws, options.level));
  }
  result.reason = bands.empty() ? PeakReason::no_peak : PeakReason::none;
  return result;
}

}  // namespace libprofile::risk
