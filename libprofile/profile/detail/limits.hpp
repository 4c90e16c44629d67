// SPDX-License-Identifier: MIT
/// @file
/// What a profile says that it cannot say.
#pragma once

#include <string>
#include <vector>

#include "libprofile/profile/detail/statement.hpp"

namespace libprofile::profile::detail {

/// Sentences, in the order in which reports print them.
[[nodiscard]] std::vector<std::string> limits(const Options& options, const Inputs& inputs);

/// What the register's date allows to say.
[[nodiscard]] std::string register_limit(const Statement& statement);

}  // namespace libprofile::profile::detail
