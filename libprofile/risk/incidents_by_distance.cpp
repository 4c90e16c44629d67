// SPDX-License-Identifier: MIT
#include "libprofile/risk/incidents_by_distance.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "libprofile/geography/cell_index.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/for_near.hpp"

namespace libprofile::risk {
namespace {

/// Premises around a point, and those of them that it is nearest to.
class Around {
 public:
  Around(const geography::CellIndex& index, double x, double y) : index_(index), x_(x), y_(y) {
    const std::int32_t row = index.row_of(y);
    const std::int32_t column = index.column_of(x);
    for (std::int32_t k = 0; k < 3; ++k) {
      runs_.at(static_cast<std::size_t>(k)) = index.run(row + k - 1, column - 1, column + 1);
    }
  }

  /// Squared distance to the nearest of the 3 x 3 cells; infinite where they are empty.
  [[nodiscard]] double least_squared() const {
    double least = std::numeric_limits<double>::infinity();
    for (const geography::CellRun& run : runs_) {
      for (std::uint32_t position = run.begin; position < run.end; ++position) {
        least = std::min(least, squared(position));
      }
    }
    return least;
  }

  /// Input indices of the premises that lie so far.
  void at(double squared_m2, std::vector<std::uint32_t>& ids) const {
    ids.clear();
    for (const geography::CellRun& run : runs_) {
      for (std::uint32_t position = run.begin; position < run.end; ++position) {
        if (squared(position) == squared_m2) {
          ids.push_back(index_.id(position));
        }
      }
    }
  }

 private:
  [[nodiscard]] double squared(std::uint32_t position) const {
    const double dx = index_.x(position) - x_;
    const double dy = index_.y(position) - y_;
    return dx * dx + dy * dy;
  }

  const geography::CellIndex& index_;
  double x_;
  double y_;
  std::array<geography::CellRun, 3> runs_;
};

/// The first band that ends at the distance or beyond; their number where none does.
std::size_t band_of(double squared_m2, std::span<const double> limits_m) {
  std::size_t band = 0;
  while (band < limits_m.size() && squared_m2 > limits_m[band] * limits_m[band]) {
    ++band;
  }
  return band;
}

void check(geography::PlanarView premises, geography::PlanarView incidents, std::span<const double> weights,
           std::span<const double> limits_m) {
  detail::check_limits(limits_m);
  detail::check_finite(premises, "premises");
  detail::check_finite(incidents, "incidents");
  if (!weights.empty()) {
    detail::check_same_length(weights.size(), "weights", incidents.size(), "incidents");
    detail::check_known(weights, "weights");
  }
}

}  // namespace

IncidentsByDistance incidents_by_distance(geography::PlanarView premises, geography::PlanarView incidents,
                                          std::span<const double> weights, std::span<const double> limits_m) {
  check(premises, incidents, weights, limits_m);
  const std::size_t near = limits_m.size();
  IncidentsByDistance found{std::vector<double>(near + 1), std::vector<double>(near),
                            std::vector<std::uint8_t>(incidents.size(), static_cast<std::uint8_t>(near))};
  const geography::CellIndex index(premises, limits_m.back() * detail::kWiden);
  std::vector<double> of_premises(near * premises.size(), 0.0);
  std::vector<std::uint32_t> nearest;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const double weight = weights.empty() ? 1.0 : weights[i];
    const Around around(index, incidents.x(i), incidents.y(i));
    const double least = around.least_squared();
    const std::size_t band = band_of(least, limits_m);
    found.incidents[band] += weight;
    found.band[i] = static_cast<std::uint8_t>(band);
    if (band < near) {
      around.at(least, nearest);
      for (const std::uint32_t id : nearest) {
        of_premises[band * premises.size() + id] += weight / static_cast<double>(nearest.size());
      }
    }
  }
  for (std::size_t band = 0; band < near && premises.size() > 0; ++band) {
    const auto first = of_premises.begin() + static_cast<std::ptrdiff_t>(band * premises.size());
    found.largest[band] = *std::max_element(first, first + static_cast<std::ptrdiff_t>(premises.size()));
  }
  return found;
}

}  // namespace libprofile::risk
