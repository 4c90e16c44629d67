// SPDX-License-Identifier: MIT
/// @file
/// The accepted rows of a validated table, as the containers that counting reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "libprofile/records/column_table.hpp"
#include "libprofile/records/incidents.hpp"
#include "libprofile/records/time.hpp"
#include "libprofile/records/validate.hpp"

namespace libprofile::records {

/// @param validation  What `validate` gave for this very table and `Kind::incident`.
/// @throws InvalidArgument  where it is of another kind or of another number of rows.
[[nodiscard]] Incidents to_incidents(const ColumnTable& table, const Validation& validation);

/// @param validation  What `validate` gave for this very table and `Kind::premises`.
/// @throws InvalidArgument  where it is of another kind or of another number of rows.
[[nodiscard]] PremisesRegister to_premises(const ColumnTable& table, const Validation& validation);

/// Indices of incidents whose category is among those named, ascending; no names: all of them.
///
/// Names that no incident has are ignored. Categories compare exactly.
///
/// @throws InputError  where no incident is left, with the nearest categories that there are.
[[nodiscard]] std::vector<std::size_t> of_categories(const Incidents& incidents,
                                                     std::span<const std::string> categories);

/// Indices of incidents that start in [window.start_s, window.end_s), ascending. May be none.
[[nodiscard]] std::vector<std::size_t> within(const Incidents& incidents, TimeSpan window);

/// Indices of incidents that risk counts by default: graded as countable or not graded, and not proactive; ascending.
///
/// Proactive finds stay out so that outreach does not feed its own evidence.
[[nodiscard]] std::vector<std::size_t> countable(const Incidents& incidents);

/// The incidents at these indices, in their order; dictionaries keep the values that are still used.
[[nodiscard]] Incidents select(const Incidents& incidents, std::span<const std::size_t> indices);

}  // namespace libprofile::records
