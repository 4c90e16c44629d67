// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/cross_release.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/detail/few_finder.hpp"
#include "libprofile/disclosure/detail/refinement.hpp"
#include "libprofile/disclosure/detail/release_windows.hpp"

namespace libprofile::disclosure {
namespace {

using detail::Finding;
using detail::Published;
using detail::Quantity;
using detail::RefinedCell;

constexpr std::array<std::string_view, 6> kVerdicts{"safe",          "certainly few",   "too narrow",
                                                    "contradictory", "unknown overlap", "not proved"};

/// Releases that one kind of reader has, the new one last, and what must not be told to that reader.
struct View {
  std::vector<std::string> ids;
  std::vector<const Release*> releases;
  std::int64_t threshold = 1;
  /// The same of premises.
  std::int64_t premises_threshold = 1;

  [[nodiscard]] std::int64_t threshold_of(const detail::ReleasePart& part) const {
    return part.cells.front().of == ListCounts::premises ? premises_threshold : threshold;
  }
};

/// What readers of public releases have, or what partners have, who read those too.
enum class Reader : std::uint8_t { anybody, partner };

View view_of(const Release& added, const std::vector<EarlierRelease>& earlier, Reader reader) {
  View view;
  view.threshold = added.policy.threshold;
  view.premises_threshold = std::max<std::int64_t>(1, added.policy.premises_threshold);
  bool has_partner = added.policy.tier != Tier::open;
  for (const EarlierRelease& one : earlier) {
    const PolicyFields& policy = one.release->policy;
    if (policy.tier != Tier::open && reader == Reader::anybody) {
      continue;
    }
    if (policy.tier != Tier::open && added.policy.tier == Tier::open) {
      view.threshold = has_partner ? std::min(view.threshold, policy.threshold) : policy.threshold;
      view.premises_threshold =
          has_partner ? std::min(view.premises_threshold, policy.premises_threshold) : policy.premises_threshold;
      has_partner = true;
    }
    view.ids.push_back(one.id);
    view.releases.push_back(one.release);
  }
  view.releases.push_back(&added);
  return view;
}

std::string describe(const View& view, const Published& published) {
  const std::size_t r = published.place.release;
  const Release& release = *view.releases[r];
  const std::string whose =
      " of " + (r < view.ids.size() ? view.ids[r] : "this release") + " (" + to_string(release.terms.window) + ")";
  if (published.place.list != 0) {
    const ReleaseList& list = release.lists[published.place.list - 1];
    return "'" + list.numbers[published.place.unit].name + "' of " + list.name + whose;
  }
  const std::string unit = release.levels[published.place.level].units[published.place.unit];
  const std::string category = published.place.category < release.categories.size()
                                   ? release.categories[published.place.category]
                                   : std::string(kAll);
  return "'" + unit + "', '" + category + "'" + whose;
}

std::string describe(const View& view, const detail::ReleasePart& part, const Quantity& quantity) {
  const auto number = [&](std::size_t cell) { return describe(view, part.cells[cell].published.front()); };
  switch (quantity.kind) {
    case Quantity::Kind::number:
      return number(quantity.first);
    case Quantity::Kind::difference:
      return "the difference between " + number(quantity.first) + " and " + number(quantity.second);
    case Quantity::Kind::overlap:
      return "what is both in " + number(quantity.first) + " and in " + number(quantity.second);
    case Quantity::Kind::unknown:
      break;
  }
  const auto in = [&](const RefinedCell& cell) {
    return std::find(cell.unknowns.begin(), cell.unknowns.end(), quantity.unknowns.front()) != cell.unknowns.end();
  };
  const auto smallest = std::min_element(part.cells.begin(), part.cells.end(), [&](const auto& a, const auto& b) {
    return std::pair(!in(a), a.unknowns.size()) < std::pair(!in(b), b.unknowns.size());
  });
  return "a part of " + describe(view, smallest->published.front());
}

CrossReleaseReport report_of(const View& view, const detail::ReleasePart& part, const Finding& finding) {
  CrossReleaseReport report;
  report.verdict = finding.verdict;
  for (const std::uint32_t release : finding.with) {
    report.with.push_back(view.ids[release]);
  }
  switch (finding.verdict) {
    case CrossVerdict::certainly_few:
      report.reason =
          describe(view, part, finding.quantity) + " certainly holds " +
          (finding.least == finding.most ? std::to_string(finding.least)
                                         : std::to_string(finding.least) + " to " + std::to_string(finding.most)) +
          ", fewer than " + std::to_string(view.threshold_of(part));
      break;
    case CrossVerdict::contradictory:
      report.reason = "no counts fit the numbers of all of them";
      break;
    default:
      report.reason = "the time limit ran out before anything was proved";
  }
  return report;
}

/// What is said of a count that two releases show; safe where both leave enough possible values.
CrossReleaseReport shown_twice(const View& view, const Published& ours, const Published& theirs) {
  CrossReleaseReport report;
  const auto [least, most] = detail::limits_of(ours);
  const auto [other_least, other_most] = detail::limits_of(theirs);
  const std::int64_t values = std::min(most, other_most) - std::max(least, other_least) + 1;
  if (ours.shown == kWithheld || theirs.shown == kWithheld || values >= std::min(ours.base, theirs.base)) {
    return report;
  }
  report.verdict = values > 0 ? CrossVerdict::too_narrow : CrossVerdict::contradictory;
  report.with = {view.ids[theirs.place.release]};
  report.reason = describe(view, ours) + " and " + describe(view, theirs) + " are the same count, shown as " +
                  std::to_string(ours.shown) + " and as " + std::to_string(theirs.shown) +
                  (values > 0 ? ", which leaves " + std::to_string(values) + " possible values" : "");
  return report;
}

/// The first count that the new release and an earlier one show, and that both together narrow too far.
CrossReleaseReport twice_published(const View& view, const detail::Refinement& refinement) {
  const auto added = static_cast<std::uint32_t>(view.ids.size());
  for (const RefinedCell& cell : refinement.cells) {
    for (const Published& ours : cell.published) {
      for (const Published& theirs : cell.published) {
        if (ours.place.release == added && theirs.place.release != added) {
          CrossReleaseReport report = shown_twice(view, ours, theirs);
          if (report.verdict != CrossVerdict::safe) {
            return report;
          }
        }
      }
    }
  }
  return {};
}

CrossReleaseReport check_view(const View& view, const detail::Deadline& deadline) {
  const auto [refinement, fault] = detail::refine(view.releases);
  CrossReleaseReport report;
  report.unknowns = refinement.unknowns;
  if (fault.verdict != CrossVerdict::safe) {
    report.verdict = fault.verdict;
    report.reason = fault.reason;
    if (fault.release < view.ids.size()) {
      report.with = {view.ids[fault.release]};
    }
    return report;
  }
  if (CrossReleaseReport twice = twice_published(view, refinement); twice.verdict != CrossVerdict::safe) {
    twice.unknowns = report.unknowns;
    return twice;
  }
  for (const detail::ReleasePart& part : detail::parts_of(refinement, static_cast<std::uint32_t>(view.ids.size()))) {
    const std::int64_t threshold = view.threshold_of(part);
    if (detail::world_without_few(part, threshold)) {
      continue;
    }
    detail::FewFinder finder(part, threshold, static_cast<std::uint32_t>(view.ids.size()), deadline);
    const Finding finding = finder.run();
    report.solved += finder.solved();
    if (finding.verdict != CrossVerdict::safe) {
      CrossReleaseReport found = report_of(view, part, finding);
      found.unknowns = report.unknowns;
      found.solved = report.solved;
      return found;
    }
  }
  return report;
}

/// Windows that overlap without being the same are the cause, whatever key and policy both have.
void name_overlap(CrossReleaseReport& report, const Release& added, const std::vector<EarlierRelease>& related) {
  for (const EarlierRelease& one : related) {
    const ReleaseWindow& window = one.release->terms.window;
    const bool is_named = std::find(report.with.begin(), report.with.end(), one.id) != report.with.end();
    if (is_named && !(window == added.terms.window) && detail::overlap(window, added.terms.window)) {
      report.overlaps = "the window, " + to_string(added.terms.window) + ", overlaps that of " + one.id + ", " +
                        to_string(window) + ": release one that overlaps none, such as " +
                        to_string(next_window(window)) + ", or the same numbers of the same window";
      return;
    }
  }
}

}  // namespace

std::string_view to_string(CrossVerdict verdict) {
  return kVerdicts.at(static_cast<std::size_t>(verdict));
}

CrossReleaseReport check_across(const Release& added, std::span<const EarlierRelease> earlier,
                                const CrossReleaseOptions& options) {
  require(options.time_limit_s > 0.0 && std::isfinite(options.time_limit_s), "time_limit_s", options.time_limit_s,
          "finite and above 0");
  validate(added);
  const detail::Deadline deadline(options.time_limit_s);
  std::vector<ReleaseWindow> windows;
  for (const EarlierRelease& one : earlier) {
    windows.push_back(one.release->terms.window);
  }
  std::vector<EarlierRelease> related;
  for (const std::size_t i : detail::connected_windows(added.terms.window, windows)) {
    related.push_back(earlier[i]);
  }
  CrossReleaseReport report = check_view(view_of(added, related, Reader::partner), deadline);
  if (report.verdict == CrossVerdict::safe && added.policy.tier == Tier::open) {
    const View open = view_of(added, related, Reader::anybody);
    if (open.ids.size() < related.size()) {
      const CrossReleaseReport anybody = check_view(open, deadline);
      const std::size_t solved = report.solved + anybody.solved;
      report = anybody;
      report.solved = solved;
    }
  }
  if (report.verdict != CrossVerdict::unknown_overlap && report.verdict != CrossVerdict::not_proved) {
    name_overlap(report, added, related);
  }
  return report;
}

void require_safe(const CrossReleaseReport& report) {
  if (report.verdict == CrossVerdict::safe) {
    return;
  }
  std::string with;
  for (const std::string& id : report.with) {
    with += (with.empty() ? "" : ", ") + id;
  }
  constexpr std::array<std::string_view, 6> kRemedies{
      "",
      "release on the areas, categories and windows of the earlier release, or on coarser ones that it adds up to",
      "protect the same data under the same key and policy, so that one count has one rounding",
      "where the data changed, wait for the next window; where persons are in several places, release them on the same "
      "areas, categories and windows",
      "say of which common parts the areas are made (area_parts), or use the partition of the earlier release",
      "allow more time (time_limit_s), or release fewer numbers"};
  const std::string remedy =
      report.overlaps.empty() ? std::string(kRemedies.at(static_cast<std::size_t>(report.verdict))) : report.overlaps;
  throw DisclosureError("release: must not leave" + (with.empty() ? std::string() : " beside " + with) + ": " +
                        report.reason + "; " + remedy);
}

}  // namespace libprofile::disclosure
