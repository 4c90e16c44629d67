// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/summary.hpp"

#include <algorithm>
#include <cmath>

#include "libprofile/publish/detail/tier_words.hpp"
#include "libprofile/publish/detail/words.hpp"
#include "libprofile/publish/register_date.hpp"

namespace libprofile::publish::detail {
namespace {

std::string about(const std::optional<std::int64_t>& count, std::int64_t base) {
  return (count && *count > 0 && base > 1 ? "about " : "") + count_text(count, base);
}

std::string what_was_counted(const View& view) {
  const auto& document = view.document;
  const std::string window = window_text(document.manifest.window_start, document.manifest.window_end);
  if (document.areas.size() == 0) {
    return "There is no area in this profile, so nothing can be said about " + window + ".";
  }
  const std::string where = " in " + how_many(document.areas.size(), "area") + ", " + window;
  if (!document.total) {
    return "The number of " + std::string(counted_noun(document)) + where + ", is withheld.";
  }
  const std::string unit =
      counts_persons(document) ? " (a person is counted once in each area and category)" : " (records, not persons)";
  return capitalised(about(document.total, view.base())) + " " + std::string(counted_noun(document)) + unit + where +
         ".";
}

/// Of the areas in tiers, how many have an interval of which kind.
std::string how_sure(const View& view) {
  std::size_t well = 0;
  std::size_t total = 0;
  for (const auto& units : view.tier_units) {
    for (const std::uint32_t unit : units) {
      const std::string_view word = sureness(view.document.neighbourhoods[unit].rate_per_1000);
      total += word.empty() ? 0 : 1;
      well += word == "known well" ? 1 : 0;
    }
  }
  if (total == 0) {
    return {};
  }
  if (10 * well >= 8 * total) {
    return "Their rates are known well: in most, the highest likely value is less than twice the lowest.";
  }
  if (2 * well >= total) {
    return "About half of their rates are known well; read the others with their range.";
  }
  return "Most of their rates are known only roughly: use the range, not the single number.";
}

std::string what_cannot_be_said(const View& view) {
  std::vector<std::string> parts;
  if (view.withheld_units > 0) {
    parts.push_back(how_many(view.withheld_units, "area is", "areas are") +
                    " withheld, because what is there could point to a person");
  }
  if (view.low_units > 0) {
    parts.push_back(how_many(view.low_units, "area has", "areas have") + " too few " +
                    (counts_persons(view.document) ? "persons" : "incidents") + " to be compared");
  }
  return parts.empty() ? std::string() : capitalised(enumerated(parts)) + ".";
}

/// Rates of residents say little where people come from elsewhere.
std::string whose_rates_mislead(const View& view) {
  const auto& rows = view.document.neighbourhoods;
  const auto doubted = static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const Neighbourhood& row) { return !row.denominator.empty(); }));
  return doubted == 0
             ? std::string()
             : "In " + how_many(doubted, "area") +
                   " residents may be the wrong people to set counts against, as in a town centre, where people "
                   "come from elsewhere: look at the count there, not at the rate.";
}

std::string what_has_no_place(const View& view) {
  const auto& count = view.document.without_place;
  if (!count || *count == 0) {
    return {};
  }
  const std::int64_t outside = outside_areas(view.document);
  return capitalised(about(count, view.base())) + " more records have no usable place" +
         (outside > 0 ? ", and " + about(outside, view.base()) + " lie outside the areas" : "") +
         ": they are on no map and in no rate.";
}

/// Sources of which rows could not be used: by how many the counts may be too low.
std::vector<std::string> what_was_left_out(const View& view) {
  std::vector<std::string> sentences;
  for (const SourceQuality& source : view.document.quality.sources) {
    const std::int64_t rejected = source.rows_read - source.accepted - source.duplicates;
    if (rejected <= 0 || 100 * rejected < source.rows_read) {
      continue;
    }
    const auto most = std::max_element(source.rejected.begin(), source.rejected.end(),
                                       [](const auto& a, const auto& b) { return a.rows < b.rows; });
    sentences.push_back(capitalised(about(rejected, view.base())) + " of " + about(source.rows_read, view.base()) +
                        " rows of " + source.source + " could not be read and are in no number" +
                        (most == source.rejected.end() ? "." : ", most often for “" + most->rule + "”."));
  }
  return sentences;
}

std::string names_of(const std::vector<PremisesType>& types, const std::vector<std::size_t>& chosen) {
  std::vector<std::string> names;
  for (const std::size_t i : chosen) {
    names.push_back("“" + types[i].name + "”");
  }
  return enumerated(names);
}

