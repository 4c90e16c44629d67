// SPDX-License-Identifier: MIT
#include <algorithm>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/records/accepted.hpp"
#include "libprofile/records/detail/coded_rows.hpp"
#include "libprofile/records/suggest.hpp"

namespace libprofile::records {
namespace {

template <class IsChosen>
std::vector<std::size_t> chosen(std::size_t n, IsChosen&& is_chosen) {
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < n; ++i) {
    if (is_chosen(i)) {
      indices.push_back(i);
    }
  }
  return indices;
}

template <class Value>
std::vector<Value> at_rows(const std::vector<Value>& values, std::span<const std::size_t> rows) {
  if (values.empty()) {
    return {};
  }
  std::vector<Value> result(rows.size());
  core::parallel_for(rows.size(), [&](std::size_t i) { result[i] = values[rows[i]]; });
  return result;
}

}  // namespace

std::vector<std::size_t> of_categories(const Incidents& incidents, std::span<const std::string> categories) {
  if (categories.empty()) {
    return chosen(incidents.size(), [](std::size_t) { return true; });
  }
  const Coded& column = incidents.category;
  std::vector<bool> is_wanted(column.values.size());
  for (std::size_t code = 0; code < is_wanted.size(); ++code) {
    is_wanted[code] = std::find(categories.begin(), categories.end(), column.values[code]) != categories.end();
  }
  auto indices = chosen(column.codes.size(), [&](std::size_t i) {
    return column.codes[i] != kAbsent && is_wanted[static_cast<std::size_t>(column.codes[i])];
  });
  if (indices.empty()) {
    throw InputError("categories: no incident is of '" + categories.front() + "'" +
                     (categories.size() > 1 ? " or of the others named" : "") + ": " +
                     did_you_mean(categories.front(), column.values));
  }
  return indices;
}

std::vector<std::size_t> within(const Incidents& incidents, TimeSpan window) {
  return chosen(incidents.size(), [&](std::size_t i) {
    return incidents.start_s[i] >= window.start_s && incidents.start_s[i] < window.end_s;
  });
}

std::vector<std::size_t> countable(const Incidents& incidents) {
  const Coded& origin = incidents.origin;
  return chosen(incidents.size(), [&](std::size_t i) {
    const bool is_proactive = !origin.codes.empty() && origin.codes[i] != kAbsent &&
                              origin.values[static_cast<std::size_t>(origin.codes[i])] == "proactive";
    return !is_proactive && (incidents.counted.empty() || incidents.counted[i] != 0);
  });
}

Incidents select(const Incidents& incidents, std::span<const std::size_t> indices) {
  for (const std::size_t index : indices) {
    require(index < incidents.size(), "index", index, "below the number of incidents");
  }
  Incidents result;
  result.xy.resize(2 * indices.size());
  core::parallel_for(indices.size(), [&](std::size_t i) {
    result.xy[2 * i] = incidents.xy[2 * indices[i]];
    result.xy[2 * i + 1] = incidents.xy[2 * indices[i] + 1];
  });
  result.start_s = at_rows(incidents.start_s, indices);
  result.end_s = at_rows(incidents.end_s, indices);
  result.category = detail::coded_rows(incidents.category, indices);
  result.agency = detail::coded_rows(incidents.agency, indices);
  result.person = detail::coded_rows(incidents.person, indices);
  result.origin = detail::coded_rows(incidents.origin, indices);
  result.counted = at_rows(incidents.counted, indices);
  return result;
}

}  // namespace libprofile::records
