// SPDX-License-Identifier: MIT
/// @file
/// The bytes of a GeoPackage.
#pragma once

#include <string>
#include <vector>

#include "libprofile/publish/layer.hpp"

namespace libprofile::publish::detail {

/// @throws InvalidArgument  for no layer, a table, two layers of one name, or a layer that is not valid.
[[nodiscard]] std::string geopackage_bytes(const std::vector<Layer>& layers);

}  // namespace libprofile::publish::detail
