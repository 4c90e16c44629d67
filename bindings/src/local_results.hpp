// SPDX-License-Identifier: MIT
/// @file
/// Options and results of local statistics, to and from Python.
#pragma once

#include <cstdint>
#include <string>

#include <pybind11/pybind11.h>

#include "libprofile/hotspots/local_options.hpp"
#include "libprofile/hotspots/local_statistic.hpp"

namespace libprofile::bindings {

[[nodiscard]] hotspots::Alternative alternative_from(const std::string& name);
[[nodiscard]] hotspots::Draws draws_from(const std::string& name);
[[nodiscard]] hotspots::Correction correction_from(const std::string& name);

/// From a dictionary with an entry for each field; `base` may be None, and must outlive the options.
[[nodiscard]] hotspots::LocalOptions local_options_from(const pybind11::dict& given);

/// A dictionary of arrays; `p_permutation` is None where none were asked for, and `label` are places in the list
/// `label_names`.
[[nodiscard]] pybind11::dict to_python(hotspots::LocalStatistic&& found, std::int32_t permutations);

}  // namespace libprofile::bindings
