// SPDX-License-Identifier: MIT
#include "libprofile/risk/outreach_feedback.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <string>

#include "libprofile/core/error.hpp"

namespace libprofile::risk {
namespace {

void check(const PlanAreas& reported, std::span<const double> proactive) {
  require(proactive.size() == reported.harm.size(), "values of proactive", proactive.size(),
          "as many as those of harm");
  for (std::size_t i = 0; i < proactive.size(); ++i) {
    require(proactive[i] >= 0.0 && std::isfinite(proactive[i]), "proactive[" + std::to_string(i) + "]", proactive[i],
            "at least 0 and finite");
  }
}

std::vector<std::uint32_t> visits_by_area(const OutreachPlan& plan, std::size_t areas) {
  std::vector<std::uint32_t> visits(areas, 0);
  for (const PlanRound& round : plan.rounds) {
    for (const std::uint32_t area : round.areas) {
      ++visits[area];
    }
  }
  return visits;
}

/// What visits cover, added up in order of areas and bands: the same for the same visits, whoever makes them.
double covered(const OutreachPlan& plan, std::span<const double> harm, std::size_t bands) {
  std::vector<std::size_t> slots;
  for (const PlanRound& round : plan.rounds) {
    for (const std::uint32_t area : round.areas) {
      slots.push_back(area * bands + round.band);
    }
  }
  std::sort(slots.begin(), slots.end());
  double sum = 0.0;
  for (const std::size_t slot : slots) {
    sum += harm[slot];
  }
  return sum;
}

double shared_share(const std::vector<std::uint32_t>& ours, const std::vector<std::uint32_t>& theirs) {
  std::size_t visited = 0;
  std::size_t shared = 0;
  for (std::size_t area = 0; area < ours.size(); ++area) {
    visited += ours[area] > 0 ? 1 : 0;
    shared += ours[area] > 0 && theirs[area] > 0 ? 1 : 0;
  }
  return visited == 0 ? 1.0 : static_cast<double>(shared) / static_cast<double>(visited);
}

}  // namespace

OutreachFeedback outreach_feedback(const PlanAreas& reported, std::span<const double> proactive,
                                   const PlanOptions& options) {
  check(reported, proactive);
  std::vector<double> all(reported.harm.begin(), reported.harm.end());
  std::transform(all.begin(), all.end(), proactive.begin(), all.begin(), std::plus<>());
  PlanAreas with_all = reported;
  with_all.harm = all;
  OutreachFeedback found{outreach_plan(reported, options), outreach_plan(with_all, options), {}, {}};
  const std::size_t bands = reported.band_hours.size();
  const std::size_t areas = reported.harm.size() / bands;
  found.visits_without = visits_by_area(found.without, areas);
  found.visits_with_proactive = visits_by_area(found.with_proactive, areas);
  found.shared = shared_share(found.visits_without, found.visits_with_proactive);
  const double ours = covered(found.without, reported.harm, bands);
  const double theirs = covered(found.with_proactive, reported.harm, bands);
  found.lost = ours > 0.0 ? std::max(0.0, 1.0 - theirs / ours) : 0.0;
  return found;
}

}  // namespace libprofile::risk
