// SPDX-License-Identifier: MIT
#include "ledger_json.hpp"

namespace libprofile::tools {
namespace {

Json window_json(const disclosure::ReleaseWindow& window) {
  return {{"start", disclosure::format_day(window.start_day)}, {"end", disclosure::format_day(window.end_day)}};
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
          {"approver", release.approver},
          {"entered_utc", release.entered_utc},
          {"repeats", release.repeats},
          {"manifest_sha256", release.terms.manifest_sha256},
          {"entry", release.entry},
          {"hash", release.hash}};
}

}  // namespace libprofile::tools
