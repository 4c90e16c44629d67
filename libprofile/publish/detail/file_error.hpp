// SPDX-License-Identifier: MIT
/// @file
/// What the operating system refused, under the name that publish reads it by.
#pragma once

#include "libprofile/core/file_error.hpp"

namespace libprofile::publish::detail {

using core::fail_file;

}  // namespace libprofile::publish::detail
