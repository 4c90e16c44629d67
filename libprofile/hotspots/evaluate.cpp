// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/evaluate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/hotspots/detail/area_cuts.hpp"

namespace libprofile::hotspots {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

void require_each(std::span<const double> values, const char* name, double least, std::string_view rule) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(std::isfinite(values[i]) && values[i] >= least)) {
      require(false, std::string(name) + "[" + std::to_string(i) + "]", values[i], rule);
    }
  }
}

void check(const ScoredMap& map, const NextEvents& next) {
  const std::size_t n = map.scores.size();
  require(n >= 1, "scores.size()", n, "at least 1");
  require(map.areas.size() == n, "areas.size()", map.areas.size(), "the number of scores (" + std::to_string(n) + ")");
  require(map.earlier.empty() || map.earlier.size() == n, "earlier.size()", map.earlier.size(),
          "the number of scores, or 0");
  require_each(map.scores, "scores", -std::numeric_limits<double>::max(), "finite");
  require_each(map.areas, "areas", std::numeric_limits<double>::min(), "above 0 and finite");
  require_each(map.earlier, "earlier", 0.0, "finite and at least 0");
  require(next.weights.empty() || next.weights.size() == next.units.size(), "weights.size()", next.weights.size(),
          "the number of events, or 0");
  require_each(next.weights, "weights", 0.0, "finite and at least 0");
  for (std::size_t k = 0; k < next.units.size(); ++k) {
    if (!(next.units[k] >= -1 && next.units[k] < static_cast<std::int64_t>(n))) {
      require(false, "units[" + std::to_string(k) + "]", next.units[k], "a unit of the map, or -1");
    }
  }
}

/// Events inside the map.
struct Inside {
  std::vector<std::uint32_t> units;
  std::vector<double> weights;
};

Inside inside_of(const NextEvents& next) {
  Inside inside;
  for (std::size_t k = 0; k < next.units.size(); ++k) {
    if (next.units[k] >= 0) {
      inside.units.push_back(static_cast<std::uint32_t>(next.units[k]));
      inside.weights.push_back(next.weights.empty() ? 1.0 : next.weights[k]);
    }
  }
  return inside;
}

/// What stays the same in all samples.
struct Frame {
  const ScoredMap& map;
  std::vector<std::size_t> order;
  std::vector<detail::AreaCut> cuts;
  double area = 0.0;
  double earlier = 0.0;
};

Frame frame_of(const ScoredMap& map, const EvaluateOptions& options) {
  Frame frame{map, detail::by_descending(map.scores), {}, 0.0, 0.0};
  frame.area = std::accumulate(map.areas.begin(), map.areas.end(), 0.0);
  frame.earlier = std::accumulate(map.earlier.begin(), map.earlier.end(), 0.0);
  const auto end = options.ties == ScoreTies::split ? detail::AtTheEnd::split : detail::AtTheEnd::whole;
  for (const double share : options.shares) {
    frame.cuts.push_back(detail::cut(frame.order, map.scores, map.areas, share * frame.area, end));
  }
  return frame;
}

struct Indices {
  double hits = 0.0;
  double hit_rate = kNotGiven;
  double accuracy = kNotGiven;
  double efficiency = kNotGiven;
  double recapture = kNotGiven;
};

/// At each share, from the events of each unit.
std::vector<Indices> indices_of(const Frame& frame, std::span<const double> events) {
  const double all = std::accumulate(events.begin(), events.end(), 0.0);
  std::vector<Indices> result(frame.cuts.size());
  if (!(all > 0.0)) {
    return result;
  }
  std::vector<double> density(events.begin(), events.end());
  for (std::size_t i = 0; i < density.size(); ++i) {
    density[i] /= frame.map.areas[i];
  }
  const auto best = detail::by_descending(density);
  for (std::size_t s = 0; s < frame.cuts.size(); ++s) {
    const auto& cut = frame.cuts[s];
    Indices& at = result[s];
    at.hits = detail::held(cut, frame.order, events);
    at.hit_rate = at.hits / all;
    at.accuracy = at.hit_rate / (cut.area / frame.area);
    const auto ideal = detail::cut(best, density, frame.map.areas, cut.area, detail::AtTheEnd::split);
    at.efficiency = std::min(1.0, at.hits / detail::held(ideal, best, events));
    const double before = frame.map.earlier.empty() ? 0.0 : detail::held(cut, frame.order, frame.map.earlier);
    if (before > 0.0) {
      at.recapture = (at.hits / before) / (all / frame.earlier);
    }
  }
  return result;
}

