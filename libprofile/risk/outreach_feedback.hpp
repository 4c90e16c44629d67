// SPDX-License-Identifier: MIT
/// @file
/// Whether a plan feeds itself: with and without what the work itself found.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/risk/outreach_plan.hpp"

namespace libprofile::risk {

struct OutreachFeedback {
  /// From reported events only: the one to follow.
  OutreachPlan without;
  /// From all events.
  OutreachPlan with_proactive;
  /// Visits of each area in each.
  std::vector<std::uint32_t> visits_without;
  std::vector<std::uint32_t> visits_with_proactive;
  /// Share of the areas that `without` visits that `with_proactive` visits too; 1 where it visits none.
  double shared = 0.0;
  /// Share of the reported harm that `without` covers and following `with_proactive` would not; at least 0. 0 where
  /// `without` covers none.
  double lost = 0.0;
};

/// The plan from reported events beside the one that proactive records would give, under the same rules.
///
/// Proactive records are found by visits: a plan that counts them goes where it went before.
///
/// @param reported   As `outreach_plan` takes it, without what the work itself found.
/// @param proactive  What it found, one for each area and band of `reported.harm`: at least 0, and finite.
/// @throws InvalidArgument  for these, and as `outreach_plan`.
///
/// Cost: two plans.
[[nodiscard]] OutreachFeedback outreach_feedback(const PlanAreas& reported, std::span<const double> proactive,
                                                 const PlanOptions& options = {});

}  // namespace libprofile::risk
