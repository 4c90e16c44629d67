// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <variant>

#include <pybind11/stl.h>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/outreach_feedback.hpp"
#include "libprofile/risk/outreach_plan.hpp"
#include "libprofile/risk/outreach_stability.hpp"
#include "libprofile/risk/outreach_tiers.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using Values = InputArray<double>;
using Codes = InputArray<std::uint32_t>;

py::list rounds_of(const risk::OutreachPlan& plan) {
  py::list rounds;
  for (const risk::PlanRound& round : plan.rounds) {
    py::dict entry;
    entry["band"] = round.band;
    entry["areas"] = round.areas;
    entry["arrives_h"] = round.arrives_h;
    entry["hours"] = round.hours;
    entry["harm"] = round.harm;
    rounds.append(entry);
  }
  return rounds;
}

py::list unknown_costs(const risk::PlanCosts& costs) {
  py::list names;
  for (const risk::PlanRule rule : costs.unknown) {
    names.append(rule == risk::PlanRule::travel ? "travel" : rule == risk::PlanRule::floors ? "floors" : "reserve");
  }
  return names;
}

py::dict to_dict(const risk::OutreachPlan& plan) {
  py::dict result;
  result["rounds"] = rounds_of(plan);
  result["harm"] = plan.harm;
  result["bound"] = plan.bound;
  result["gap"] = plan.gap();
  result["reserved_visits"] = plan.reserved_visits;
  result["reserved_target"] = plan.reserved_target;
  result["cost_travel"] = plan.costs.travel;
  result["cost_floors"] = plan.costs.floors;
  result["cost_reserve"] = plan.costs.reserve;
  result["unknown_costs"] = py::tuple(unknown_costs(plan.costs));
  return result;
}

/// `harm` and `travel_hours` are given row by row.
py::dict outreach_plan(const Values& harm, const Values& band_hours, const Values& travel_hours, const Codes& district,
                       const Codes& floors, const InputArray<std::uint8_t>& reserve, std::size_t teams, double hours,
                       double visit_hours, double reserved_share, std::size_t most_rounds, std::size_t most_nodes,
                       int n_jobs, const py::object& progress) {
  const risk::PlanAreas areas{
      as_span(harm, "harm"),         as_span(band_hours, "band_hours"), as_span(travel_hours, "travel_hours"),
      as_span(district, "district"), as_span(floors, "floors"),         as_span(reserve, "reserve")};
  const risk::PlanOptions options{.teams = teams,
                                  .hours = hours,
                                  .visit_hours = visit_hours,
                                  .reserved_share = reserved_share,
                                  .most_rounds = most_rounds,
                                  .most_nodes = most_nodes};
  return to_dict(interruptible([&] { return risk::outreach_plan(areas, options); }, n_jobs, progress));
}

/// Two plans, with the arguments of `outreach_plan`.
py::dict outreach_feedback(const Values& harm, const Values& proactive, const Values& band_hours,
                           const Values& travel_hours, const Codes& district, const Codes& floors,
                           const InputArray<std::uint8_t>& reserve, std::size_t teams, double hours, double visit_hours,
                           double reserved_share, std::size_t most_rounds, std::size_t most_nodes, int n_jobs,
                           const py::object& progress) {
  const risk::PlanAreas areas{
      as_span(harm, "harm"),         as_span(band_hours, "band_hours"), as_span(travel_hours, "travel_hours"),
      as_span(district, "district"), as_span(floors, "floors"),         as_span(reserve, "reserve")};
  const auto found_by_visits = as_span(proactive, "proactive");
  const risk::PlanOptions options{.teams = teams,
                                  .hours = hours,
                                  .visit_hours = visit_hours,
                                  .reserved_share = reserved_share,
                                  .most_rounds = most_rounds,
                                  .most_nodes = most_nodes};
  auto found =
      interruptible([&] { return risk::outreach_feedback(areas, found_by_visits, options); }, n_jobs, progress);
  py::dict result;
  result["without"] = to_dict(found.without);
  result["with_proactive"] = to_dict(found.with_proactive);
  result["visits_without"] = as_array(std::move(found.visits_without));
  result["visits_with_proactive"] = as_array(std::move(found.visits_with_proactive));
  result["shared"] = found.shared;
  result["lost"] = found.lost;
  return result;
}

/// Probability of each place, and its tier as a letter or nothing.
py::tuple to_tuple(risk::OutreachTiers&& found) {
  std::vector<std::string> letters;
  std::transform(found.tier.begin(), found.tier.end(), std::back_inserter(letters),
                 [](risk::OutreachTier tier) { return std::string(risk::to_string(tier)); });
  return py::make_tuple(as_array(std::move(found.probability)), letters);
}

