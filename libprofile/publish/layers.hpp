// SPDX-License-Identifier: MIT
/// @file
/// From a document to the layers that are written: which fields, in which order.
#pragma once

#include <vector>

#include "libprofile/publish/document.hpp"
#include "libprofile/publish/layer.hpp"

namespace libprofile::publish {

/// One row a unit, in order of code: `unit`, `name`, `parent`, `count`, `population`, `rate_per_1000`, `lower`,
/// `upper`, `smoothed_per_1000`, `reliability`, `denominator`.
///
/// `parent` is the group of the nearest level, absent without levels. A withheld row has no count and no rate.
/// @throws InvalidArgument  where `document.neighbourhoods` has not one entry a unit, or units have no WGS 84 vertices.
[[nodiscard]] Layer neighbourhoods_layer(const Document& document);

/// One row a unit, in order of code: `unit`, `name`, `count`, `z`, `p`, `q`, `label`, `tier` (absent: no tier).
///
/// @throws InvalidArgument  as `neighbourhoods_layer`, for `document.hotspots` too.
[[nodiscard]] Layer hotspots_layer(const Document& document);

/// One row a unit, in order of code: `unit`, `name`, `relative_risk`, `lower`, `upper`, `p_above`, `p_twice`,
/// `rank_best`, `rank_worst`, `p_top`, `reliability`. What is not known, or not ranked, is absent. No rows where
/// areas cannot be compared.
///
/// @throws InvalidArgument  where `document.risks` has neither one entry a unit nor none, or units have no WGS 84
/// vertices.
[[nodiscard]] Layer risks_layer(const Document& document);

/// One row a cluster, in the document's order: `cluster` (from 0), `units` (codes, ascending), `count`,
/// `area_km2` (to the square metre).
///
/// @throws InvalidArgument  where `document.cluster_outlines` has not one area a cluster, or a unit does not exist.
[[nodiscard]] Layer clusters_layer(const Document& document);

/// One row for each group of `by_area_level` and premises type, in order of both codes: `unit`, `name`, `type`,
/// `premises`, `with_incident`, `rate_per_100`, `lower`, `upper`, `flag`, `reason`.
///
/// @throws InvalidArgument  where a group does not exist, or groups have no WGS 84 vertices.
[[nodiscard]] Layer premises_types_by_area_layer(const Document& document);

/// One row a visit of the plan, by team and stop: `unit`, `name`, `team`, `stop`, `band`, `arrives`, `leaves` (hours
/// from the start of the band), `expected`, `reserved` ("yes" or "no"). No rows without a plan.
///
/// @throws InvalidArgument  where a unit or band does not exist, or units have no WGS 84 vertices.
[[nodiscard]] Layer outreach_plan_layer(const Document& document);

/// `neighbourhoods`, `hotspots`, `clusters` and, where the document has them, `risks`, `premises_types_by_area` and
/// `outreach_plan` (with visits). Layers over units share one copy of their outlines.
[[nodiscard]] std::vector<Layer> layers(const Document& document);

}  // namespace libprofile::publish
