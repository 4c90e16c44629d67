// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/selection.hpp"

#include <algorithm>
#include <cmath>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/assign.hpp"
#include "libprofile/records/suggest.hpp"

namespace libprofile::profile::detail {
namespace {

using records::Incidents;

records::TimeSpan window_of(const Incidents& incidents, const Options& options) {
  if (options.window) {
    return records::parse_window(options.window->start, options.window->end);
  }
  const auto [first, last] = std::minmax_element(incidents.start_s.begin(), incidents.start_s.end());
  return records::parse_window(records::format_month(*first), records::format_month(*last));
}

std::vector<std::string> months_of(const records::TimeSpan& window) {
  std::vector<std::string> months;
  for (std::int64_t at = window.start_s; at < window.end_s;) {
    months.push_back(records::format_month(at));
    at = records::parse_time_span(months.back())->end_s;
  }
  return months;
}

std::vector<std::int32_t> months_of_rows(const Incidents& incidents, const records::TimeSpan& window) {
  const std::int32_t first = records::month_index(window.start_s);
  std::vector<std::int32_t> month(incidents.size(), kNoMonth);
  core::parallel_for(incidents.size(), [&](std::size_t i) {
    if (incidents.start_s[i] >= window.start_s && incidents.start_s[i] < window.end_s) {
      month[i] = records::month_index(incidents.start_s[i]) - first;
    }
  });
  return month;
}

// The category code of every code of the source: -1 for one that is not counted. Names ascend, so codes do not depend
// on the order of the records.
struct Categories {
  std::vector<std::string> names;
  std::vector<std::int32_t> of_source;
  std::int32_t of_absent = -1;
};

void require_known(const std::vector<std::string>& wanted, const std::vector<std::string>& known) {
  for (const std::string& name : wanted) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      throw InvalidArgument("categories: no incident has the category \"" + name + "\"; " +
                            records::did_you_mean(name, known));
    }
  }
}

Categories categories_of(const records::Coded& source, const std::vector<std::string>& wanted) {
  require_known(wanted, source.values);
  Categories categories;
  const bool has_absent = std::find(source.codes.begin(), source.codes.end(), records::kAbsent) != source.codes.end();
  if (source.codes.empty()) {
    return {{kIncidents}, {}, 0};
  }
  categories.names = wanted.empty() ? source.values : wanted;
  if (wanted.empty() && has_absent) {
    categories.names.emplace_back(kNotStated);
  }
  std::sort(categories.names.begin(), categories.names.end());
  categories.names.erase(std::unique(categories.names.begin(), categories.names.end()), categories.names.end());
  const auto code_of = [&](const std::string& name) {
    const auto found = std::lower_bound(categories.names.begin(), categories.names.end(), name);
    return found != categories.names.end() && *found == name
               ? static_cast<std::int32_t>(found - categories.names.begin())
               : -1;
  };
  for (const std::string& value : source.values) {
    categories.of_source.push_back(code_of(value));
  }
  categories.of_absent = wanted.empty() && has_absent ? code_of(kNotStated) : -1;
  return categories;
}

// Codes that mean "found by looking for it".
std::int32_t proactive_code(const records::Coded& origin) {
  const auto found = std::find(origin.values.begin(), origin.values.end(), "proactive");
  return found == origin.values.end() ? records::kAbsent - 1 : static_cast<std::int32_t>(found - origin.values.begin());
}

// What a record is before its place is known.
enum class Fate { candidate, outside_window, other_category, proactive, without_person, without_place };

class Sieve {
 public:
  Sieve(const Inputs& inputs, const Options& options, const std::vector<std::int32_t>& month_of_row,
        const Categories& categories)
      : incidents_(inputs.incidents),
        month_of_row_(month_of_row),
        categories_(categories),
        needs_person_(options.counts == geography::CountOf::persons),
        proactive_(proactive_code(inputs.incidents.origin)) {}

