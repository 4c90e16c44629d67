// SPDX-License-Identifier: MIT
/// @file
/// Styles as Styled Layer Descriptors, for servers and other readers.
#pragma once

#include <string>
#include <string_view>

#include "libprofile/publish/detail/style.hpp"

namespace libprofile::publish::detail {

/// An SLD 1.1 document for the layer `name`: one rule for each rule of the groups that are shown.
///
/// Method: OGC 05-078r4 and 05-077r4. The same style gives the same bytes.
[[nodiscard]] std::string sld_of(const Style& style, std::string_view name);

}  // namespace libprofile::publish::detail