using Posterior = std::variant<const risk::PoissonGamma*, const risk::SpatialRisk*>;

py::tuple outreach_tiers(const Posterior& found, std::size_t k, const risk::TierBorders& borders, std::size_t draws,
                         std::uint64_t seed, int n_jobs, const py::object& progress) {
  const risk::OutreachTierOptions options{borders, draws, seed};
  const auto tiers_of = [&](const auto* posterior) { return risk::outreach_tiers(*posterior, k, options); };
  return to_tuple(interruptible([&] { return std::visit(tiers_of, found); }, n_jobs, progress));
}

/// `draws` has a row a draw and a column a place.
py::tuple outreach_tiers_of_draws(const Values& draws, std::size_t k, const risk::TierBorders& borders, int n_jobs) {
  require(draws.ndim() == 2, "draws.ndim", static_cast<std::int64_t>(draws.ndim()), "2: draws, places");
  const auto places = static_cast<std::size_t>(draws.shape(1));
  const std::span<const double> values(draws.data(), static_cast<std::size_t>(draws.size()));
  return to_tuple(interruptible([&] { return risk::outreach_tiers(values, places, k, borders); }, n_jobs));
}

/// Shares by area; of sizes an array of shape (areas, sizes).
py::tuple outreach_stability(const Values& events, const Values& places, const Codes& area, std::size_t areas,
                             const std::vector<double>& sizes_m, double top_share, std::size_t resamples,
                             std::uint64_t seed, int n_jobs, const py::object& progress) {
  const auto points = as_points(events, "events");
  const risk::Ground ground{as_points(places, "ground"), as_span(area, "area"), areas};
  const risk::StabilityOptions options{sizes_m, top_share, resamples, seed};
  auto found = interruptible([&] { return risk::outreach_stability(points, ground, options); }, n_jobs, progress);
  const auto rows = static_cast<py::ssize_t>(areas);
  const auto columns = static_cast<py::ssize_t>(sizes_m.size());
  return py::make_tuple(as_array(std::move(found.stability)), as_array(std::move(found.by_size), {rows, columns}),
                        as_array(std::move(found.as_given)));
}

}  // namespace

void bind_outreach_plan(py::module_& module) {
  const risk::PlanOptions plan;
  module.def("outreach_plan", &outreach_plan, py::arg("harm"), py::arg("band_hours"), py::arg("travel_hours"),
             py::arg("district"), py::arg("floors"), py::arg("reserve"), py::kw_only(), py::arg("teams") = plan.teams,
             py::arg("hours") = plan.hours, py::arg("visit_hours") = plan.visit_hours,
             py::arg("reserved_share") = plan.reserved_share, py::arg("most_rounds") = plan.most_rounds,
             py::arg("most_nodes") = plan.most_nodes, py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("outreach_feedback", &outreach_feedback, py::arg("harm"), py::arg("proactive"), py::arg("band_hours"),
             py::arg("travel_hours"), py::arg("district"), py::arg("floors"), py::arg("reserve"), py::kw_only(),
             py::arg("teams") = plan.teams, py::arg("hours") = plan.hours, py::arg("visit_hours") = plan.visit_hours,
             py::arg("reserved_share") = plan.reserved_share, py::arg("most_rounds") = plan.most_rounds,
             py::arg("most_nodes") = plan.most_nodes, py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  const risk::OutreachTierOptions tiers;
  module.def("outreach_tiers", &outreach_tiers, py::arg("found").none(false), py::arg("k"), py::kw_only(),
             py::arg("borders") = tiers.borders, py::arg("draws") = tiers.draws, py::arg("seed") = tiers.seed,
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("outreach_tiers_of_draws", &outreach_tiers_of_draws, py::arg("draws"), py::arg("k"), py::kw_only(),
             py::arg("borders") = tiers.borders, py::arg("n_jobs") = -1);
  const risk::StabilityOptions stability;
  module.def("outreach_stability", &outreach_stability, py::arg("events"), py::arg("places"), py::arg("area"),
             py::arg("areas"), py::kw_only(), py::arg("sizes_m") = stability.sizes_m,
             py::arg("top_share") = stability.top_share, py::arg("resamples") = stability.resamples,
             py::arg("seed") = stability.seed, py::arg("n_jobs") = -1, py::arg("progress") = py::none());
}

}  // namespace libprofile::bindings
