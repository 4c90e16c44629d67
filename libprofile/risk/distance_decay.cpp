// SPDX-License-Identifier: MIT
#include "libprofile/risk/distance_decay.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/geography/cell_index.hpp"
#include "libprofile/risk/detail/central_range.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/for_near.hpp"

namespace libprofile::risk {
namespace {

constexpr std::size_t kPremisesATask = 64;
constexpr std::size_t kMostMeans = 100'000'000;

/// Premises that take part, in order of (neighbourhood, input), with types numbered from 0.
struct Members {
  std::vector<double> xy_m;
  std::vector<std::uint32_t> type;
  std::vector<std::uint32_t> type_codes;
  std::vector<double> of_type;
  /// First premises of each neighbourhood, and the end.
  std::vector<std::size_t> neighbourhood_begin;

  [[nodiscard]] std::size_t size() const { return type.size(); }
};

std::vector<std::size_t> taking_part(const PremisesView& premises, const DistanceDecayOptions& options) {
  std::vector<std::size_t> order;
  const auto& excluded = options.excluded_types;
  for (std::size_t i = 0; i < premises.types.size(); ++i) {
    if (std::find(excluded.begin(), excluded.end(), premises.types[i]) == excluded.end()) {
      order.push_back(i);
    }
  }
  if (!premises.groups.empty()) {
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return premises.groups[a] < premises.groups[b]; });
  }
  return order;
}

Members members_of(const PremisesView& premises, const DistanceDecayOptions& options) {
  const std::vector<std::size_t> order = taking_part(premises, options);
  Members members;
  for (const std::size_t i : order) {
    members.type_codes.push_back(premises.types[i]);
  }
  auto& codes = members.type_codes;
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  members.of_type.assign(codes.size(), 0.0);
  for (std::size_t k = 0; k < order.size(); ++k) {
    const std::size_t i = order[k];
    if (k == 0 || (!premises.groups.empty() && premises.groups[i] != premises.groups[order[k - 1]])) {
      members.neighbourhood_begin.push_back(k);
    }
    members.xy_m.insert(members.xy_m.end(), {premises.points.x(i), premises.points.y(i)});
    const auto type = std::lower_bound(codes.begin(), codes.end(), premises.types[i]) - codes.begin();
    members.type.push_back(static_cast<std::uint32_t>(type));
    members.of_type[static_cast<std::size_t>(type)] += 1.0;
  }
  members.neighbourhood_begin.push_back(order.size());
  return members;
}

/// Incidents in each band around each premises: row-major (premises, band).
std::vector<double> band_counts(const Members& members, geography::PlanarView incidents,
                                std::span<const double> weights, const std::vector<double>& limits_m) {
  std::vector<double> squared(limits_m.size());
  std::transform(limits_m.begin(), limits_m.end(), squared.begin(), [](double limit) { return limit * limit; });
  const geography::CellIndex index(incidents, limits_m.back() * detail::kWiden);
  std::vector<double> counts(members.size() * limits_m.size(), 0.0);
  core::parallel_for(
      members.size(),
      [&](std::size_t i) {
        double* const row = counts.data() + i * limits_m.size();
        detail::for_near(index, members.xy_m[2 * i], members.xy_m[2 * i + 1], squared.back(),
                         [&](std::uint32_t position, double distance_squared) {
                           const auto band =
                               std::lower_bound(squared.begin(), squared.end(), distance_squared) - squared.begin();
                           row[band] += weights.empty() ? 1.0 : weights[index.id(position)];
                         });
      },
      kPremisesATask);
  return counts;
}

/// Mean count of each type in each band, row-major (type, band), where premises k has type `type[k]`.
std::vector<double> means_by_type(const Members& members, const std::vector<double>& counts, std::size_t bands,
                                  const std::vector<std::uint32_t>& type) {
  std::vector<double> means(members.of_type.size() * bands, 0.0);
  for (std::size_t i = 0; i < members.size(); ++i) {
    for (std::size_t b = 0; b < bands; ++b) {
      means[type[i] * bands + b] += counts[i * bands + b];
    }
  }
  for (std::size_t k = 0; k < means.size(); ++k) {
    means[k] /= members.of_type[k / bands];
  }
  return means;
}

