// SPDX-License-Identifier: MIT
/// @file
/// Every plan that there is, one after the other.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <vector>

#include "libprofile/risk/outreach_plan.hpp"

namespace libprofile::testing {

struct PlanByDefinition {
  double harm = 0.0;
  std::size_t reserved = 0;
};

namespace detail {

class EveryPlan {
 public:
  EveryPlan(const risk::PlanAreas& areas, const risk::PlanOptions& options)
      : areas_(areas),
        options_(options),
        bands_(areas.band_hours.size()),
        count_(areas.harm.size() / bands_),
        is_taken_(areas.harm.size()) {
    for (std::uint32_t set = 1; set < 1U << count_; ++set) {
      const double hours = least_hours(set);
      for (std::size_t band = 0; band < bands_; ++band) {
        if (hours <= std::min(options.hours, areas.band_hours[band]) + 1e-9) {
          rounds_.push_back({set, band});
        }
      }
    }
  }

  /// The most harm, keeping floors and at least so many visits to areas in reserve.
  [[nodiscard]] std::optional<PlanByDefinition> best(std::size_t reserved) {
    reserved_ = reserved;
    best_.reset();
    choose(0, options_.teams);
    return best_;
  }

 private:
  struct Round {
    std::uint32_t set;
    std::size_t band;
  };

  [[nodiscard]] double way(std::size_t from, std::size_t to) const {
    if (areas_.travel_hours.empty()) {
      return 0.0;
    }
    // Any sequence of distinct areas between the two, by permutations of who may be passed.
    std::vector<std::size_t> others;
    for (std::size_t area = 0; area < count_; ++area) {
      if (area != from && area != to) {
        others.push_back(area);
      }
    }
    double best = areas_.travel_hours[from * count_ + to];
    do {
      double hours = 0.0;
      std::size_t at = from;
      for (const std::size_t by : others) {
        hours += areas_.travel_hours[at * count_ + by];
        at = by;
        best = std::min(best, hours + areas_.travel_hours[at * count_ + to]);
      }
    } while (std::next_permutation(others.begin(), others.end()));
    return best;
  }

  [[nodiscard]] double least_hours(std::uint32_t set) const {
    std::vector<std::size_t> order;
    for (std::size_t area = 0; area < count_; ++area) {
      if ((set >> area & 1U) != 0) {
        order.push_back(area);
      }
    }
    double best = 1e300;
    do {
      double hours = static_cast<double>(order.size()) * options_.visit_hours;
      for (std::size_t i = 1; i < order.size(); ++i) {
        hours += way(order[i - 1], order[i]);
      }
      best = std::min(best, hours);
    } while (std::next_permutation(order.begin(), order.end()));
    return best;
  }

  void judge() {
    std::vector<std::uint32_t> visits(areas_.floors.size(), 0);
    PlanByDefinition plan;
    for (std::size_t slot = 0; slot < is_taken_.size(); ++slot) {
      if (is_taken_[slot]) {
        plan.harm += areas_.harm[slot];
        const std::size_t area = slot / bands_;
        plan.reserved += !areas_.reserve.empty() && areas_.reserve[area] != 0 ? 1 : 0;
        if (!visits.empty()) {
          ++visits[areas_.district[area]];
        }
      }
    }
    for (std::size_t district = 0; district < visits.size(); ++district) {
      if (visits[district] < areas_.floors[district]) {
        return;
      }
    }
    if (plan.reserved >= reserved_ && (!best_ || plan.harm > best_->harm)) {
      best_ = plan;
    }
  }

  void choose(std::size_t first, std::size_t teams) {
    judge();
    for (std::size_t i = first; teams > 0 && i < rounds_.size(); ++i) {
      bool is_free = true;
      for (std::size_t area = 0; area < count_; ++area) {
        is_free = is_free && ((rounds_[i].set >> area & 1U) == 0 || !is_taken_[area * bands_ + rounds_[i].band]);
      }
      if (is_free) {
        mark(rounds_[i], true);
        choose(i + 1, teams - 1);
        mark(rounds_[i], false);
      }
    }
  }

  void mark(const Round& round, bool value) {
    for (std::size_t area = 0; area < count_; ++area) {
      if ((round.set >> area & 1U) != 0) {
        is_taken_[area * bands_ + round.band] = value;
      }
    }
  }

  const risk::PlanAreas& areas_;
  const risk::PlanOptions& options_;
  std::size_t bands_;
  std::size_t count_;
  std::vector<Round> rounds_;
  std::vector<bool> is_taken_;
  std::size_t reserved_ = 0;
  std::optional<PlanByDefinition> best_;
};

}  // namespace detail

/// The most harm of any plan that keeps floors and as much of `reserved_target` as can be; empty where floors cannot be
/// kept. For a handful of areas.
[[nodiscard]] inline std::optional<PlanByDefinition> outreach_plan_by_definition(const risk::PlanAreas& areas,
                                                                                 const risk::PlanOptions& options,
                                                                                 std::size_t reserved_target) {
  detail::EveryPlan every(areas, options);
  for (std::size_t reserved = reserved_target + 1; reserved-- > 0;) {
    if (const auto found = every.best(reserved)) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace libprofile::testing
