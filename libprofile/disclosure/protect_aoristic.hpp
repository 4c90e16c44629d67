// SPDX-License-Identifier: MIT
/// @file
/// The gate for aoristic weights: events whose times are known as intervals, spread over bins of time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/core/key.hpp"
#include "libprofile/disclosure/policy.hpp"
#include "libprofile/disclosure/protect_list.hpp"
#include "libprofile/disclosure/protected.hpp"

namespace libprofile::disclosure {

/// Weights by bin, such as the 168 hours of a week, or its days: for each bin the sum over events of their shares.
struct AoristicTable {
  /// What is counted, such as "hours of the week". Two lists of one release need different names.
  std::string name{};
  /// Distinct, in any order.
  std::vector<std::string> bins{};
  /// Finite, 0 or more, at most 10^12, one a bin. Those of one person add up to at most 1; all of them to a whole
  /// number, that of the events whose time is known.
  std::vector<double> weights{};
  /// That whole number, rounded, where an earlier table of the release already gave it.
  std::optional<std::int64_t> pinned_total{};
};

/// Lets aoristic weights out under a policy: whole multiples of `policy.rounding_base()` that add up to the total.
///
/// Weights become whole numbers that keep their sum (each goes to the one below or above it, by controlled rounding of
/// thousandths), and these go through `protect_list`. So a released number is the multiple of the base just below or
/// just above the weight: c stands for a weight strictly between c - base and c + base, a bin without a weight is 0,
/// and no number is between 1 and threshold - 1. Fractions tell nothing: they are gone before the gate.
///
/// Bins are best as few as the question needs: 168 hours of 300 events are all "fewer than 5".
///
/// @throws InvalidArgument  for labels that repeat, lengths that differ, a weight outside its range, a sum that is not
///                          whole to a thousandth, or a pinned total that is not the sum rounded up or down.
/// @throws DisclosureError  as `protect_list`.
[[nodiscard]] Protected<ProtectedList> protect_aoristic(const AoristicTable& table, const Policy& policy,
                                                        const core::Key& key);

}  // namespace libprofile::disclosure