/// Events of each unit in a sample: `pick(k)` is the position of the k-th event of the sample.
template <class Pick>
std::vector<double> events_by_unit(std::size_t units, const Inside& inside, Pick&& pick) {
  std::vector<double> events(units, 0.0);
  for (std::size_t k = 0; k < inside.units.size(); ++k) {
    const std::size_t event = pick(k);
    events[inside.units[event]] += inside.weights[event];
  }
  return events;
}

std::vector<std::vector<Indices>> bootstrap(const Frame& frame, const Inside& inside, const EvaluateOptions& options) {
  const core::Philox random(options.seed, core::Stream::evaluation);
  const auto bound = static_cast<std::uint32_t>(inside.units.size());
  std::vector<std::vector<Indices>> samples(bound == 0 ? 0 : static_cast<std::size_t>(options.replicates));
  core::parallel_for(
      samples.size(),
      [&](std::size_t b) {
        samples[b] =
            indices_of(frame, events_by_unit(frame.map.scores.size(), inside, [&](std::size_t k) {
                         return random.below(bound, static_cast<std::uint32_t>(k), static_cast<std::uint32_t>(b), 0);
                       }));
      },
      1);
  return samples;
}

/// Percentile limits of one index at share s, over the samples in which it is defined.
Estimate estimate(double value, const std::vector<std::vector<Indices>>& samples, std::size_t s, double Indices::*index,
                  double level) {
  std::vector<double> found;
  for (const auto& sample : samples) {
    if (!std::isnan(sample[s].*index)) {
      found.push_back(sample[s].*index);
    }
  }
  if (std::isnan(value) || found.empty()) {
    return {value, kNotGiven, kNotGiven};
  }
  std::sort(found.begin(), found.end());
  const auto quantile = [&](double probability) {
    const double at = probability * static_cast<double>(found.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, found.size() - 1);
    return found[below] + (at - static_cast<double>(below)) * (found[above] - found[below]);
  };
  return {value, quantile((1.0 - level) / 2.0), quantile((1.0 + level) / 2.0)};
}

}  // namespace

void validate(const EvaluateOptions& options) {
  require_each(options.shares, "shares", std::numeric_limits<double>::min(), "above 0 and at most 1");
  for (std::size_t s = 0; s < options.shares.size(); ++s) {
    if (options.shares[s] > 1.0) {
      require(false, "shares[" + std::to_string(s) + "]", options.shares[s], "above 0 and at most 1");
    }
  }
  require(options.replicates == 0 || options.replicates >= 19, "replicates", options.replicates, "0, or at least 19");
  require(options.level > 0.0 && options.level < 1.0, "level", options.level, "above 0 and below 1");
}

std::vector<MapAccuracy> evaluate(const ScoredMap& map, const NextEvents& next, const EvaluateOptions& options) {
  validate(options);
  check(map, next);
  const Frame frame = frame_of(map, options);
  const Inside inside = inside_of(next);
  const auto found = indices_of(frame, events_by_unit(map.scores.size(), inside, [](std::size_t k) { return k; }));
  const auto samples = bootstrap(frame, inside, options);
  std::vector<MapAccuracy> result;
  for (std::size_t s = 0; s < options.shares.size(); ++s) {
    const auto with_limits = [&](double Indices::*index) {
      return estimate(found[s].*index, samples, s, index, options.level);
    };
    result.push_back({options.shares[s], frame.cuts[s].area / frame.area, found[s].hits,
                      with_limits(&Indices::hit_rate), with_limits(&Indices::accuracy),
                      with_limits(&Indices::efficiency), with_limits(&Indices::recapture)});
  }
  return result;
}

}  // namespace libprofile::hotspots
