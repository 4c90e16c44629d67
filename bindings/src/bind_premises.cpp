// SPDX-License-Identifier: MIT
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/distance_decay.hpp"
#include "libprofile/risk/matched_background.hpp"
#include "libprofile/risk/opening_hours.hpp"
#include "libprofile/risk/premises_type.hpp"
#include "libprofile/risk/steadied_premises.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using Values = InputArray<double>;
using Codes = InputArray<std::uint32_t>;
using Excluded = std::vector<std::uint32_t>;

std::span<const double> weights_of(const std::optional<Values>& weights) {
  return weights ? as_span(*weights, "weights") : std::span<const double>();
}

risk::PremisesView view_of(const Values& premises, const Codes& types, const Codes& groups) {
  return {as_points(premises, "premises"), as_span(types, "types"), as_span(groups, "groups")};
}

/// One column of a list of rows.
template <class Row, class Get>
auto column(const std::vector<Row>& rows, const Get& get) {
  std::vector<std::decay_t<decltype(get(rows.front()))>> values;
  values.reserve(rows.size());
  for (const Row& row : rows) {
    values.push_back(get(row));
  }
  return as_array(std::move(values));
}

py::list rows_of(const risk::PremisesTypeRisk& found) {
  py::list rows;
  for (const risk::PremisesTypeRow& row : found.rows) {
    py::dict entry;
    entry["type"] = row.type;
    entry["premises"] = row.premises;
    entry["with_incident"] = row.with_incident;
    entry["incidents"] = row.incidents;
    entry["rate_per_100"] = row.rate_per_100;
    entry["lower"] = row.lower;
    entry["upper"] = row.upper;
    entry["location_quotient"] = row.location_quotient;
    entry["steadied_per_100"] = row.steadied_per_100;
    entry["steadied_lower"] = row.steadied_lower;
    entry["steadied_upper"] = row.steadied_upper;
    entry["gini"] = row.gini;
    entry["gini_generalised"] = row.gini_generalised;
    entry["share_top_tenth"] = row.share_top_tenth;
    entry["share_top_tenth_by_chance"] = row.share_top_tenth_by_chance;
    entry["p"] = row.p;
    entry["q"] = row.q;
    entry["funnel"] = std::string(risk::to_string(row.funnel));
    entry["flag"] = std::string(risk::to_string(row.flag));
    entry["reason"] = row.reason;
    rows.append(entry);
  }
  return rows;
}

py::tuple premises_type_risk(const Values& premises, const Codes& types, const Values& incidents,
                             const std::optional<Values>& weights, double radius_m, double level,
                             double dispersion_cell_m, const Excluded& excluded_types, int n_jobs,
                             const py::object& progress) {
  const risk::PremisesView view{as_points(premises, "premises"), as_span(types, "types"), {}};
  const auto points = as_points(incidents, "incidents");
  const auto weight_view = weights_of(weights);
  const risk::PremisesTypeOptions options{
      .radius_m = radius_m, .level = level, .dispersion_cell_m = dispersion_cell_m, .excluded_types = excluded_types};
  const auto found =
      interruptible([&] { return risk::premises_type_risk(view, points, weight_view, options); }, n_jobs, progress);
  return py::make_tuple(rows_of(found), found.mean_per_100, found.dispersion);
}

py::dict premises_by_area(const Values& premises, const Codes& types, const Codes& areas, const Codes& parents,
                          const Values& incidents, const std::optional<Values>& weights, double radius_m, double level,
                          double minimum_premises, const Excluded& excluded_types, int n_jobs,
                          const py::object& progress) {
  const auto view = view_of(premises, types, areas);
  const auto parent_of_area = as_span(parents, "parents");
  const auto points = as_points(incidents, "incidents");
  const auto weight_view = weights_of(weights);
  const auto rows = interruptible(
      [&] {
        const auto aggregates = risk::count_premises_incidents(
            view, points, weight_view, {.radius_m = radius_m, .level = level, .excluded_types = excluded_types});
        return risk::steadied_premises_by_area(aggregates, parent_of_area,
                                               {.level = level, .minimum_premises = minimum_premises});
      },
      n_jobs, progress);
  py::list levels;
  for (const auto& row : rows) {
    levels.append(std::string(risk::to_string(row.level)));
  }
  py::dict result;
  result["area"] = column(rows, [](const auto& row) { return row.group; });
  result["type"] = column(rows, [](const auto& row) { return row.type; });
  result["level"] = levels;
  result["premises"] = column(rows, [](const auto& row) { return row.premises; });
  result["incidents"] = column(rows, [](const auto& row) { return row.incidents; });
  result["rate_per_100"] = column(rows, [](const auto& row) { return row.rate_per_100; });
  result["lower"] = column(rows, [](const auto& row) { return row.lower; });
  result["upper"] = column(rows, [](const auto& row) { return row.upper; });
  return result;
}

