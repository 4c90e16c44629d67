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

/// Distinct persons by attribute, in the document's order: `level`, `unit`, `name`, `field`, `value`, `count`.
[[nodiscard]] Layer victims_table(const Document& document);
[[nodiscard]] Layer offenders_table(const Document& document);

/// `counts` and, where the document has them, `premises_types`, `victims` and `offenders`.
[[nodiscard]] std::vector<Layer> tables(const Document& document);

}  // namespace libprofile::publish
