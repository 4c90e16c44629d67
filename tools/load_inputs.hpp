// SPDX-License-Identifier: MIT
/// @file
/// Everything that a configuration names, read side by side.
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/io/read_areas.hpp"
#include "libprofile/profile/options.hpp"

#include "config.hpp"
#include "load_records.hpp"

namespace libprofile::tools {

/// What each input became: what was read, or why it was not.
struct Loaded {
  LoadedRecords incidents;
  records::Incidents accepted;
  io::AreasRead areas;
  LoadedRecords premises;
  std::optional<records::PremisesRegister> accepted_premises;
  LoadedRecords victims;
  std::optional<records::People> accepted_victims;
  LoadedRecords offenders;
  std::optional<records::People> accepted_offenders;
  /// One entry for incidents and, where there are any, premises, victims and offenders.
  std::vector<profile::SourceReport> reports;
  /// For every source of incidents, premises, victims and offenders that was read.
  std::vector<profile::UnusedRows> unused;
  /// Which fields of whose records are used; nothing where the configuration names no agreement on sharing.
  profile::UsesByTable uses;
  /// What is worth a remark, sources with rows that cannot be used among it.
  std::vector<std::string> warnings;
  /// In the order incidents, areas, premises, victims, offenders; a null pointer where nothing failed.
  std::vector<std::exception_ptr> failures;
};

/// Reads everything; a failure of one input does not keep the others from being read.
///
/// @throws Cancelled  when the current token is cancelled.
[[nodiscard]] Loaded load_inputs(const Config& config);

/// The inputs of a profile. Throws the first failure, and `InputError` where a source has no row, none that can be
/// used, or more that cannot be used than the configuration lets pass.
[[nodiscard]] profile::Inputs take_inputs(Loaded loaded, const Config& config);

}  // namespace libprofile::tools
