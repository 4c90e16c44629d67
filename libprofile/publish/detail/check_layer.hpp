// SPDX-License-Identifier: MIT
/// @file
/// `check_output` for a layer that is part of a protected value.
#pragma once

#include <string>

#include "libprofile/disclosure/policy.hpp"
#include "libprofile/publish/layer.hpp"
#include "libprofile/publish/results.hpp"

namespace libprofile::publish::detail {

[[nodiscard]] OutputResult check_layer(const Layer& layer, const disclosure::Policy& policy, std::string path);

}  // namespace libprofile::publish::detail
