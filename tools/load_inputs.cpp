// SPDX-License-Identifier: MIT
#include "load_inputs.hpp"

#include <array>
#include <functional>
#include <iterator>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/profile/prepare.hpp"
#include "libprofile/records/accepted.hpp"

namespace libprofile::tools {
namespace {

struct Part {
  std::optional<profile::SourceReport> report;
  std::vector<std::string> warnings;
  std::vector<profile::UnusedRows> unused;
  /// Only where an agreement on sharing asks.
  profile::UsesByTable uses;
};

/// A part of records: what reading and validating them said.
Part part_of(const LoadedRecords& loaded, const std::string& kind, const Config& config) {
  Part part{profile::source_report(kind, loaded.validation), loaded.warnings, unused_rows(loaded, kind), {}};
  if (config.options.sharing) {
    part.uses.emplace(kind, records::field_uses(loaded.table, loaded.validation));
  }
  for (const profile::UnusedRows& unused : part.unused) {
    if (unused.is_worth_a_remark()) {
      part.warnings.push_back(profile::describe(unused));
    }
  }
  return part;
}

void append(std::vector<std::string>& to, std::vector<std::string> from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

Part load_incidents(const Config& config, Loaded& loaded) {
  loaded.incidents = load_records(config.incidents, config.allow);
  loaded.accepted = records::to_incidents(loaded.incidents.table, loaded.incidents.validation);
  OnPlane moved = to_plane(std::move(loaded.accepted.xy), loaded.incidents, config.crs);
  loaded.accepted.xy = std::move(moved.xy);
  Part part = part_of(loaded.incidents, "incidents", config);
  part.report->transformation = std::move(moved.transformation);
  append(part.warnings, std::move(moved.warnings));
  return part;
}

Part load_areas(const Config& config, Loaded& loaded) {
  loaded.areas = io::read_areas(config.areas, config.crs);
  return {std::nullopt, loaded.areas.warnings, {}, {}};
}

Part load_premises(const Config& config, Loaded& loaded) {
  if (!config.premises) {
    return {};
  }
  loaded.premises = load_records(std::span(&*config.premises, 1), config.allow);
  records::PremisesRegister accepted = records::to_premises(loaded.premises.table, loaded.premises.validation);
  OnPlane moved = to_plane(std::move(accepted.xy), loaded.premises, config.crs);
  accepted.xy = std::move(moved.xy);
  loaded.accepted_premises = std::move(accepted);
  Part part = part_of(loaded.premises, "premises", config);
  part.report->transformation = std::move(moved.transformation);
  append(part.warnings, std::move(moved.warnings));
  return part;
}

Part load_people(const std::optional<PointSource>& source, const Config& config, LoadedRecords& loaded,
                 std::optional<records::People>& accepted) {
  if (!source) {
    return {};
  }
  loaded = load_records(std::span(&*source, 1), config.allow);
  accepted = records::to_people(loaded.table, loaded.validation);
  return part_of(loaded, source->name, config);
}

Part load_victims(const Config& config, Loaded& loaded) {
  return load_people(config.victims, config, loaded.victims, loaded.accepted_victims);
}

Part load_offenders(const Config& config, Loaded& loaded) {
  return load_people(config.offenders, config, loaded.offenders, loaded.accepted_offenders);
}

}  // namespace

Loaded load_inputs(const Config& config) {
  io::require_metric(config.crs);
  Loaded loaded;
  constexpr std::size_t kParts = 5;
  const std::array<Part (*)(const Config&, Loaded&), kParts> loaders{load_incidents, load_areas, load_premises,
                                                                     load_victims, load_offenders};
  std::array<Part, kParts> parts;
  loaded.failures.resize(kParts);
  core::parallel_for(
      kParts,
      [&](std::size_t i) {
        try {
          parts[i] = loaders[i](config, loaded);
        } catch (const Cancelled&) {
          throw;
        } catch (...) {
          loaded.failures[i] = std::current_exception();
        }
      },
      1);
  for (Part& part : parts) {
    if (part.report) {
      loaded.reports.push_back(std::move(*part.report));
    }
    append(loaded.warnings, std::move(part.warnings));
    loaded.uses.merge(part.uses);
    std::move(part.unused.begin(), part.unused.end(), std::back_inserter(loaded.unused));
  }
  return loaded;
}

profile::Inputs take_inputs(Loaded loaded, const Config& config) {
  for (const std::exception_ptr& failure : loaded.failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
  profile::require_usable(loaded.unused, config.options.rejected_at_most);
  profile::Inputs inputs;
  inputs.incident_sources = rows_of_sources(loaded.incidents);
  inputs.premises_sources = rows_of_sources(loaded.premises);
  inputs.incidents = std::move(loaded.accepted);
  inputs.areas = std::move(loaded.areas.areas);
  inputs.premises = std::move(loaded.accepted_premises);
  inputs.victims = std::move(loaded.accepted_victims);
  inputs.offenders = std::move(loaded.accepted_offenders);
  inputs.sources = std::move(loaded.reports);
  inputs.crs = config.crs;
  inputs.uses = std::move(loaded.uses);
  return inputs;
}

}  // namespace libprofile::tools
