// SPDX-License-Identifier: MIT
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "libprofile/publish/detail/view.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

std::vector<std::uint32_t> find_groups(const Document& document) {
  for (const auto& level : document.areas.levels) {
    if (level.codes == document.by_area_level.codes) {
      return level.group_of_unit;
    }
  }
  return std::vector<std::uint32_t>(document.areas.size(), kNoGroup);
}

std::vector<std::optional<std::int64_t>> find_group_counts(const Document& document) {
  const auto& codes = document.by_area_level.codes;
  std::unordered_map<std::string_view, std::size_t> group_of_code;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    group_of_code.emplace(codes[i], i);
  }
  std::vector<std::optional<std::int64_t>> counts(codes.size());
  for (const auto& row : document.counts) {
    if (row.category != "all" || row.level == "neighbourhood") {
      continue;
    }
    if (const auto found = group_of_code.find(row.unit); found != group_of_code.end()) {
      counts[found->second] = row.count;
    }
  }
  return counts;
}

double sum_known(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) {
    sum += std::isfinite(value) ? value : 0.0;
  }
  return sum > 0.0 ? sum : kUnknown;
}

std::vector<double> find_group_populations(const Document& document, const std::vector<std::uint32_t>& group_of_unit) {
  const auto& level = document.by_area_level;
  if (level.population.size() == level.size() && std::isfinite(sum_known(level.population))) {
    return level.population;
  }
  std::vector<double> sums(level.size(), 0.0);
  for (std::size_t i = 0; i < group_of_unit.size() && i < document.areas.population.size(); ++i) {
    if (group_of_unit[i] < sums.size()) {
      sums[group_of_unit[i]] += document.areas.population[i];
    }
  }
  return sums;
}

double per_1000(const std::optional<std::int64_t>& count, double population) {
  return count && population > 0.0 ? 1000.0 * static_cast<double>(*count) / population : kUnknown;
}

void sort_units(View& view) {
  const auto& document = view.document;
  for (std::uint32_t i = 0; i < document.hotspots.size(); ++i) {
    const std::string& tier = document.hotspots[i].tier;
    if (tier.size() == 1 && tier[0] >= 'A' && tier[0] <= 'C') {
      view.tier_units[tier[0] - 'A'].push_back(i);
    }
  }
  for (const auto& neighbourhood : document.neighbourhoods) {
    view.low_units += neighbourhood.reliability == Reliability::low ? 1 : 0;
    view.withheld_units += neighbourhood.reliability == Reliability::withheld ? 1 : 0;
  }
}

}  // namespace

double View::reference_rate(std::size_t unit) const {
  const std::uint32_t group = group_of_unit[unit];
  const double rate = group < group_rate_per_1000.size() ? group_rate_per_1000[group] : kUnknown;
  return std::isfinite(rate) ? rate : rate_per_1000;
}

std::string_view View::group_name(std::size_t unit) const {
  const std::uint32_t group = group_of_unit[unit];
  return group < document.by_area_level.names.size() ? std::string_view(document.by_area_level.names[group])
                                                     : std::string_view();
}

View make_view(const Document& document) {
  View view{document, find_groups(document), find_group_counts(document), {}, {}, kUnknown, kUnknown, {}, 0, 0};
  view.group_population = find_group_populations(document, view.group_of_unit);
  for (std::size_t i = 0; i < view.group_count.size(); ++i) {
    view.group_rate_per_1000.push_back(per_1000(view.group_count[i], view.group_population[i]));
  }
  view.population = sum_known(document.areas.population);
  view.rate_per_1000 = per_1000(document.total, view.population);
  sort_units(view);
  return view;
}

std::string_view counted_noun(const Document& document) {
  return document.manifest.counted == "persons" ? "persons in incidents" : "incidents";
}

}  // namespace libprofile::publish::detail
