// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "libprofile/publish/detail/view.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

const geography::Level* find_level(const Document& document) {
  for (const auto& level : document.areas.levels) {
    if (level.codes == document.by_area_level.codes) {
      return &level;
    }
  }
  return nullptr;
}

std::vector<std::uint32_t> find_groups(const Document& document) {
  const geography::Level* level = find_level(document);
  return level != nullptr ? level->group_of_unit : std::vector<std::uint32_t>(document.areas.size(), kNoGroup);
}

/// The name of the level where it is made of lower-case words; a column's name such as LAD22CD says nothing to a
/// reader.
std::string group_word(const Document& document) {
  const geography::Level* level = find_level(document);
  const auto is_of_words = [](char character) { return (character >= 'a' && character <= 'z') || character == ' '; };
  const bool is_word =
      level != nullptr && !level->name.empty() && std::all_of(level->name.begin(), level->name.end(), is_of_words);
  return is_word ? level->name : "district";
}

/// "wards", "boroughs", "counties".
std::string plural_of(const std::string& word) {
  constexpr std::string_view kVowels = "aeiou";
  const bool ends_in_y = word.size() > 1 && word.back() == 'y' && kVowels.find(word[word.size() - 2]) == kVowels.npos;
  if (ends_in_y) {
    return word.substr(0, word.size() - 1) + "ies";
  }
  return word.ends_with('s') || word.ends_with('x') || word.ends_with("ch") || word.ends_with("sh") ? word + "es"
                                                                                                    : word + "s";
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

/// Incidents and residents of the same units.
struct Exposed {
  std::int64_t count = 0;
  double residents = 0.0;
  std::size_t units = 0;
};

double residents_of(const Document& document, std::size_t unit) {
  return unit < document.areas.population.size() ? document.areas.population[unit] : kUnknown;
}

void add_unit(Exposed& sum, const Document& document, std::size_t unit) {
  const auto& count = document.neighbourhoods[unit].count;
  const double residents = residents_of(document, unit);
  if (count && std::isfinite(residents)) {
    sum.count += *count;
    sum.residents += residents;
    ++sum.units;
  }
}

/// What a group's residents and rate are made from.
struct GroupParts {
  /// Units that have a count and residents.
  Exposed exposed;
  double known_residents = 0.0;
  bool is_whole = true;
};

std::vector<GroupParts> find_group_parts(const Document& document, const std::vector<std::uint32_t>& group_of_unit) {
  std::vector<GroupParts> groups(document.by_area_level.size());
  for (std::size_t unit = 0; unit < document.neighbourhoods.size() && unit < group_of_unit.size(); ++unit) {
    if (group_of_unit[unit] >= groups.size()) {
      continue;
    }
    GroupParts& group = groups[group_of_unit[unit]];
    const double residents = residents_of(document, unit);
    add_unit(group.exposed, document, unit);
    group.known_residents += std::isfinite(residents) ? residents : 0.0;
    group.is_whole = group.is_whole && std::isfinite(residents);
  }
  return groups;
}

double per_1000(const std::optional<std::int64_t>& count, double population) {
  return count && population > 0.0 ? 1000.0 * static_cast<double>(*count) / population : kUnknown;
}

/// Where the residents of every unit of a group are known, its released count over them; else both summed over the
/// units that have both.
void add_group_rates(View& view) {
  const auto& level = view.document.by_area_level;
  const std::vector<GroupParts> groups = find_group_parts(view.document, view.group_of_unit);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const bool is_given = i < level.population.size() && std::isfinite(level.population[i]);
    const Exposed& exposed = groups[i].exposed;
    const double known = groups[i].known_residents > 0.0 ? groups[i].known_residents : kUnknown;
    view.group_population.push_back(is_given ? level.population[i] : known);
    view.group_rate_per_1000.push_back(groups[i].is_whole || exposed.units == 0
                                           ? per_1000(view.group_count[i], view.group_population[i])
                                           : per_1000(exposed.count, exposed.residents));
  }
}

void add_overall_rate(View& view) {
  Exposed all;
  for (std::size_t unit = 0; unit < view.document.neighbourhoods.size(); ++unit) {
    add_unit(all, view.document, unit);
  }
  if (all.units > 0 && all.residents > 0.0) {
    view.rated_count = all.count;
    view.population = all.residents;
    view.rate_per_1000 = per_1000(all.count, all.residents);
  }
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

double View::group_rate(std::size_t unit) const {
  const std::uint32_t group = group_of_unit[unit];
  return group < group_rate_per_1000.size() ? group_rate_per_1000[group] : kUnknown;
}

std::string_view View::group_name(std::size_t unit) const {
  const std::uint32_t group = group_of_unit[unit];
  return group < document.by_area_level.names.size() ? std::string_view(document.by_area_level.names[group])
                                                     : std::string_view();
}

View make_view(const Document& document) {
  const std::string word = group_word(document);
  View view{document,
            word,
            plural_of(word),
            find_groups(document),
            find_group_counts(document),
            {},
            {},
            std::nullopt,
            kUnknown,
            kUnknown,
            {},
            0,
            0};
  add_group_rates(view);
  add_overall_rate(view);
  sort_units(view);
  return view;
}

bool counts_persons(const Document& document) {
  return document.manifest.counted == "persons";
}

std::string_view counted_noun(const Document& document) {
  return counts_persons(document) ? "counts of persons" : "incidents";
}

std::string_view more_counted(const Document& document) {
  return counts_persons(document) ? "higher counts of persons" : "more incidents";
}

}  // namespace libprofile::publish::detail
