// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect_distances.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/controlled_rounding.hpp"

namespace libprofile::disclosure {
namespace {

constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

using Counts = std::vector<std::int64_t>;

void require_shape(const DistanceTable& table, const ProtectedPremises& premises) {
  const std::size_t types = table.types.size();
  const std::size_t bands = table.bands.size();
  require(table.types == premises.types, "types", types, "those of the premises, in their order");
  require(bands >= 2, "number of bands", bands, "2 or more");
  require(table.inner < bands, "inner", table.inner, "below the number of bands");
  require(table.outer >= table.inner && table.outer <= bands, "outer", table.outer, "in inner to the number of bands");
  require(table.incidents.size() == types * bands, "incidents", table.incidents.size(), "one for each type and band");
  const std::size_t near = types * (bands - 1);
  constexpr const char* kOneEach = "one for each type and band but the last";
  require(table.largest.size() == near, "largest", table.largest.size(), kOneEach);
  require(table.land_km2.size() == near, "land_km2", table.land_km2.size(), kOneEach);
  require(table.least.size() == near, "least", table.least.size(), kOneEach);
  require(table.most.size() == near, "most", table.most.size(), kOneEach);
  require(table.reach.size() == types * types * bands, "reach", table.reach.size(),
          "one for each type, other type and band");
  for (std::size_t cell = 0; cell < near; ++cell) {
    const std::int64_t incidents = table.incidents[cell / (bands - 1) * bands + cell % (bands - 1)];
    require(table.largest[cell] >= 0 && table.largest[cell] <= incidents, "largest", table.largest[cell],
            "in 0 to the incidents of its band");
  }
}

/// To two significant figures: a length or a place cannot be had from land.
double to_two_figures(double land_km2) {
  if (!(land_km2 > 0.0) || !std::isfinite(land_km2)) {
    return kNotKnown;
  }
  // Whole powers of ten on either side, so that the result is the double nearest to its two figures.
  const double power = std::floor(std::log10(land_km2)) - 1.0;
  const double scale = std::pow(10.0, std::abs(power));
  return power < 0.0 ? std::round(land_km2 * scale) / scale : std::round(land_km2 / scale) * scale;
}

Counts rounded(const DistanceTable& table, std::size_t type, const Policy& policy, const core::Key& key) {
  RoundingTable rounding{.name = "premises distances " + table.types[type],
                         .rows = table.bands,
                         .columns = {"incidents"},
                         .margin = ColumnMargin::none};
  const auto row = std::span(table.incidents).subspan(type * table.bands.size(), table.bands.size());
  rounding.counts.assign(row.begin(), row.end());
  rounding.pins = {{table.bands.size(), 0, table.pinned_total}};
  return controlled_rounding(rounding, policy.rounding_base(), key).levels.front();
}

/// What the first bands have together.
std::int64_t sum_of(const Counts& counts, std::size_t bands) {
  return std::accumulate(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(bands), std::int64_t{0});
}

/// Which types stay away, from the rounded counts of all of them.
class Withheld {
 public:
  Withheld(const DistanceTable& table, const ProtectedPremises& premises, const Policy& policy,
           const std::vector<Counts>& rounded)
      : table_(table), rounded_(rounded) {
    for (std::size_t type = 0; type < table.types.size(); ++type) {
      const ProtectedPremisesCell& cell = premises.by_type[type];
      const bool is_alone = !cell.premises.count || !cell.incidents.count || is_of_one(type, policy.fields().dominance);
      types_.push_back(is_alone || (policy.rounding_base() > 1 && (is_beside(type, cell, premises) || is_off(type))));
    }
    for (std::size_t type = 0; type < table.types.size() && policy.rounding_base() > 1; ++type) {
      types_[type] = types_[type] || is_above_another(type);
    }
  }

  [[nodiscard]] bool has(std::size_t type) const { return types_[type]; }

 private:
  /// Whether a band is about one premises.
  [[nodiscard]] bool is_of_one(std::size_t type, double dominance) const {
    const std::size_t near = table_.bands.size() - 1;
    for (std::size_t band = 0; band < near && dominance < 1.0; ++band) {
      const auto incidents = static_cast<double>(table_.incidents[type * table_.bands.size() + band]);
      if (static_cast<double>(table_.largest[type * near + band]) > dominance * incidents) {
        return true;
      }
    }
    return false;
  }

  /// Whether incidents near premises say more: what is given to a type lies in its bands up to the radius, and what
  /// lies in those within it is given to some type.
  [[nodiscard]] bool is_beside(std::size_t type, const ProtectedPremisesCell& cell,
                               const ProtectedPremises& premises) const {
    const std::int64_t reaching = sum_of(rounded_[type], table_.outer);
    const std::int64_t within = sum_of(rounded_[type], table_.inner);
    const bool is_too_low =
        reaching < *cell.incidents.count || (reaching == 0 && cell.with_incident.count.value_or(0) > 0);
    return is_too_low || (table_.all_within_are_near && within > premises.all.incidents.count.value_or(within));
  }

  [[nodiscard]] bool is_off(std::size_t type) const {
    const std::size_t near = table_.bands.size() - 1;
    for (std::size_t band = 0; band < near; ++band) {
      const std::int64_t sum = sum_of(rounded_[type], band + 1);
      if (sum < table_.least[type * near + band] || sum > table_.most[type * near + band]) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool is_above_another(std::size_t type) const {
    const std::size_t bands = table_.bands.size();
    for (std::size_t other = 0; other < table_.types.size(); ++other) {
      for (std::size_t band = 0; band + 1 < bands && other != type && !types_[other]; ++band) {
        const std::size_t holds = table_.reach[(type * table_.types.size() + other) * bands + band];
        if (sum_of(rounded_[type], band + 1) > sum_of(rounded_[other], holds + 1)) {
          return true;
        }
      }
    }
    return false;
  }

  const DistanceTable& table_;
  const std::vector<Counts>& rounded_;
  std::vector<bool> types_;
};

}  // namespace

Protected<ProtectedDistances> protect_distances(const DistanceTable& table, const ProtectedPremises& premises,
                                                const Policy& policy, const core::Key& key) {
  ProtectedDistances result{.types = table.types, .bands = table.bands, .base = policy.rounding_base()};
  if (table.types.empty()) {
    return Gate::pass(std::move(result), policy);
  }
  require_shape(table, premises);
  result.total = released(table.pinned_total, result.base);
  std::vector<Counts> all;
  for (std::size_t type = 0; type < table.types.size(); ++type) {
    all.push_back(rounded(table, type, policy, key));
  }
  const Withheld withheld(table, premises, policy, all);
  const std::size_t near = table.bands.size() - 1;
  for (std::size_t type = 0; type < table.types.size(); ++type) {
    for (const std::int64_t count : all[type]) {
      result.incidents.push_back(withheld.has(type) ? ProtectedCount{} : released(count, result.base));
    }
    for (std::size_t band = 0; band < near; ++band) {
      result.land_km2.push_back(withheld.has(type) ? kNotKnown : to_two_figures(table.land_km2[type * near + band]));
    }
  }
  return Gate::pass(std::move(result), policy);
}

}  // namespace libprofile::disclosure