/// The mean over all ways to deal out the types: each premises has the mean of its neighbourhood.
std::vector<double> expected_by_type(const Members& members, const std::vector<double>& counts, std::size_t bands) {
  std::vector<double> levelled(counts.size());
  for (std::size_t h = 0; h + 1 < members.neighbourhood_begin.size(); ++h) {
    const std::size_t begin = members.neighbourhood_begin[h];
    const std::size_t end = members.neighbourhood_begin[h + 1];
    for (std::size_t b = 0; b < bands; ++b) {
      double sum = 0.0;
      for (std::size_t i = begin; i < end; ++i) {
        sum += counts[i * bands + b];
      }
      for (std::size_t i = begin; i < end; ++i) {
        levelled[i * bands + b] = sum / static_cast<double>(end - begin);
      }
    }
  }
  return means_by_type(members, levelled, bands, members.type);
}

/// Types dealt out anew among the premises of each neighbourhood (Fisher and Yates).
std::vector<std::uint32_t> dealt(const Members& members, const core::Philox& random, std::uint32_t replicate) {
  std::vector<std::uint32_t> type = members.type;
  for (std::size_t h = 0; h + 1 < members.neighbourhood_begin.size(); ++h) {
    const std::size_t begin = members.neighbourhood_begin[h];
    for (std::size_t i = members.neighbourhood_begin[h + 1]; i > begin + 1; --i) {
      const auto left = static_cast<std::uint32_t>(i - begin);
      std::swap(type[i - 1], type[begin + random.below(left, static_cast<std::uint32_t>(i - 1), replicate, 0)]);
    }
  }
  return type;
}

/// The means of every replicate: row-major (type, band, replicate).
std::vector<double> means_by_chance(const Members& members, const std::vector<double>& counts, std::size_t bands,
                                    const DistanceDecayOptions& options) {
  const auto replicates = static_cast<std::size_t>(options.replicates);
  const std::size_t curves = members.of_type.size() * bands;
  require(curves == 0 || replicates <= kMostMeans / curves, "replicates × types × bands",
          static_cast<double>(replicates) * static_cast<double>(curves), "at most 100,000,000");
  std::vector<double> drawn(curves * replicates);
  const core::Philox random(options.seed, core::Stream::distance_decay);
  core::parallel_for(
      replicates,
      [&](std::size_t r) {
        const auto type = dealt(members, random, static_cast<std::uint32_t>(r));
        const auto means = means_by_type(members, counts, bands, type);
        for (std::size_t k = 0; k < curves; ++k) {
          drawn[k * replicates + r] = means[k];
        }
      },
      1);
  return drawn;
}

DistanceBand band_of(double from_m, double to_m, double mean, double expected, std::span<double> drawn, double level) {
  const Interval range = detail::central_range(drawn, level);
  const double area_km2 = core::to_square_kilometres(std::numbers::pi * (to_m * to_m - from_m * from_m));
  return {from_m, to_m, mean, mean / area_km2, expected, range.lower, range.upper};
}

}  // namespace

void validate(const DistanceDecayOptions& options) {
  detail::check_level(options.level);
  require(options.replicates >= 1 && options.replicates <= 1'000'000, "replicates", options.replicates,
          "1 to 1,000,000");
  detail::check_limits(options.limits_m);
}

std::vector<DistanceDecay> distance_decay(const PremisesView& premises, geography::PlanarView incidents,
                                          std::span<const double> incident_weights,
                                          const DistanceDecayOptions& options) {
  validate(options);
  detail::check_same_length(premises.types.size(), "premises.types", premises.points.size(), "premises.points");
  if (!premises.groups.empty()) {
    detail::check_same_length(premises.groups.size(), "premises.groups", premises.points.size(), "premises.points");
  }
  if (!incident_weights.empty()) {
    detail::check_same_length(incident_weights.size(), "weights", incidents.size(), "incidents");
    detail::check_known(incident_weights, "weights");
  }
  detail::check_finite(premises.points, "premises");
  const Members members = members_of(premises, options);
  const std::size_t bands = options.limits_m.size();
  const auto counts = band_counts(members, incidents, incident_weights, options.limits_m);
  const auto found = means_by_type(members, counts, bands, members.type);
  const auto expected = expected_by_type(members, counts, bands);
  auto drawn = means_by_chance(members, counts, bands, options);

  const auto replicates = static_cast<std::size_t>(options.replicates);
  std::vector<DistanceDecay> curves;
  for (std::size_t t = 0; t < members.of_type.size(); ++t) {
    curves.push_back({members.type_codes[t], members.of_type[t], {}});
    for (std::size_t b = 0; b < bands; ++b) {
      const std::size_t k = t * bands + b;
      curves.back().bands.push_back(band_of(b == 0 ? 0.0 : options.limits_m[b - 1], options.limits_m[b], found[k],
                                            expected[k], std::span(drawn).subspan(k * replicates, replicates),
                                            options.level));
    }
  }
  return curves;
}

}  // namespace libprofile::risk
