// SPDX-License-Identifier: MIT
/// @file
/// The bytes of each file of a synthetic partnership.
#pragma once

#include <string>

#include "libprofile/sample/detail/agency_form.hpp"
#include "libprofile/sample/partnership.hpp"

namespace libprofile::sample::detail {

[[nodiscard]] std::string incidents_csv(const Partnership& partnership, const AgencyForm& form);

/// RFC 7946: longitude and latitude to 6 decimals, shells counter-clockwise.
[[nodiscard]] std::string areas_geojson(const Partnership& partnership);
[[nodiscard]] std::string population_csv(const Partnership& partnership);
[[nodiscard]] std::string premises_csv(const Partnership& partnership);

[[nodiscard]] std::string victims_csv(const Partnership& partnership);
[[nodiscard]] std::string offenders_csv(const Partnership& partnership);
[[nodiscard]] std::string episodes_csv(const Partnership& partnership);
[[nodiscard]] std::string contacts_csv(const Partnership& partnership);

/// What was planted: hotspots, premises types, counts by district.
[[nodiscard]] std::string truth_json(const Partnership& partnership);

/// The configuration that profiles the folder as it lies.
[[nodiscard]] std::string profile_toml(const Partnership& partnership);

}  // namespace libprofile::sample::detail
