// SPDX-License-Identifier: MIT
/// @file
/// How the result of every local statistic is put together.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "libprofile/hotspots/detail/tails.hpp"
#include "libprofile/hotspots/local_options.hpp"
#include "libprofile/hotspots/local_statistic.hpp"

namespace libprofile::hotspots::detail {

/// NaN and `island` throughout.
[[nodiscard]] LocalStatistic make_local_result(std::size_t places);

/// A statistic and its moments where the values are dealt out at random. A variance of 0 means that no dealing could
/// give another value.
struct Standing {
  double statistic = 0.0;
  double expected = 0.0;
  double variance = 0.0;
};

/// Writes entry i; z = 0 and p = 1 where the variance is 0. The label becomes `none`.
void write(const Standing& standing, Alternative alternative, std::size_t i, LocalStatistic& result);

/// Fewer stand behind place i than the minimum.
[[nodiscard]] bool is_too_few(const LocalOptions& options, std::size_t i);

/// Takes z and p away from place i, which then counts as not tested, and gives it the label.
void leave_out(LocalLabel label, std::size_t i, LocalStatistic& result);

/// Adds p of the permutations (unless `tails` is empty), q, and the labels of places whose q is at most the level:
/// `label_of(i)`, asked only where z is not 0.
void finish(const std::vector<Tails>& tails, const LocalOptions& options,
            const std::function<LocalLabel(std::size_t)>& label_of, LocalStatistic& result);

}  // namespace libprofile::hotspots::detail
