// SPDX-License-Identifier: MIT
/// @file
/// One source other than CSV through GDAL's Arrow stream.
#pragma once

#include <string>
#include <vector>

#include "libprofile/io/detail/address.hpp"
#include "libprofile/io/read_dataset.hpp"

namespace libprofile::io::detail {

/// @throws InputError  as `read_dataset`.
[[nodiscard]] Dataset read_layer(const Address& address, const ReadOptions& options);

struct LayerShape {
  std::vector<std::string> columns;
  bool has_geometry = false;
};
[[nodiscard]] LayerShape describe_layer(const Address& address, const ReadOptions& options);

}  // namespace libprofile::io::detail
