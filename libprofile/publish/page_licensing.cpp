// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "libprofile/publish/detail/chart.hpp"
#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/page_parts.hpp"
#include "libprofile/publish/detail/premises_charts.hpp"
#include "libprofile/publish/detail/summary.hpp"
#include "libprofile/publish/detail/tables.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

/// By protected rate, most first; ties and unknown rates by code.
std::vector<const PremisesType*> in_order(const std::vector<PremisesType>& types) {
  std::vector<const PremisesType*> order;
  for (const PremisesType& type : types) {
    order.push_back(&type);
  }
  const auto key = [](const PremisesType* type) {
    return std::isfinite(type->rate_per_100.value) ? type->rate_per_100.value : -1.0;
  };
  std::stable_sort(order.begin(), order.end(), [&](const PremisesType* a, const PremisesType* b) {
    return key(a) != key(b) ? key(a) > key(b) : a->type < b->type;
  });
  return order;
}

std::string note(const PremisesType& type) {
  if ((type.flag == "high" || type.flag == "low") && !type.funnel.starts_with(type.flag)) {
    return flag_mark(type.flag) + (type.flag == "high" ? " higher" : " lower") +
           " by itself; <span class=\"caution\">among so many types it may be chance</span>";
  }
  if (type.flag == "high" || type.flag == "low") {
    return flag_mark(type.flag) + (type.flag == "high" ? " higher" : " lower") +
           " <span class=\"caution\">correlation, not evidence</span>";
  }
  return "<span class=\"quiet\">" + std::string(type.flag == "withheld" ? "withheld" : "no clear difference") +
         "</span>";
}

std::string chart_title(const View& view) {
  const auto& types = view.document.premises_types;
  const auto high = types_that_stand_out(types);
  const std::string per_100 = " " + std::string(counted_noun(view.document)) + " per 100 premises";
  const std::string mean = rate_text(view.document.all_types_per_100.value);
  if (high.empty()) {
    return "No type of premises is clearly above the mean of " + mean + per_100 + ", all types looked at";
  }
  return capitalised(how_many(high.size(), "type")) + " of premises " + (high.size() == 1 ? "is" : "are") +
         " clearly above the mean of " + mean + per_100 + ", all types looked at";
}

}  // namespace

std::string premises_chart(const View& view) {
  IntervalChart chart{chart_title(view),
                      "Type of premises",
                      capitalised(std::string(counted_noun(view.document))) + " per 100 premises [95 % interval]",
                      "Against the mean",
                      {},
                      view.document.all_types_per_100.value,
                      "all types " + rate_text(view.document.all_types_per_100.value),
                      "types",
                      "flags"};
  for (const PremisesType* type : in_order(view.document.premises_types)) {
    chart.rows.push_back({type->name, "", type->rate_per_100, note(*type)});
  }
  return interval_chart(chart);
}

void add_licensing_parts(Parts& parts, const View& view) {
  parts.html["premises_chart"] = premises_chart(view);
  parts.html["type_by_group"] = type_by_group_table(view);
  parts.html["concentration"] = concentration_table(view);
  parts.html["matched_chart"] = matched_chart(view);
  parts.html["surroundings"] = surroundings_table(view);
  parts.html["funnel_chart"] = funnel_chart(view);
  parts.html["funnel_table"] = funnel_table(view);
  parts.html["j_curves"] = j_curves(view);
  parts.html["distance_charts"] = distance_charts(view);
  parts.html["distances"] = distances_table(view);
  parts.text["distance_lead"] = distance_lead(view);
  parts.text["has_distances"] = view.document.premises_distances.empty() ? "" : "yes";
  for (const PremisesType& type : view.document.premises_types) {
    if ((type.flag == "high" || type.flag == "low") && !type.reason.empty()) {
      parts.lists["reasons"].push_back(capitalised(type.name) + ": " + type.reason);
    }
  }
  add_map(parts, view, MapOf::groups);
}

}  // namespace libprofile::publish::detail