/// Rates per 100 and their limits from numbers as released, each of a type or an area.
py::tuple steadied_premises(const Values& incidents, const Values& premises, double rounding_band,
                            double premises_rounding_band) {
  const auto counts = as_span(incidents, "incidents");
  const auto places = as_span(premises, "premises");
  require(counts.size() == places.size(), "premises", places.size(), "as long as incidents");
  std::vector<risk::PremisesAggregate> aggregates;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    aggregates.push_back({0, static_cast<std::uint32_t>(k), places[k], 0.0, counts[k], {}});
  }
  const auto rows = risk::steadied_premises_types(
      aggregates,
      {.minimum_premises = 0.0, .rounding_band = rounding_band, .premises_rounding_band = premises_rounding_band});
  return py::make_tuple(column(rows, [](const auto& row) { return row.rate_per_100; }),
                        column(rows, [](const auto& row) { return row.lower; }),
                        column(rows, [](const auto& row) { return row.upper; }));
}

py::dict matched_background(const Values& premises, const Codes& types, const Codes& neighbourhoods,
                            const Values& incidents, const std::optional<Values>& weights, double radius_m,
                            double level, const Excluded& excluded_types, int n_jobs, const py::object& progress) {
  const auto view = view_of(premises, types, neighbourhoods);
  const auto points = as_points(incidents, "incidents");
  const auto weight_view = weights_of(weights);
  const auto rows = interruptible(
      [&] {
        const auto aggregates = risk::count_premises_incidents(
            view, points, weight_view, {.radius_m = radius_m, .level = level, .excluded_types = excluded_types});
        return risk::matched_background(aggregates, {.level = level});
      },
      n_jobs, progress);
  py::dict result;
  result["type"] = column(rows, [](const auto& row) { return row.type; });
  result["neighbourhoods"] = column(rows, [](const auto& row) { return row.strata; });
  result["premises"] = column(rows, [](const auto& row) { return row.premises; });
  result["incidents"] = column(rows, [](const auto& row) { return row.incidents; });
  result["rate_ratio"] = column(rows, [](const auto& row) { return row.rate_ratio; });
  result["lower"] = column(rows, [](const auto& row) { return row.lower; });
  result["upper"] = column(rows, [](const auto& row) { return row.upper; });
  return result;
}

py::dict distance_decay(const Values& premises, const Codes& types, const Codes& neighbourhoods,
                        const Values& incidents, const std::optional<Values>& weights,
                        const std::vector<double>& limits_m, double level, std::int32_t replicates, std::uint64_t seed,
                        const Excluded& excluded_types, int n_jobs, const py::object& progress) {
  const auto view = view_of(premises, types, neighbourhoods);
  const auto points = as_points(incidents, "incidents");
  const auto weight_view = weights_of(weights);
  const risk::DistanceDecayOptions options{limits_m, level, replicates, seed, excluded_types};
  const auto curves =
      interruptible([&] { return risk::distance_decay(view, points, weight_view, options); }, n_jobs, progress);
  struct Row {
    std::uint32_t type;
    double premises;
    risk::DistanceBand band;
  };
  std::vector<Row> rows;
  for (const auto& curve : curves) {
    for (const auto& band : curve.bands) {
      rows.push_back({curve.type, curve.premises, band});
    }
  }
  py::dict result;
  result["type"] = column(rows, [](const Row& row) { return row.type; });
  result["premises"] = column(rows, [](const Row& row) { return row.premises; });
  result["from_m"] = column(rows, [](const Row& row) { return row.band.from_m; });
  result["to_m"] = column(rows, [](const Row& row) { return row.band.to_m; });
  result["per_premises"] = column(rows, [](const Row& row) { return row.band.per_premises; });
  result["per_km2"] = column(rows, [](const Row& row) { return row.band.per_km2; });
  result["expected"] = column(rows, [](const Row& row) { return row.band.expected; });
  result["lower"] = column(rows, [](const Row& row) { return row.band.lower; });
  result["upper"] = column(rows, [](const Row& row) { return row.band.upper; });
  return result;
}

risk::HoursOf hours_from(const std::string& name) {
  if (name == "incidents_elsewhere") {
    return risk::HoursOf::incidents_elsewhere;
  }
  require(name == "week", "compared_with", std::string_view(name), "\"incidents_elsewhere\" or \"week\"");
  return risk::HoursOf::week;
}

