// SPDX-License-Identifier: MIT
/// @file
/// Columns of text as an Arrow array.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/records/arrow_c_data.hpp"

namespace libprofile::io::detail {

/// Values of one column, one after the other: value i is bytes [ends[i], ends[i + 1]).
struct TextValues {
  std::vector<std::int32_t> ends{0};
  std::string bytes;
};

/// A struct array with one UTF-8 child per column, all of one length. The caller releases it.
[[nodiscard]] ArrowArray make_text_array(std::vector<TextValues> columns);

}  // namespace libprofile::io::detail
