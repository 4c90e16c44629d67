// SPDX-License-Identifier: MIT
#include "libprofile/risk/premises_dispersion.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/rounding_model.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr int kMostRounds = 1000;
constexpr double kNear = 1e-13;

/// Incidents of a type in an area; both are numbered from 0.
struct Cell {
  std::size_t type;
  std::size_t area;
  double premises;
  double incidents;
};

/// Numbers from 0, in order of the values.
std::size_t number_of(const std::vector<std::uint32_t>& sorted, std::uint32_t value) {
  return static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin());
}

void sort_unique(std::vector<std::uint32_t>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// Rates of types and levels of areas that give both their incidents.
class Margins {
 public:
  Margins(std::vector<Cell> cells, std::size_t types, std::size_t areas)
      : cells_(std::move(cells)), rate_(types, 1.0), level_(areas, 1.0), of_type_(types, 0.0), of_area_(areas, 0.0) {
    for (int round = 0; round < kMostRounds && fit(rate_, &Cell::type) + fit(level_, &Cell::area) > kNear; ++round) {
    }
    for (const Cell& cell : cells_) {
      of_type_[cell.type] += cell.incidents;
      of_area_[cell.area] += cell.incidents;
      incidents_ += cell.incidents;
    }
  }

  [[nodiscard]] const std::vector<Cell>& cells() const { return cells_; }
  [[nodiscard]] double expected(const Cell& cell) const { return cell.premises * rate_[cell.type] * level_[cell.area]; }
  /// How much of what a cell has is fitted by its margins: that of independent rows and columns.
  [[nodiscard]] double leverage(const Cell& cell) const {
    return expected(cell) * (1.0 / of_type_[cell.type] + 1.0 / of_area_[cell.area] - 1.0 / incidents_);
  }
  [[nodiscard]] double incidents() const { return incidents_; }

 private:
  /// Makes one margin right; the largest relative change.
  double fit(std::vector<double>& factor, std::size_t Cell::*of) {
    std::vector<double> seen(factor.size(), 0.0);
    std::vector<double> fitted(factor.size(), 0.0);
    for (const Cell& cell : cells_) {
      seen[cell.*of] += cell.incidents;
      fitted[cell.*of] += expected(cell);
    }
    double change = 0.0;
    for (std::size_t k = 0; k < factor.size(); ++k) {
      const double times = fitted[k] > 0.0 ? seen[k] / fitted[k] : 0.0;
      change = std::max(change, seen[k] > 0.0 ? std::abs(times - 1.0) : 0.0);
      factor[k] *= times;
    }
    return change;
  }

  std::vector<Cell> cells_;
  std::vector<double> rate_;
  std::vector<double> level_;
  std::vector<double> of_type_;
  std::vector<double> of_area_;
  double incidents_ = 0.0;
};

Margins margins_of(std::span<const PremisesAggregate> cells) {
  std::vector<std::uint32_t> types;
  std::vector<std::uint32_t> areas;
  for (const auto& cell : cells) {
    if (cell.premises > 0.0) {
      types.push_back(cell.type);
      areas.push_back(cell.group);
    }
  }
  sort_unique(types);
  sort_unique(areas);
  std::vector<Cell> kept;
  for (const auto& cell : cells) {
    if (cell.premises > 0.0) {
      kept.push_back({number_of(types, cell.type), number_of(areas, cell.group), cell.premises, cell.incidents});
    }
  }
  return {std::move(kept), types.size(), areas.size()};
}

}  // namespace

double premises_dispersion(std::span<const PremisesAggregate> cells, double rounding_band,
                           double premises_rounding_band) {
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const std::array<double, 2> counts{cells[k].premises, cells[k].incidents};
    detail::check_known(counts, "cells[" + std::to_string(k) + "]: premises, incidents");
  }
  detail::check_known(std::array<double, 2>{rounding_band, premises_rounding_band}, "rounding bands");
  const Margins margins = margins_of(cells);
  const double of_incidents = detail::mean_square_of_rounding(rounding_band);
  const double of_premises = detail::mean_square_of_rounding(premises_rounding_band);
  double squares = 0.0;
  double free = 0.0;
  for (const Cell& cell : margins.cells()) {
    const double expected = margins.expected(cell);
    if (expected > 0.0) {
      const double off = cell.incidents - expected;
      const double rate = expected / cell.premises;
      const double left = std::max(0.0, 1.0 - margins.leverage(cell));
      squares += off * off - left * (of_incidents + rate * rate * of_premises);
      free += left * expected;
    }
  }
  return free > kNear * margins.incidents() ? std::max(1.0, squares / free) : kNotGiven;
}

}  // namespace libprofile::risk
