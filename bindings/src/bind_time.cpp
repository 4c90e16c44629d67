// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "libprofile/core/units.hpp"
#include "libprofile/records/aoristic_groups.hpp"
#include "libprofile/records/time.hpp"
#include "libprofile/risk/missing_spells.hpp"
#include "libprofile/risk/peak_bands.hpp"
#include "libprofile/risk/reporting_lag.hpp"
#include "libprofile/risk/seasonality.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

using Seconds = InputArray<std::int64_t>;
using Days = InputArray<std::int32_t>;
using Codes = InputArray<std::uint32_t>;

py::array_t<std::int32_t> london_days(const Seconds& seconds) {
  std::vector<std::int32_t> days;
  days.reserve(static_cast<std::size_t>(seconds.size()));
  for (const std::int64_t one : as_span(seconds, "seconds")) {
    if (one == std::numeric_limits<std::int64_t>::min()) {  // How NumPy writes a time that is missing.
      days.push_back(risk::kNoDay);
      continue;
    }
    const std::int64_t local = records::to_london(one);
    const std::int64_t day = local / core::kSecondsPerDay - (local % core::kSecondsPerDay < 0 ? 1 : 0);
    days.push_back(static_cast<std::int32_t>(std::clamp<std::int64_t>(day, -800'000, 3'000'000)));
  }
  return as_array(std::move(days));
}

std::pair<std::int64_t, std::int64_t> parse_window(const std::string& start, const std::string& end) {
  const records::TimeSpan window = records::parse_window(start, end);
  return {window.start_s, window.end_s};
}

risk::PeakClock clock_from(std::string_view name) {
  require(name == "week" || name == "weekday" || name == "weekend", "clock", name,
          "\"week\", \"weekday\" or \"weekend\"");
  return name == "week"      ? risk::PeakClock::week
         : name == "weekday" ? risk::PeakClock::weekday
                             : risk::PeakClock::weekend;
}

risk::PeakRule rule_from(std::string_view name) {
  require(name == "scan" || name == "shortest", "rule", name, "\"scan\" or \"shortest\"");
  return name == "scan" ? risk::PeakRule::scan : risk::PeakRule::shortest;
}

const char* to_string(risk::PeakReason reason) {
  switch (reason) {
    case risk::PeakReason::no_event:
      return "no event of known time";
    case risk::PeakReason::too_few:
      return "too few events";
    case risk::PeakReason::no_peak:
      return "no hour has more than the mean";
    case risk::PeakReason::none:
      break;
  }
  return "";
}

py::dict to_dict(const risk::PeakBand& band) {
  py::dict row;
  row["first_hour"] = band.first_hour;
  row["hours"] = band.hours;
  row["share"] = band.share;
  row["lower"] = band.share_interval.lower;
  row["upper"] = band.share_interval.upper;
  row["ratio"] = band.ratio;
  row["ratio_lower"] = band.ratio_interval.lower;
  row["ratio_upper"] = band.ratio_interval.upper;
  row["p_top"] = band.p_top;
  row["start_shift_lower"] = band.start_shift.lower;
  row["start_shift_upper"] = band.start_shift.upper;
  row["end_shift_lower"] = band.end_shift.lower;
  row["end_shift_upper"] = band.end_shift.upper;
  row["p"] = band.p;
  return row;
}

py::dict peak_bands(const Seconds& start_s, const Seconds& end_s,
                    const std::optional<std::pair<std::int64_t, std::int64_t>>& window_s, const std::string& clock,
                    const std::string& rule, double share, std::size_t longest_hours, std::size_t most_bands,
                    std::size_t fewest_events, double level, std::int32_t replicates, std::uint64_t seed, int n_jobs,
                    const py::object& progress) {
  const auto start = as_span(start_s, "start");
  const auto end = as_span(end_s, "end");
  const risk::PeakBandOptions options{clock_from(clock), rule_from(rule), share,      longest_hours, most_bands,
                                      fewest_events,     level,           replicates, seed};
  std::size_t unknown_time = 0;
  auto found = interruptible(
      [&] {
        risk::validate(options);
        const auto groups = records::aoristic_groups(start, end, seed);
        unknown_time = groups.unknown_time;
        std::vector<double> hours;
        if (window_s) {
          const auto of_window = records::hours_of_week({window_s->first, window_s->second});
          hours.assign(of_window.begin(), of_window.end());
        }
        return risk::peak_bands(groups.weights, hours, options);
      },
      n_jobs, progress);
  py::list bands;
  for (const auto& band : found.bands) {
    bands.append(to_dict(band));
  }
  py::dict result;
  result["events"] = found.events;
  result["unknown_time"] = unknown_time;
  result["reason"] = to_string(found.reason);
  result["ratio"] = as_array(std::move(found.ratio));
  result["lower"] = as_array(std::move(found.lower));
  result["upper"] = as_array(std::move(found.upper));
  result["in_top_band"] = as_array(std::move(found.in_top_band));
  result["bands"] = bands;
  return result;
}

py::dict seasonality(const Days& days, std::int32_t first_day, std::int32_t last_day, const std::string& by,
                     double level, std::size_t exact_up_to, std::int32_t replicates, std::uint64_t seed, int n_jobs,
                     const py::object& progress) {
  require(by == "month" || by == "weekday", "by", std::string_view(by), "\"month\" or \"weekday\"");
  const auto season = by == "month" ? risk::SeasonOf::month_of_year : risk::SeasonOf::day_of_week;
  const auto day = as_span(days, "days");
  std::size_t outside = 0;
  const auto found = interruptible(
      [&] {
        const auto table = risk::season_table(day, first_day, last_day, season);
        outside = table.outside;
        return risk::seasonality(table, {level, exact_up_to, replicates, seed});
      },
      n_jobs, progress);
  std::vector<std::vector<double>> columns(6);
  for (const auto& phase : found.phases) {
    const double row[] = {phase.count, phase.days,           phase.expected,
                          phase.index, phase.interval.lower, phase.interval.upper};
    for (std::size_t k = 0; k < columns.size(); ++k) {
      columns[k].push_back(row[k]);
    }
  }
  py::dict result;
  const char* const names[] = {"count", "days", "expected", "index", "lower", "upper"};
  for (std::size_t k = 0; k < columns.size(); ++k) {
    result[names[k]] = as_array(std::move(columns[k]));
  }
  result["events"] = found.events;
  result["outside"] = outside;
  result["dispersion"] = found.dispersion;
  result["p_plain"] = found.p_plain;
  result["p"] = found.p;
  result["cycle_statistic"] = found.cycle.statistic;
  result["cycle_p"] = found.cycle.p;
  result["amplitude"] = found.cycle.amplitude;
  result["peak"] = found.cycle.peak;
  return result;
}

void put(py::dict& row, const std::string& name, const risk::SpellFigure& figure) {
  row[py::str(name)] = figure.estimate;
  row[py::str(name + "_lower")] = figure.interval.lower;
  row[py::str(name + "_upper")] = figure.interval.upper;
}

py::dict to_dict(const risk::SpellsRow& spells) {
  py::dict row;
  row["groups"] = spells.groups;
  row["episodes"] = spells.episodes;
  row["spells"] = spells.spells;
  row["children"] = spells.children;
  row["open"] = spells.open;
  row["without_return"] = spells.without_return;
  put(row, "hours_quarter", spells.hours_quarter);
  put(row, "hours_half", spells.hours_half);
  put(row, "hours_nine_tenths", spells.hours_nine_tenths);
  for (const auto& repeat : spells.repeats) {
    const std::string name = "repeat_" + std::to_string(repeat.days) + "_days";
    put(row, name, repeat.share);
    row[py::str(name + "_children")] = repeat.children;
  }
  return row;
}

py::list missing_spells(const Codes& child, const Seconds& start_s, const Seconds& end_s,
                        const std::optional<Codes>& group, std::int64_t observed_until_s, std::int64_t joined_within_s,
                        std::array<int, 2> repeat_days, std::size_t fewest_children, double level) {
  const risk::EpisodesView episodes{as_span(child, "child"), as_span(start_s, "start"), as_span(end_s, "end"),
                                    group ? as_span(*group, "by") : std::span<const std::uint32_t>()};
  const risk::MissingSpellsOptions options{observed_until_s, joined_within_s, repeat_days, fewest_children, level};
  const auto found = interruptible([&] { return risk::missing_spells(episodes, options); });
  py::list rows;
  if (found.is_given) {
    rows.append(to_dict(found.all));
    for (const auto& row : found.rows) {
      rows.append(to_dict(row));
    }
  }
  return rows;
}

py::dict to_dict(const risk::LagStep& step) {
  py::dict result;
  result["events"] = step.events;
  result["missing"] = step.missing;
  result["backwards"] = step.backwards;
  py::list quantiles;
  for (const auto& one : step.quantiles) {
    quantiles.append(py::make_tuple(one.share, one.days, one.interval.lower, one.interval.upper));
  }
  result["quantiles"] = quantiles;
  return result;
}

py::dict reporting_lag(const Days& incident, const std::optional<Days>& reported, const Days& recorded,
                       std::int32_t as_of_day, std::size_t longest_months, double level) {
  const risk::LagDays days{as_span(incident, "incident"),
                           reported ? as_span(*reported, "reported") : std::span<const std::int32_t>(),
                           as_span(recorded, "recorded")};
  const risk::ReportingLagOptions options{as_of_day, longest_months, level};
  auto found = interruptible([&] { return risk::reporting_lag(days, options); });
  py::list months;
  for (const auto& month : found.ladder.months) {
    months.append(py::make_tuple(month.observed, month.expected, month.standard_error, month.completeness,
                                 month.interval.lower, month.interval.upper));
  }
  py::dict result;
  result["events"] = found.events;
  result["missing"] = found.missing;
  result["backwards"] = found.backwards;
  result["not_yet"] = found.not_yet;
  result["too_long"] = found.too_long;
  result["to_report"] = to_dict(found.to_report);
  result["to_record_from_report"] = to_dict(found.to_record_from_report);
  result["to_record"] = to_dict(found.to_record);
  result["first_month"] = found.first_month;
  result["share"] = as_array(std::move(found.ladder.share));
  const auto rows = static_cast<py::ssize_t>(found.ladder.months.size());
  result["triangle"] = as_array(std::move(found.triangle), {rows, static_cast<py::ssize_t>(found.lags)});
  result["months"] = months;
  return result;
}

void bind_clock(py::module_& module) {
  const risk::PeakBandOptions peaks;
  const risk::SeasonalityOptions seasons;
  module.def("london_days", &london_days, py::arg("seconds"));
  module.def("parse_window", &parse_window, py::arg("start"), py::arg("end"));
  module.def("peak_bands", &peak_bands, py::arg("start_s"), py::arg("end_s"), py::arg("window_s") = py::none(),
             py::kw_only(), py::arg("clock") = "week", py::arg("rule") = "scan", py::arg("share") = peaks.share,
             py::arg("longest_hours") = peaks.longest_hours, py::arg("most_bands") = peaks.most_bands,
             py::arg("fewest_events") = peaks.fewest_events, py::arg("level") = peaks.level,
             py::arg("replicates") = peaks.replicates, py::arg("seed") = peaks.seed, py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
  module.def("seasonality", &seasonality, py::arg("days"), py::arg("first_day"), py::arg("last_day"), py::kw_only(),
             py::arg("by") = "month", py::arg("level") = seasons.level, py::arg("exact_up_to") = seasons.exact_up_to,
             py::arg("replicates") = seasons.replicates, py::arg("seed") = seasons.seed, py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
}

}  // namespace

void bind_time(py::module_& module) {
  bind_clock(module);
  const risk::MissingSpellsOptions spells;
  const risk::ReportingLagOptions lags;
  module.def("missing_spells", &missing_spells, py::arg("child"), py::arg("start_s"), py::arg("end_s"),
             py::arg("group") = py::none(), py::kw_only(), py::arg("observed_until_s"),
             py::arg("joined_within_s") = spells.joined_within_s, py::arg("repeat_days") = spells.repeat_days,
             py::arg("fewest_children") = spells.fewest_children, py::arg("level") = spells.level);
  module.def("reporting_lag", &reporting_lag, py::arg("incident"), py::arg("reported"), py::arg("recorded"),
             py::kw_only(), py::arg("as_of_day"), py::arg("longest_months") = lags.longest_months,
             py::arg("level") = lags.level);
}

}  // namespace libprofile::bindings