void append_premises(const View& view, std::vector<std::string>& sentences) {
  const auto& types = view.document.premises_types;
  if (types.empty()) {
    sentences.push_back("No register of premises was given, so nothing can be said about types of premises.");
    return;
  }
  const double mean = view.document.all_types_per_100.value;
  const std::string more(more_counted(view.document));
  const auto high = types_that_stand_out(types);
  const auto withheld = types_with_flag(types, "withheld");
  const std::string old = register_outside_window(view.document.manifest);
  if (high.empty()) {
    sentences.push_back("No type of premises had clearly " + more + " nearby than premises of all types together.");
  } else {
    sentences.push_back("Near " + how_many(high.size(), "type") + " of premises there were " + more +
                        " than expected, all types looked at: " + names_of(types, high) + ".");
    const PremisesType& first = types[*std::max_element(high.begin(), high.end(), [&](std::size_t a, std::size_t b) {
      return types[a].rate_per_100.value < types[b].rate_per_100.value;
    })];
    sentences.push_back("Near “" + first.name + "” it was " + rate_text(first.rate_per_100.value) + " " +
                        std::string(counted_noun(view.document)) + " per 100 premises (" +
                        interval_text(first.rate_per_100) + "); over all types, " + rate_text(mean) + ".");
  }
  sentences.push_back("This is correlation, not evidence: it says where to look, and nothing about any one business.");
  if (!old.empty()) {
    sentences.push_back("Beware: " + old + ".");
  }
  if (!withheld.empty()) {
    sentences.push_back("About " + how_many(withheld.size(), "type") +
                        " nothing can be said, because too few premises or " +
                        (counts_persons(view.document) ? "persons" : "incidents") + " are behind the number.");
  }
}

void append_public(const View& view, std::vector<std::string>& sentences) {
  if (std::isfinite(view.rate_per_1000)) {
    sentences.push_back(
        (view.rates_everything() ? "That is " : "Where numbers and residents are both known, that is ") +
        rate_text(view.rate_per_1000) + (counts_persons(view.document) ? " counts" : "") +
        " for every 1,000 residents over the whole window.");
    if (counts_persons(view.document)) {
      sentences.push_back(
          "It is not how many different persons there were: who is in several areas or categories is in it several "
          "times.");
    }
  }
  const auto& rates = view.group_rate_per_1000;
  const auto& names = view.document.by_area_level.names;
  const auto is_known = [](double rate) { return std::isfinite(rate); };
  if (std::count_if(rates.begin(), rates.end(), is_known) >= 2) {
    const auto higher = [&](const auto& limit) {
      std::vector<std::string> found;
      for (std::size_t i = 0; i < rates.size(); ++i) {
        if (limit(rates[i])) {
          found.push_back(names[i]);
        }
      }
      return found;
    };
    const auto above = higher([&](double rate) { return rate > 1.25 * view.rate_per_1000; });
    if (above.empty()) {
      sentences.push_back("No " + view.group_word + " is more than a quarter above that.");
    } else if (above.size() <= 6) {
      sentences.push_back(enumerated(above) + (above.size() == 1 ? " is" : " are") +
                          " more than a quarter above that.");
    }
  }
}

}  // namespace

std::int64_t outside_areas(const Document& document) {
  for (const SourceQuality& source : document.quality.sources) {
    if (source.source == "incidents") {
      return source.outside_areas;
    }
  }
  return 0;
}

std::vector<std::string> summary(const View& view, Audience audience) {
  std::vector<std::string> sentences{what_was_counted(view)};
  if (audience == Audience::open) {
    append_public(view, sentences);
  } else if (audience == Audience::licensing) {
    append_premises(view, sentences);
  } else {
    const std::vector<std::string> more = where_more(view);
    sentences.insert(sentences.end(), more.begin(), more.end());
    sentences.push_back(how_sure(view));
  }
  if (audience == Audience::analyst || audience == Audience::outreach) {
    sentences.push_back(whose_rates_mislead(view));
    sentences.push_back(what_cannot_be_said(view));
  }
  if (audience != Audience::licensing) {
    sentences.push_back(what_has_no_place(view));
  }
  if (audience == Audience::analyst) {
    const std::vector<std::string> left_out = what_was_left_out(view);
    sentences.insert(sentences.end(), left_out.begin(), left_out.end());
  }
  std::erase(sentences, std::string());
  return sentences;
}

std::string_view sureness(const Estimate& estimate) {
  if (!std::isfinite(estimate.lower) || !std::isfinite(estimate.upper)) {
    return {};
  }
  if (estimate.upper <= 2.0 * estimate.lower) {
    return "known well";
  }
  return estimate.upper <= 4.0 * estimate.lower ? "known roughly" : "hardly known";
}

std::vector<std::size_t> types_with_flag(const std::vector<PremisesType>& types, std::string_view flag) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (types[i].flag == flag) {
      found.push_back(i);
    }
  }
  return found;
}

bool stands_out(const PremisesType& type) {
  return type.flag == "high" && type.funnel.starts_with("high");
}

std::vector<std::size_t> types_that_stand_out(const std::vector<PremisesType>& types) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (stands_out(types[i])) {
      found.push_back(i);
    }
  }
  return found;
}

}  // namespace libprofile::publish::detail
