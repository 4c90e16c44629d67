// SPDX-License-Identifier: MIT
#include <span>
#include <string>
#include <vector>

#include "libprofile/risk/concentration.hpp"
#include "libprofile/risk/concentration_by_chance.hpp"
#include "libprofile/risk/top_tenth_over_time.hpp"
#include "libprofile/risk/top_tenth_overlap.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using Values = InputArray<double>;

py::dict concentration(const Values& counts) {
  const risk::Concentration found = risk::concentration(as_span(counts, "counts"));
  std::vector<double> lorenz;
  for (const risk::LorenzPoint& point : found.lorenz) {
    lorenz.insert(lorenz.end(), {point.places, point.events});
  }
  const auto rows = static_cast<py::ssize_t>(found.lorenz.size());
  py::dict result;
  result["gini"] = found.gini;
  result["gini_generalised"] = found.gini_generalised;
  result["share_top_tenth"] = found.share_top_tenth;
  result["lorenz"] = as_array(std::move(lorenz), {rows, 2});
  result["places_with_quarter"] = found.places_with_quarter;
  result["places_with_half"] = found.places_with_half;
  result["places_with_four_fifths"] = found.places_with_four_fifths;
  return result;
}

py::tuple to_tuple(const risk::ChanceRange& range) {
  return py::make_tuple(range.expected, range.lower, range.upper);
}

py::dict concentration_by_chance(std::size_t places, std::uint64_t events, double level, std::int32_t replicates,
                                 std::uint64_t seed, int n_jobs, const py::object& progress) {
  const risk::ByChanceOptions options{level, replicates, seed};
  const auto found =
      interruptible([&] { return risk::concentration_by_chance(places, events, options); }, n_jobs, progress);
  py::dict result;
  result["gini"] = to_tuple(found.gini);
  result["gini_generalised"] = to_tuple(found.gini_generalised);
  result["share_top_tenth"] = to_tuple(found.share_top_tenth);
  result["places_with_quarter"] = to_tuple(found.places_with_quarter);
  result["places_with_half"] = to_tuple(found.places_with_half);
  result["places_with_four_fifths"] = to_tuple(found.places_with_four_fifths);
  return result;
}

py::dict top_tenth_overlap(const Values& first, const Values& second, double level, std::int32_t replicates,
                           std::uint64_t seed, int n_jobs, const py::object& progress) {
  const auto before = as_span(first, "first");
  const auto after = as_span(second, "second");
  const risk::ByChanceOptions options{level, replicates, seed};
  const auto found = interruptible([&] { return risk::top_tenth_overlap(before, after, options); }, n_jobs, progress);
  py::dict result;
  result["places"] = found.places;
  result["shared"] = found.shared;
  result["if_unrelated"] = to_tuple(found.if_unrelated);
  result["p_unrelated"] = found.p_unrelated;
  result["if_unchanged"] = to_tuple(found.if_unchanged);
  result["p_unchanged"] = found.p_unchanged;
  return result;
}

py::dict top_tenth_over_time(const Values& counts, double level, std::int32_t replicates, std::uint64_t seed,
                             int n_jobs, const py::object& progress) {
  if (counts.ndim() != 2) {
    throw InvalidArgument("counts has " + std::to_string(counts.ndim()) +
                          " dimensions: must have two, a row for each period");
  }
  const std::span<const double> all(counts.data(), static_cast<std::size_t>(counts.size()));
  const auto places = static_cast<std::size_t>(counts.shape(1));
  const risk::ByChanceOptions options{level, replicates, seed};
  auto found = interruptible([&] { return risk::top_tenth_over_time(all, places, options); }, n_jobs, progress);
  py::list unchanged;
  for (const auto& range : found.in_periods_if_unchanged) {
    unchanged.append(to_tuple(range));
  }
  py::dict result;
  result["places"] = found.places;
  result["stay"] = as_array(std::move(found.stay));
  result["mean_stay"] = found.mean_stay;
  result["mean_stay_if_unrelated"] = found.mean_stay_if_unrelated;
  result["mean_stay_if_unchanged"] = to_tuple(found.mean_stay_if_unchanged);
  result["p_unchanged"] = found.p_unchanged;
  result["in_periods"] = as_array(std::move(found.in_periods));
  result["in_periods_if_unrelated"] = as_array(std::move(found.in_periods_if_unrelated));
  result["in_periods_if_unchanged"] = unchanged;
  return result;
}

}  // namespace

void bind_concentration(py::module_& module) {
  const risk::ByChanceOptions chance;
  module.def("concentration", &concentration, py::arg("counts"));
  module.def("concentration_by_chance", &concentration_by_chance, py::arg("places"), py::arg("events"), py::kw_only(),
             py::arg("level") = chance.level, py::arg("replicates") = chance.replicates, py::arg("seed") = chance.seed,
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("top_tenth_over_time", &top_tenth_over_time, py::arg("counts"), py::kw_only(),
             py::arg("level") = chance.level, py::arg("replicates") = chance.replicates, py::arg("seed") = chance.seed,
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
  module.def("top_tenth_overlap", &top_tenth_overlap, py::arg("first"), py::arg("second"), py::kw_only(),
             py::arg("level") = chance.level, py::arg("replicates") = chance.replicates, py::arg("seed") = chance.seed,
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
}

}  // namespace libprofile::bindings
