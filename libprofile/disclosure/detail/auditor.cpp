// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/auditor.hpp"

#include <utility>

#include "libprofile/disclosure/detail/network_limits.hpp"
#include "libprofile/disclosure/detail/whole_places.hpp"

namespace libprofile::disclosure::detail {
namespace {

Verdict verdict_of(const Limits& limits, bool is_meant_to_be_known, const AuditOptions& options) {
  const auto threshold = static_cast<double>(options.threshold);
  if (!limits.is_proved) {
    return Verdict::not_proved;
  }
  if (limits.least >= 1.0 && limits.most <= threshold - 1.0) {
    return Verdict::certainly_few;
  }
  if (is_meant_to_be_known) {
    return Verdict::safe;
  }
  if (limits.most - limits.least < static_cast<double>(options.base - 1)) {
    return Verdict::too_narrow;
  }
  if (limits.least >= 2.0 && limits.most <= threshold) {
    return Verdict::few_beside_oneself;
  }
  return Verdict::safe;
}

}  // namespace

Auditor::Auditor(const ReleasedTable& table, const AuditOptions& options)
    : table_(table), options_(options), audited_(table), deadline_(options.time_limit_s) {
  for (std::size_t l = 0; l < audited_.tree.levels(); ++l) {
    for (std::size_t node = 0; node < audited_.tree.sizes[l]; ++node) {
      for (std::size_t c = 0; c < audited_.width; ++c) {
        places_.push_back({l, node, c});
      }
    }
  }
  limits_.resize(places_.size());
}

AuditReport Auditor::report() {
  if (auto limits = limits_of_whole_places(audited_)) {
    limits_ = std::move(*limits);
    return collect();
  }
  limits_ = network_limits(audited_, deadline_);
  AuditReport report = collect();
  for (std::size_t cell = 0; cell < places_.size(); ++cell) {
    report.solved += is_empty(cell) ? 0 : 1;
  }
  return report;
}

AuditReport Auditor::report_of(std::vector<Limits> limits) {
  limits_ = std::move(limits);
  return collect();
}

bool Auditor::is_meant_to_be_known(std::size_t cell) const {
  if (table_.small_counts == SmallCounts::withheld && limits_[cell].is_proved && limits_[cell].most == 0.0) {
    return true;
  }
  const bool is_by_choice = table_.band == 1 || table_.small_counts == SmallCounts::withheld;
  return is_by_choice && audited_.shown(places_[cell]) != kWithheld;
}

bool Auditor::is_empty(std::size_t cell) const {
  return audited_.rows_below[places_[cell].level][places_[cell].node].empty();
}

AuditReport Auditor::collect() const {
  AuditReport report;
  report.cells.reserve(places_.size());
  for (std::size_t cell = 0; cell < places_.size(); ++cell) {
    // Everyone knows that a group without rows holds nobody.
    const Verdict verdict =
        is_empty(cell) ? Verdict::safe : verdict_of(limits_[cell], is_meant_to_be_known(cell), options_);
    report.cells.push_back({places_[cell], limits_[cell].least, limits_[cell].most, verdict});
    report.refused += verdict == Verdict::safe ? 0 : 1;
  }
  return report;
}

}  // namespace libprofile::disclosure::detail
