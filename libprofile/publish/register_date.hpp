// SPDX-License-Identifier: MIT
/// @file
/// When the register of premises was made, against when the incidents were.
#pragma once

#include <string>

#include "libprofile/publish/document.hpp"

namespace libprofile::publish {

/// Name and parameter of the method in a manifest that say it.
inline constexpr const char* kPremisesMethod = "premises-type risk";
inline constexpr const char* kRegisterDate = "register_date";

/// "2015-06-30" or "2015-06". Empty where it is not recorded.
[[nodiscard]] std::string register_date(const Manifest& manifest);

/// Where the day or month that the register was made in lies. A month lies in the window where any day of it may.
enum class RegisterAge { not_known, older, of_the_window, newer };

[[nodiscard]] RegisterAge register_age(const Manifest& manifest);

/// "the register of premises is of 30 June 2015, the incidents are of January to December 2018: premises that opened or
/// closed between are counted wrongly". Empty where the register is neither older nor newer than the window, or its
/// date is not known.
[[nodiscard]] std::string register_outside_window(const Manifest& manifest);

}  // namespace libprofile::publish