  [[nodiscard]] std::int32_t category(std::size_t i) const {
    const auto& codes = incidents_.category.codes;
    if (codes.empty() || codes[i] == records::kAbsent) {
      return categories_.of_absent;
    }
    return categories_.of_source[static_cast<std::size_t>(codes[i])];
  }

  [[nodiscard]] Fate fate(std::size_t i) const {
    if (month_of_row_[i] == kNoMonth) {
      return Fate::outside_window;
    }
    if (category(i) < 0) {
      return Fate::other_category;
    }
    if (!incidents_.origin.codes.empty() && incidents_.origin.codes[i] == proactive_) {
      return Fate::proactive;
    }
    if (needs_person_ && incidents_.person.codes[i] == records::kAbsent) {
      return Fate::without_person;
    }
    return incidents_.xy.empty() || std::isnan(incidents_.xy[2 * i]) ? Fate::without_place : Fate::candidate;
  }

 private:
  const Incidents& incidents_;
  const std::vector<std::int32_t>& month_of_row_;
  const Categories& categories_;
  bool needs_person_;
  std::int32_t proactive_;
};

void tally(Selection& selection, Fate fate) {
  switch (fate) {
    case Fate::outside_window:
      ++selection.outside_window;
      break;
    case Fate::other_category:
      ++selection.other_category;
      break;
    case Fate::proactive:
      ++selection.proactive;
      break;
    case Fate::without_person:
      ++selection.without_person;
      break;
    case Fate::without_place:
      ++selection.without_place;
      break;
    case Fate::candidate:
      break;
  }
}

void require_usable(const Inputs& inputs, const Options& options) {
  if (inputs.incidents.size() == 0) {
    throw InvalidArgument("incidents: none was accepted, so there is nothing to profile");
  }
  if (inputs.areas.size() == 0) {
    throw InvalidArgument("areas: there is none to count on");
  }
  if (options.counts == geography::CountOf::persons && inputs.incidents.person.codes.empty()) {
    throw InvalidArgument("counts = \"persons\": the incidents have no column person; map one, or count \"records\"");
  }
}

void require_any_in_window(const Selection& selection, const Inputs& inputs, const Options& options) {
  if (selection.outside_window < static_cast<std::int64_t>(inputs.incidents.size())) {
    return;
  }
  const auto [first, last] = std::minmax_element(inputs.incidents.start_s.begin(), inputs.incidents.start_s.end());
  throw InvalidArgument("window = " + options.window->start + " to " + options.window->end +
                        ": must hold incidents; those given run from " + records::format_month(*first) + " to " +
                        records::format_month(*last));
}

}  // namespace

Selection select_incidents(const Inputs& inputs, const Options& options) {
  require_usable(inputs, options);
  const Incidents& incidents = inputs.incidents;
  Selection selection;
  selection.window = window_of(incidents, options);
  selection.months = months_of(selection.window);
  const Categories categories = categories_of(incidents.category, options.categories);
  selection.categories = categories.names;

  selection.month_of_row = months_of_rows(incidents, selection.window);
  const Sieve sieve(inputs, options, selection.month_of_row, categories);
  const std::vector<std::int32_t> unit = incidents.xy.empty()
                                             ? std::vector<std::int32_t>(incidents.size(), geography::kOutside)
                                             : geography::assign(geography::PlanarView(incidents.xy), inputs.areas);
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const Fate fate = sieve.fate(i);
    tally(selection, fate);
    if (fate != Fate::candidate) {
      continue;
    }
    if (unit[i] == geography::kOutside) {
      ++selection.outside_areas;
      continue;
    }
    selection.row.push_back(static_cast<std::uint32_t>(i));
    selection.unit.push_back(unit[i]);
    selection.category.push_back(sieve.category(i));
    selection.month.push_back(selection.month_of_row[i]);
    selection.xy_m.insert(selection.xy_m.end(), {incidents.xy[2 * i], incidents.xy[2 * i + 1]});
    if (!incidents.person.codes.empty()) {
      selection.person.push_back(incidents.person.codes[i]);
    }
  }
  require_any_in_window(selection, inputs, options);
  return selection;
}

}  // namespace libprofile::profile::detail
