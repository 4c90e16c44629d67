// SPDX-License-Identifier: MIT
/// @file
/// From a source's table to accepted records and a report on the rest: the command line and Python both take this path.
#pragma once

#include <vector>

#include "libprofile/profile/options.hpp"
#include "libprofile/records/column_table.hpp"
#include "libprofile/records/field_uses.hpp"
#include "libprofile/records/mapping.hpp"
#include "libprofile/records/validate.hpp"

namespace libprofile::profile {

/// Whether to find out which fields of whose records are used, as an agreement on sharing asks.
enum class Uses { skipped, listed };

struct PreparedIncidents {
  records::Incidents incidents;
  records::Validation validation;
  SourceReport report;
  /// Empty where they are skipped.
  std::vector<records::FieldUse> uses = {};
};

struct PreparedPremises {
  records::PremisesRegister premises;
  records::Validation validation;
  SourceReport report;
  std::vector<records::FieldUse> uses = {};
};

struct PreparedPeople {
  records::People people;
  records::Validation validation;
  SourceReport report;
  std::vector<records::FieldUse> uses = {};
};

/// Maps columns, refuses what looks like an identifier, validates, and keeps what is accepted. Coordinates stay in the
/// reference system of the source.
///
/// @throws InputError  for a column that is not there, a protected characteristic, or columns that look like direct
///                     identifiers; where rows are at fault they are in `validation.rejected`.
[[nodiscard]] PreparedIncidents prepare_incidents(const records::ColumnTable& source, const records::Mapping& mapping,
                                                  const records::ValidateOptions& options = {},
                                                  Uses uses = Uses::skipped);
[[nodiscard]] PreparedPremises prepare_premises(const records::ColumnTable& source, const records::Mapping& mapping,
                                                Uses uses = Uses::skipped);

/// Victims or offenders, as the mapping's kind says.
[[nodiscard]] PreparedPeople prepare_people(const records::ColumnTable& source, const records::Mapping& mapping,
                                            Uses uses = Uses::skipped);

/// Rows by what became of them: those rejected count under the first rule that each breaks, repeated identifiers apart.
[[nodiscard]] SourceReport source_report(std::string name, const records::Validation& validation);

}  // namespace libprofile::profile
