// SPDX-License-Identifier: MIT
#include "ledger_json.hpp"

namespace libprofile::tools {
namespace {

Json window_json(const disclosure::ReleaseWindow& window) {
  return {{"start", disclosure::format_day(window.start_day)}, {"end", disclosure::format_day(window.end_day)}};
}

std::string by(const disclosure::LedgerRelease& release, disclosure::ReleaseState state) {
  const disclosure::LedgerStep* step = step_to(release, state);
  return step == nullptr ? std::string() : step->by;
}

Json steps_json(const std::vector<disclosure::LedgerStep>& steps) {
  Json all = Json::array();
  for (const disclosure::LedgerStep& step : steps) {
    all.push_back({{"state", to_string(step.state)}, {"by", step.by}, {"at_utc", step.at_utc}});
    if (step.state == disclosure::ReleaseState::withdrawn) {
      all.back()["reason"] = step.reason;
      all.back()["destroyed"] = step.destroyed;
    }
  }
  return all;
}

}  // namespace

Json to_json(const disclosure::LedgerRelease& release) {
  Json filter = Json::object();
  for (const disclosure::ReleaseCondition& condition : release.terms.filter) {
    filter[condition.attribute] = condition.values;
  }
  return {{"release", release.id},
          {"state", to_string(release.state)},
          {"stream", release.terms.stream},
          {"tier", disclosure::to_string(release.policy.tier)},
          {"window", window_json(release.terms.window)},
          {"next_window", window_json(release.next)},
          {"partition", release.terms.partition},
          {"vintage", release.terms.vintage},
          {"measure", release.terms.measure},
          {"filter", std::move(filter)},
          {"author", release.author},
          {"reviewer", by(release, disclosure::ReleaseState::reviewed)},
          {"approver", release.approver},
          {"releaser", by(release, disclosure::ReleaseState::released)},
          {"steps", steps_json(release.steps)},
          {"counts", release.counts},
          {"entered_utc", release.entered_utc},
          {"repeats", release.repeats},
          {"manifest_sha256", release.terms.manifest_sha256},
          {"entry", release.entry},
          {"hash", release.hash}};
}

}  // namespace libprofile::tools
