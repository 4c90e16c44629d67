// SPDX-License-Identifier: MIT
/// @file
/// What the snippets share: a type that may hold counts, and the two ends that they try to join.
#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

#include "libprofile/core/digest.hpp"
#include "libprofile/disclosure/derive.hpp"
#include "libprofile/disclosure/policy.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/disclosure/protected.hpp"
#include "libprofile/disclosure/publicly_known.hpp"
#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/count_table.hpp"

using namespace libprofile;
using disclosure::Policy;
using disclosure::Protected;

struct Counts {
  std::int64_t total = 0;
};

/// The right way from raw to protected, whatever it does.
Protected<Counts> released(const Counts& raw);

/// Something that takes protected values only.
void publish(const Protected<Counts>& value);
