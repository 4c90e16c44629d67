// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/distance_spread.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace libprofile::profile::detail {
namespace {

using Bits = std::uint8_t;

/// The first bands, up to and with one.
Bits up_to(std::size_t band) {
  return static_cast<Bits>((1U << (band + 1)) - 1U);
}

/// One type's bounds, from the areas of one level.
class Bounds {
 public:
  Bounds(disclosure::DistanceTable& table, std::size_t type) : table_(table), type_(type) {}

  /// @param areas  Bands of each area. @param shown  What is released of it.
  void narrow(std::span<const Bits> areas, std::span<const disclosure::ProtectedCount> shown, std::size_t row) {
    for (std::size_t band = 0; band + 1 < table_.bands.size(); ++band) {
      const Bits near = up_to(band);
      const auto far = static_cast<Bits>(~near);
      const bool is_one_near = is_in_one(areas, near);
      const bool is_one_far = is_in_one(areas, far);
      for (std::size_t area = 0; area < areas.size(); ++area) {
        const auto& count = shown[area * row + row - 1].count;
        if (!count || areas[area] == 0) {
          continue;
        }
        if ((areas[area] & far) == 0) {
          at_least(band, *count);
        }
        if ((areas[area] & near) == 0) {
          at_most(band, table_.pinned_total - *count);
        }
        if (is_one_near && (areas[area] & near) != 0) {
          at_most(band, *count);
        }
        if (is_one_far && (areas[area] & far) != 0) {
          at_least(band, table_.pinned_total - *count);
        }
      }
    }
  }

  void at_least(std::size_t band, std::int64_t count) {
    auto& least = table_.least[cell(band)];
    least = std::max(least, count);
  }
  void at_most(std::size_t band, std::int64_t count) {
    auto& most = table_.most[cell(band)];
    most = std::min(most, count);
  }

 private:
  [[nodiscard]] std::size_t cell(std::size_t band) const { return type_ * (table_.bands.size() - 1) + band; }

  /// Whether all incidents of some bands lie in one area.
  static bool is_in_one(std::span<const Bits> areas, Bits bands) {
    return std::count_if(areas.begin(), areas.end(), [bands](Bits area) { return (area & bands) != 0; }) == 1;
  }

  disclosure::DistanceTable& table_;
  std::size_t type_;
};

std::vector<Bits> of_groups(std::span<const Bits> units, const geography::Level& level) {
  std::vector<Bits> groups(level.codes.size(), 0);
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    groups[level.group_of_unit[unit]] = static_cast<Bits>(groups[level.group_of_unit[unit]] | units[unit]);
  }
  return groups;
}

}  // namespace

std::vector<std::uint8_t> distance_reach(const std::vector<std::vector<std::uint8_t>>& band, std::size_t bands) {
  const std::size_t types = band.size();
  assert(bands <= 8);
  std::vector<std::uint8_t> reach(types * types * bands, 0);
  for (std::size_t type = 0; type < types; ++type) {
    for (std::size_t other = 0; other < types; ++other) {
      std::uint8_t* const row = reach.data() + (type * types + other) * bands;
      for (std::size_t place = 0; place < band[type].size(); ++place) {
        std::uint8_t& farthest = row[band[type][place]];
        farthest = std::max(farthest, band[other][place]);
      }
      std::partial_sum(row, row + bands, row, [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); });
    }
  }
  return reach;
}

DistanceSpread distance_spread(const std::vector<std::vector<std::uint8_t>>& band, std::span<const std::int32_t> unit,
                               std::size_t units) {
  DistanceSpread spread;
  spread.bands.assign(band.size() * units, 0);
  for (std::size_t type = 0; type < band.size(); ++type) {
    for (std::size_t place = 0; place < unit.size(); ++place) {
      std::uint8_t& of_unit = spread.bands[type * units + static_cast<std::size_t>(unit[place])];
      of_unit = static_cast<std::uint8_t>(of_unit | (1U << band[type][place]));
    }
  }
  return spread;
}

void bound_by_areas(disclosure::DistanceTable& table, const DistanceSpread& spread,
                    const disclosure::ProtectedTable& counts, const geography::AreaSet& areas) {
  const std::size_t row = counts.categories.size() + 1;
  const std::size_t units = areas.codes.size();
  for (std::size_t type = 0; type < table.types.size(); ++type) {
    Bounds bounds(table, type);
    const auto of_type = std::span(spread.bands).subspan(type * units, units);
    bounds.narrow(of_type, counts.levels.front().cells, row);
    for (std::size_t level = 0; level < areas.levels.size(); ++level) {
      bounds.narrow(of_groups(of_type, areas.levels[level]), counts.levels[level + 1].cells, row);
    }
  }
}

void bound_by_premises(disclosure::DistanceTable& table, const disclosure::PremisesTable& raw,
                       const disclosure::ProtectedPremises& premises) {
  if (table.outer != table.inner || table.inner == 0) {
    return;
  }
  for (std::size_t type = 0; type < table.types.size(); ++type) {
    const auto given = std::span(raw.incidents).subspan(type * raw.groups.size(), raw.groups.size());
    const auto within = std::span(table.incidents).subspan(type * table.bands.size(), table.inner);
    const bool is_one_number = std::accumulate(given.begin(), given.end(), std::int64_t{0}) ==
                               std::accumulate(within.begin(), within.end(), std::int64_t{0});
    const auto& shown = premises.by_type[type].incidents.count;
    if (is_one_number && shown) {
      Bounds bounds(table, type);
      bounds.at_least(table.inner - 1, *shown);
      bounds.at_most(table.inner - 1, *shown);
    }
  }
}

}  // namespace libprofile::profile::detail
