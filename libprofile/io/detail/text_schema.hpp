// SPDX-License-Identifier: MIT
/// @file
/// The Arrow schema of a table of texts.
#pragma once

#include <string>
#include <vector>

#include "libprofile/records/arrow_c_data.hpp"

namespace libprofile::io::detail {

/// A struct of nullable UTF-8 columns with these names. The caller releases it.
[[nodiscard]] ArrowSchema make_text_schema(const std::vector<std::string>& names);

}  // namespace libprofile::io::detail
