// SPDX-License-Identifier: MIT
/// @file
/// From a document to the tables that are written: which fields, in which order.
#pragma once

#include <vector>

#include "libprofile/publish/document.hpp"
#include "libprofile/publish/layer.hpp"

namespace libprofile::publish {

/// Every released count, in the document's order: `level`, `unit`, `name`, `category`, `count`.
[[nodiscard]] Layer counts_table(const Document& document);

/// One row a premises type, in the document's order: `type`, `name`, `premises`, `with_incident`, `incidents`,
/// `rate_per_100`, `lower`, `upper`, `location_quotient`, `gini`, `share_top_tenth`, `flag`, `reason`.
[[nodiscard]] Layer premises_types_table(const Document& document);

/// What a type is compared with beyond the mean, in the document's order: `type`, `name`, `share_top_tenth_by_chance`,
/// `q`, `funnel`, `matched_ratio`, `matched_lower`, `matched_upper`.
[[nodiscard]] Layer premises_comparisons_table(const Document& document);

/// Steadied rates of types over everything (`unit` "all") and by area: `unit`, `name`, `type`, `from`,
/// `steadied_per_100`, `lower`, `upper`. `from` is "unit", or "all" where the area has too few premises and the rate is
/// that of the type over everything; "none" where there is neither.
[[nodiscard]] Layer premises_steadied_table(const Document& document);

/// Premises by how many incidents they have, in the document's order: `type`, `name`, `band`, `premises`.
[[nodiscard]] Layer premises_bands_table(const Document& document);

/// Premises and incidents by how many others stand around, in the document's order: `type`, `name`, `surroundings`,
/// `premises`, `incidents`.
[[nodiscard]] Layer premises_surroundings_table(const Document& document);

/// Incidents by distance from the nearest premises of a type, in the document's order: `type`, `name`, `distance`,
/// `incidents`, `land_km2`, `per_km2`, `lower`, `upper`.
[[nodiscard]] Layer premises_distances_table(const Document& document);

/// Distinct persons by attribute, in the document's order: `level`, `unit`, `name`, `field`, `value`, `count`.
[[nodiscard]] Layer victims_table(const Document& document);
[[nodiscard]] Layer offenders_table(const Document& document);

/// The visits of `outreach_plan_layer` without outlines; and what happened by part of the week: `when`, `count`,
/// `times_even`, `lower`, `upper`, `flag`.
[[nodiscard]] Layer outreach_plan_table(const Document& document);
[[nodiscard]] Layer outreach_hours_table(const Document& document);

/// What the plan covers, by a week, and what its rules cost: `what`, `number`.
[[nodiscard]] Layer outreach_totals_table(const Document& document);

/// `counts` and, where the document has them, `premises_types`, `premises_comparisons`,
/// `premises_steadied`, `premises_bands`, `premises_surroundings`, `premises_distances`,
/// `victims`, `offenders`, `outreach_plan`, `outreach_hours` and
/// `outreach_totals`.
[[nodiscard]] std::vector<Layer> tables(const Document& document);

}  // namespace libprofile::publish
