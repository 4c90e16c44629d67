// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/planner.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "libprofile/core/error.hpp"

namespace libprofile::risk::detail {
namespace {

/// The greatest value of a visit in the program, far above the solver's tolerance of 1e-7.
constexpr double kGreatestValue = 1e4;
/// What being first of all areas adds to a visit: 1 in 10^7 of the greatest, more than the tolerance.
constexpr double kFirst = 1e-3;

std::vector<double> within(std::span<const double> band_hours, double hours) {
  std::vector<double> least(band_hours.begin(), band_hours.end());
  for (double& band : least) {
    band = std::min(band, hours);
  }
  return least;
}

/// Of bands that a visit fits in; the others have no round. 1 where nothing is expected in any of them.
double greatest_that_fits(const PlanAreas& given, const std::vector<double>& band_hours, double visit_hours) {
  double greatest = 0.0;
  for (std::size_t slot = 0; slot < given.harm.size(); ++slot) {
    if (visit_hours <= band_hours[slot % band_hours.size()]) {
      greatest = std::max(greatest, given.harm[slot]);
    }
  }
  return greatest > 0.0 ? greatest : 1.0;
}

}  // namespace

Planner::Planner(const PlanAreas& given, const PlanOptions& options, std::span<const double> ways)
    : given_(given),
      options_(options),
      count_(given.harm.size() / given.band_hours.size()),
      band_hours_(within(given.band_hours, options.hours)),
      longest_h_(*std::max_element(band_hours_.begin(), band_hours_.end())),
      greatest_(greatest_that_fits(given, band_hours_, options.visit_hours)),
      rounds_(make_rounds(ways, count_, longest_h_, options.visit_hours, options.most_rounds)) {}

std::size_t Planner::visits_a_round() const {
  return static_cast<std::size_t>(
      std::min(static_cast<double>(kMostVisits), std::floor(longest_h_ / options_.visit_hours + 1e-9)));
}

std::vector<LeastVisits> Planner::floors() const {
  std::vector<LeastVisits> rows;
  for (std::size_t district = 0; district < given_.floors.size(); ++district) {
    if (given_.floors[district] > 0) {
      LeastVisits row{std::vector<bool>(count_), static_cast<double>(given_.floors[district]), 1.0};
      for (std::size_t area = 0; area < count_; ++area) {
        row.counts[area] = given_.district[area] == district;
      }
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

LeastVisits Planner::reserve(std::size_t visits) const {
  LeastVisits row{std::vector<bool>(count_), static_cast<double>(visits), 1.0};
  for (std::size_t area = 0; area < count_; ++area) {
    row.counts[area] = given_.reserve[area] != 0;
  }
  return row;
}

double Planner::shortfall(std::vector<LeastVisits> rows, std::size_t hard) const {
  for (std::size_t i = 0; i < hard; ++i) {
    rows[i].penalty = 1e4;
  }
  const std::vector<double> no_value(given_.harm.size(), 0.0);
  const RoundChoice choice = choose(no_value, std::move(rows));
  require_found(choice.bound < choice.value + 0.5);
  return std::round(-choice.value);
}

std::size_t Planner::reserved_target() const {
  const auto in_reserve = std::count_if(given_.reserve.begin(), given_.reserve.end(), [](auto r) { return r != 0; });
  const auto visits = static_cast<double>(options_.teams * visits_a_round());
  return std::min(static_cast<std::size_t>(std::ceil(options_.reserved_share * visits - 1e-9)),
                  static_cast<std::size_t>(in_reserve));
}

std::size_t Planner::reachable(const std::vector<LeastVisits>& floors, std::size_t target) const {
  std::vector<LeastVisits> asked = floors;
  asked.push_back(reserve(target));
  return target - std::min(target, static_cast<std::size_t>(shortfall(std::move(asked), floors.size())));
}

std::optional<RoundChoice> Planner::best(std::vector<LeastVisits> rows) const {
  const std::size_t bands = band_hours_.size();
  std::vector<double> value(given_.harm.size());
  for (std::size_t slot = 0; slot < value.size(); ++slot) {
    value[slot] = kGreatestValue * given_.harm[slot] / greatest_ +
                  kFirst * static_cast<double>(count_ - slot / bands) / static_cast<double>(count_);
  }
  const auto visits = static_cast<double>(options_.teams * kMostVisits);
  for (LeastVisits& row : rows) {
    row.penalty = kGreatestValue * (visits + 1.0);
  }
  RoundChoice choice = choose(value, std::move(rows));
  if (choice.value < 0.0) {
    return std::nullopt;
  }
  const double scale = greatest_ / kGreatestValue;
  choice.bound *= scale;
  choice.value *= scale;
  return choice;
}

double Planner::harm_of(const RoundChoice& choice) const {
  double harm = 0.0;
  for (const auto& round : choice.chosen) {
    for (const std::uint32_t area : rounds_.set(round.set)) {
      harm += given_.harm[area * band_hours_.size() + round.band];
    }
  }
  return harm;
}

void Planner::require_found(bool is_found) const {
  require(is_found, "most_nodes", options_.most_nodes, "enough to find a plan: ten times as many, say");
}

RoundChoice Planner::choose(const std::vector<double>& value, std::vector<LeastVisits> rows) const {
  return choose_rounds({&rounds_, count_, options_.teams, band_hours_, value, std::move(rows)}, options_.most_nodes);
}

}  // namespace libprofile::risk::detail