py::dict opening_hours_risk(const Values& premises, const Codes& types, const InputArray<std::uint8_t>& open_hours,
                            const Values& incidents, const InputArray<std::int32_t>& hour_of_week, double radius_m,
                            const std::string& compared_with, double level, const Excluded& excluded_types, int n_jobs,
                            const py::object& progress) {
  const risk::PremisesView view{as_points(premises, "premises"), as_span(types, "types"), {}};
  const auto open = as_span(open_hours, "open_hours");
  const auto points = as_points(incidents, "incidents");
  const auto hours = as_span(hour_of_week, "hour_of_week");
  const risk::OpeningHoursOptions options{.radius_m = radius_m,
                                          .compared_with = hours_from(compared_with),
                                          .crossover = {.level = level},
                                          .excluded_types = excluded_types};
  const auto rows =
      interruptible([&] { return risk::opening_hours_risk(view, open, points, hours, options); }, n_jobs, progress);
  py::list methods;
  for (const auto& row : rows) {
    methods.append(row.crossover.method == risk::CrossoverMethod::exact ? "exact" : "score");
  }
  py::dict result;
  result["type"] = column(rows, [](const auto& row) { return row.type; });
  result["premises"] = column(rows, [](const auto& row) { return row.premises; });
  result["incidents"] = column(rows, [](const auto& row) { return row.crossover.events; });
  result["open"] = column(rows, [](const auto& row) { return row.crossover.exposed; });
  result["expected"] = column(rows, [](const auto& row) { return row.crossover.expected; });
  result["odds_ratio"] = column(rows, [](const auto& row) { return row.crossover.odds_ratio; });
  result["lower"] = column(rows, [](const auto& row) { return row.crossover.lower; });
  result["upper"] = column(rows, [](const auto& row) { return row.crossover.upper; });
  result["p"] = column(rows, [](const auto& row) { return row.crossover.p; });
  result["method"] = methods;
  return result;
}

}  // namespace

void bind_premises(py::module_& module) {
  const risk::PremisesTypeOptions premises;
  const risk::DistanceDecayOptions decay;
  const risk::OpeningHoursOptions hours;
  const double minimum_premises = risk::SteadiedPremisesOptions{}.minimum_premises;
  module.def("premises_type_risk", &premises_type_risk, py::arg("premises"), py::arg("types"), py::arg("incidents"),
             py::kw_only(), py::arg("weights") = py::none(), py::arg("radius_m") = premises.radius_m,
             py::arg("level") = premises.level, py::arg("dispersion_cell_m") = premises.dispersion_cell_m,
             py::arg("excluded_types") = Excluded(), py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("premises_by_area", &premises_by_area, py::arg("premises"), py::arg("types"), py::arg("areas"),
             py::arg("parents"), py::arg("incidents"), py::kw_only(), py::arg("weights") = py::none(),
             py::arg("radius_m") = premises.radius_m, py::arg("level") = premises.level,
             py::arg("minimum_premises") = minimum_premises, py::arg("excluded_types") = Excluded(),
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("steadied_premises", &steadied_premises, py::arg("incidents"), py::arg("premises"), py::kw_only(),
             py::arg("rounding_band") = 0.0, py::arg("premises_rounding_band") = 0.0);
  module.def("matched_background", &matched_background, py::arg("premises"), py::arg("types"),
             py::arg("neighbourhoods"), py::arg("incidents"), py::kw_only(), py::arg("weights") = py::none(),
             py::arg("radius_m") = premises.radius_m, py::arg("level") = premises.level,
             py::arg("excluded_types") = Excluded(), py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("distance_decay", &distance_decay, py::arg("premises"), py::arg("types"), py::arg("neighbourhoods"),
             py::arg("incidents"), py::kw_only(), py::arg("weights") = py::none(), py::arg("limits_m") = decay.limits_m,
             py::arg("level") = decay.level, py::arg("replicates") = decay.replicates, py::arg("seed") = decay.seed,
             py::arg("excluded_types") = Excluded(), py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("opening_hours_risk", &opening_hours_risk, py::arg("premises"), py::arg("types"), py::arg("open_hours"),
             py::arg("incidents"), py::arg("hour_of_week"), py::kw_only(), py::arg("radius_m") = hours.radius_m,
             py::arg("compared_with") = "incidents_elsewhere", py::arg("level") = hours.crossover.level,
             py::arg("excluded_types") = Excluded(), py::arg("n_jobs") = -1, py::arg("progress") = py::none());
}

}  // namespace libprofile::bindings
