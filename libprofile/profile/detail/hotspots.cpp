// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include "libprofile/hotspots/getis_ord.hpp"
#include "libprofile/profile/detail/analysis.hpp"

namespace libprofile::profile::detail {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint32_t kLeftOut = 0xFFFFFFFFU;

// The neighbourhoods that have a value, and their place among these.
struct Kept {
  std::vector<std::uint32_t> units;
  std::vector<std::uint32_t> position;
  std::vector<double> values;
};

Kept keep_known(const std::vector<publish::Neighbourhood>& neighbourhoods, bool has_residents) {
  Kept kept;
  kept.position.assign(neighbourhoods.size(), kLeftOut);
  for (std::uint32_t unit = 0; unit < neighbourhoods.size(); ++unit) {
    const publish::Neighbourhood& row = neighbourhoods[unit];
    const bool is_known = row.count.has_value() && (!has_residents || std::isfinite(row.smoothed_per_1000));
    if (is_known) {
      kept.position[unit] = static_cast<std::uint32_t>(kept.units.size());
      kept.units.push_back(unit);
      kept.values.push_back(std::sqrt(has_residents ? row.smoothed_per_1000 : static_cast<double>(*row.count)));
    }
  }
  return kept;
}

// Weights among the kept neighbourhoods only.
geography::Weights induced(const geography::Weights& weights, const Kept& kept) {
  geography::Weights result;
  for (const std::uint32_t unit : kept.units) {
    const auto neighbours = weights.neighbours_of(unit);
    const auto values = weights.values_of(unit);
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
      if (const std::uint32_t position = kept.position[neighbours[k]]; position != kLeftOut) {
        result.neighbours.push_back(position);
        result.values.push_back(values[k]);
      }
    }
    result.offsets.push_back(result.neighbours.size());
  }
  return result;
}

}  // namespace

std::vector<publish::Hotspot> hotspots(const std::vector<publish::Neighbourhood>& neighbourhoods,
                                       const geography::AreaSet& areas, const geography::Weights& contiguity,
                                       const AnalysisOptions& options) {
  const bool has_residents = !areas.population.empty();
  const Kept kept = keep_known(neighbourhoods, has_residents);
  const auto found = libprofile::hotspots::getis_ord(
      kept.values, induced(contiguity, kept),
      {.permutations = options.permutations, .level = options.level, .seed = options.seed});
  const std::vector<double>& p = found.p_permutation.empty() ? found.p : found.p_permutation;

  std::vector<publish::Hotspot> rows;
  for (const publish::Neighbourhood& row : neighbourhoods) {
    rows.push_back({kUnknown, kUnknown, kUnknown, row.count ? "none" : "", ""});
  }
  for (std::size_t k = 0; k < kept.units.size(); ++k) {
    rows[kept.units[k]] = {found.z[k], p[k], found.q[k], std::string(libprofile::hotspots::to_string(found.label[k])),
                           ""};
  }
  return rows;
}

}  // namespace libprofile::profile::detail
