// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>

#include "libprofile/publish/detail/map_model.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

struct Measured {
  std::optional<std::int64_t> count;
  double rate_per_1000;
  /// So few that the rate says nothing.
  bool is_weak = false;
};

using Breaks = std::array<double, 4>;

std::uint8_t shade(double value, const Breaks& breaks) {
  return static_cast<std::uint8_t>(1 + (std::upper_bound(breaks.begin(), breaks.end(), value) - breaks.begin()));
}

Breaks rate_breaks(double overall) {
  return {0.5 * overall, 0.8 * overall, 1.25 * overall, 2.0 * overall};
}

/// Steps that are multiples of the rounding base.
Breaks count_breaks(const std::vector<Measured>& values, std::int64_t base) {
  std::int64_t most = 1;
  for (const Measured& value : values) {
    most = std::max(most, value.count.value_or(0));
  }
  const std::int64_t unit = std::max<std::int64_t>(1, base);
  const auto step = static_cast<double>((most / 5 + unit - 1) / unit * unit + (most < 5 * unit ? unit : 0));
  return {step, 2 * step, 3 * step, 4 * step};
}

std::vector<std::string> rate_meanings(const Breaks& breaks) {
  static constexpr std::array<std::string_view, 5> kWords = {
      "less than half the rate of all areas", "lower than all areas", "about the rate of all areas",
      "higher than all areas", "more than twice the rate of all areas"};
  std::vector<std::string> meanings;
  for (std::size_t i = 0; i < 5; ++i) {
    const std::string range = i == 0   ? "under " + rate_text(breaks[0])
                              : i == 4 ? rate_text(breaks[3]) + " and over"
                                       : rate_text(breaks[i - 1]) + " to " + rate_text(breaks[i]);
    meanings.push_back(range + ": " + std::string(kWords[i]));
  }
  return meanings;
}

std::vector<std::string> count_meanings(const Breaks& breaks) {
  std::vector<std::string> meanings;
  for (std::size_t i = 0; i < 5; ++i) {
    meanings.push_back(i == 0   ? "under " + decimal(breaks[0], 0)
                       : i == 4 ? decimal(breaks[3], 0) + " and over"
                                : decimal(breaks[i - 1], 0) + " to under " + decimal(breaks[i], 0));
  }
  return meanings;
}

void keep_classes_that_occur(MapModel& model) {
  std::array<bool, 8> occurs{};
  for (const std::uint8_t style : model.style_of_area) {
    occurs[style] = true;
  }
  std::erase_if(model.classes, [&](const MapClass& item) { return !occurs[item.style]; });
}

MapModel shaded_map(const View& view, const geography::AreaSet& areas, const std::vector<Measured>& values) {
  const bool has_rates = std::isfinite(view.rate_per_1000) && view.rate_per_1000 > 0.0;
  const Breaks breaks = has_rates ? rate_breaks(view.rate_per_1000) : count_breaks(values, view.base());
  MapModel model{&areas, nullptr, {}, {}, {}};
  model.measure = capitalised(std::string(counted_noun(view.document))) + (has_rates ? " per 1,000 residents" : "");
  for (const Measured& value : values) {
    const double shown = has_rates ? value.rate_per_1000 : static_cast<double>(value.count.value_or(0));
    model.style_of_area.push_back(!value.count || !std::isfinite(shown) ? kHatched
                                  : has_rates && value.is_weak          ? kWeak
                                                                        : shade(shown, breaks));
  }
  const auto meanings = has_rates ? rate_meanings(breaks) : count_meanings(breaks);
  for (std::size_t i = 5; i > 0; --i) {
    model.classes.push_back({static_cast<std::uint8_t>(i), "", meanings[i - 1]});
  }
  model.classes.push_back({kWeak, "", "too few to say"});
  model.classes.push_back({kHatched, "", "withheld, or no data"});
  keep_classes_that_occur(model);
  return model;
}

}  // namespace

MapModel tier_map(const View& view) {
  const auto& document = view.document;
  MapModel model{&document.areas,
                 &document.by_area_level,
                 std::vector<std::uint8_t>(document.areas.size(), kPlain),
                 {},
                 "Areas by tier"};
  static constexpr std::array<std::uint8_t, 3> kStyles = {5, 4, 2};
  for (std::size_t i = 0; i < document.neighbourhoods.size(); ++i) {
    const auto& neighbourhood = document.neighbourhoods[i];
    const bool is_withheld = !neighbourhood.count || neighbourhood.reliability == Reliability::withheld;
    model.style_of_area[i] = is_withheld ? kHatched : neighbourhood.reliability == Reliability::low ? kWeak : kPlain;
  }
  for (std::size_t tier = 0; tier < 3; ++tier) {
    for (const std::uint32_t unit : view.tier_units[tier]) {
      model.style_of_area[unit] = kStyles[tier];
    }
  }
  model.classes = {{5, "A", "tier A: go here first"},       {4, "B", "tier B: then here"},
                   {2, "C", "tier C: where there is time"}, {kPlain, "", "in no tier"},
                   {kWeak, "", "too few to say"},           {kHatched, "", "withheld, or no data"}};
  keep_classes_that_occur(model);
  return model;
}

MapModel area_map(const View& view) {
  std::vector<Measured> values;
  for (const auto& neighbourhood : view.document.neighbourhoods) {
    values.push_back(
        {neighbourhood.count, neighbourhood.rate_per_1000.value, neighbourhood.reliability == Reliability::low});
  }
  MapModel model = shaded_map(view, view.document.areas, values);
  model.background = &view.document.by_area_level;
  return model;
}

MapModel group_map(const View& view) {
  std::vector<Measured> values;
  for (std::size_t i = 0; i < view.group_count.size(); ++i) {
    values.push_back({view.group_count[i], view.group_rate_per_1000[i]});
  }
  MapModel model = shaded_map(view, view.document.by_area_level, values);
  model.background = &view.document.by_area_level;
  return model;
}

}  // namespace libprofile::publish::detail
