// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/refinement.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>

#include "libprofile/disclosure/detail/name_parts.hpp"
#include "libprofile/disclosure/detail/release_boxes.hpp"
#include "libprofile/disclosure/detail/release_lists.hpp"
#include "libprofile/disclosure/detail/release_windows.hpp"

namespace libprofile::disclosure::detail {
namespace {

constexpr std::size_t kMostFilters = 4096;

/// Combinations of values of every attribute that any release filters by, one of which is "another value".
class FilterSpace {
 public:
  explicit FilterSpace(std::span<const Release* const> releases) {
    for (const Release* const release : releases) {
      for (const ReleaseCondition& condition : release->terms.filter) {
        values_[condition.attribute].insert(condition.values.begin(), condition.values.end());
      }
    }
    for (const auto& [attribute, values] : values_) {
      size_ *= values.size() + 1;
      if (size_ > kMostFilters) {
        throw std::length_error("more than 4096 combinations of filters");
      }
    }
  }

  [[nodiscard]] PartSet of(const std::vector<ReleaseCondition>& filter) const {
    PartSet combinations;
    for (std::size_t combination = 0; combination < size_; ++combination) {
      if (lets_in(filter, combination)) {
        combinations.push_back(static_cast<std::uint32_t>(combination));
      }
    }
    return combinations;
  }

 private:
  [[nodiscard]] bool lets_in(const std::vector<ReleaseCondition>& filter, std::size_t combination) const {
    for (const auto& [attribute, values] : values_) {
      const std::size_t digit = combination % (values.size() + 1);
      combination /= values.size() + 1;
      const bool is_listed = digit < values.size();
      const std::string value = is_listed ? *std::next(values.begin(), static_cast<std::ptrdiff_t>(digit)) : "";
      for (const ReleaseCondition& condition : filter) {
        const auto& wanted = condition.values;
        if (condition.attribute == attribute &&
            !(is_listed && std::find(wanted.begin(), wanted.end(), value) != wanted.end())) {
          return false;
        }
      }
    }
    return true;
  }

  std::map<std::string, std::set<std::string>> values_;
  std::size_t size_ = 1;
};

/// What the numbers of one release are over.
struct Extent {
  /// By level and unit.
  std::vector<std::vector<PartSet>> areas;
  /// By category, then their sum.
  std::vector<PartSet> categories;
};

class Refiner {
 public:
  explicit Refiner(std::span<const Release* const> releases) : releases_(releases), filters_(releases) {
    for (const Release* const release : releases) {
      starts_.insert(release->terms.window.start_day);
      starts_.insert(release->terms.window.end_day + 1);
    }
    define_names();
  }

  [[nodiscard]] std::pair<Refinement, RefinementFault> run() {
    for (std::size_t r = 0; r < releases_.size(); ++r) {
      try {
        extents_.push_back(extent_of(*releases_[r]));
      } catch (const std::invalid_argument& error) {
        return {{}, {CrossVerdict::unknown_overlap, r, error.what()}};
      }
    }
    for (std::size_t r = 0; r + 1 < releases_.size(); ++r) {
      if (const std::string unknown = unknown_overlap(r); !unknown.empty()) {
        return {{}, {CrossVerdict::unknown_overlap, r, unknown}};
      }
    }
    for (std::size_t r = 0; r < releases_.size(); ++r) {
      add_boxes(r);
    }
    Refinement refinement = boxes_.refined(measure_number("persons"), measure_number("records"));
    add_lists(refinement);
    return {std::move(refinement), {}};
  }

 private:
  /// Months, persons and premises are apart from the counts of areas: what both have in common is their total.
  void add_lists(Refinement& refinement) const {
    std::vector<ListedRelease> listed;
    for (std::size_t r = 0; r < releases_.size(); ++r) {
      listed.push_back({releases_[r], &extents_[r].areas.back().front(), &extents_[r].categories.back(),
                        filters_.of(releases_[r]->terms.filter)});
    }
    append_lists(refinement, listed);
  }

  void define_names() {
    std::set<std::string_view> leaves;
    for (const Release* const release : releases_) {
      leaves.insert(release->levels.front().units.begin(), release->levels.front().units.end());
      for (const ReleaseParts& entry : release->terms.area_parts) {
        area_names_.define(entry.whole, {entry.parts.begin(), entry.parts.end()});
      }
      for (const ReleaseParts& entry : release->terms.category_parts) {
        category_names_.define(entry.whole, {entry.parts.begin(), entry.parts.end()});
      }
    }
    for (const Release* const release : releases_) {
      define_groups(*release, leaves);
    }
  }

  /// A group of one release that is a unit of another is the sum of its units there.
  void define_groups(const Release& release, const std::set<std::string_view>& leaves) {
    const std::vector<ReleaseLevel>& levels = release.levels;
    // A code that stands for a unit and for a group of one release says nothing of the group.
    const std::set<std::string_view> own(levels.front().units.begin(), levels.front().units.end());
    std::vector<std::uint32_t> group(levels.front().parents);
    for (std::size_t l = 1; l + 1 < levels.size(); ++l) {
      std::vector<std::vector<std::string_view>> members(levels[l].units.size());
      for (std::size_t unit = 0; unit < group.size(); ++unit) {
        const std::string_view code = levels[l].units[group[unit]];
        if (leaves.count(code) != 0 && own.count(code) == 0) {
          members[group[unit]].push_back(levels.front().units[unit]);
        }
        group[unit] = levels[l].parents[group[unit]];
      }
      for (std::size_t g = 0; g < members.size(); ++g) {
        area_names_.define(levels[l].units[g], members[g]);
      }
    }
  }

  [[nodiscard]] Extent extent_of(const Release& release) {
    Extent extent;
    extent.areas.resize(release.levels.size());
    for (std::size_t l = 0; l < release.levels.size(); ++l) {
      extent.areas[l].resize(release.levels[l].units.size());
    }
    for (std::size_t unit = 0; unit < release.levels.front().units.size(); ++unit) {
      const PartSet& parts = area_names_.resolve(release.levels.front().units[unit]);
      std::size_t at = unit;
      for (std::size_t l = 0; l < release.levels.size(); ++l) {
        extent.areas[l][at].insert(extent.areas[l][at].end(), parts.begin(), parts.end());
        at = l + 1 < release.levels.size() ? release.levels[l].parents[at] : at;
      }
    }
    PartSet all;
    for (const std::string& category : release.categories) {
      extent.categories.push_back(category_names_.resolve(category));
      all.insert(all.end(), extent.categories.back().begin(), extent.categories.back().end());
    }
    extent.categories.push_back(std::move(all));
    for (auto& level : extent.areas) {
      std::for_each(level.begin(), level.end(), [](PartSet& set) { require_apart(set, "areas"); });
    }
    require_apart(extent.categories.back(), "categories");
    return extent;
  }

  static void require_apart(PartSet& set, const char* what) {
    std::sort(set.begin(), set.end());
    if (std::adjacent_find(set.begin(), set.end()) != set.end()) {
      throw std::invalid_argument(std::string("two ") + what + " of one release share a part");
    }
  }

  /// Why it is not known how the areas of an earlier release and of the new one lie; empty where it is.
  [[nodiscard]] std::string unknown_overlap(std::size_t r) const {
    const ReleaseTerms& earlier = releases_[r]->terms;
    const ReleaseTerms& added = releases_.back()->terms;
    if ((earlier.partition == added.partition && earlier.vintage == added.vintage) ||
        !overlap(earlier.window, added.window)) {
      return {};
    }
    const PartSet& theirs = extents_[r].areas.back().front();
    const PartSet& ours = extents_.back().areas.back().front();
    if (ours.empty() || theirs.empty() || is_within(ours, theirs) || is_within(theirs, ours)) {
      return {};
    }
    const std::string undefined =
        are_disjoint(ours, theirs) ? releases_.back()->levels.front().units.front() : undefined_unit(r, ours, theirs);
    return undefined.empty() ? undefined : "how " + undefined + " lies to the areas of both partitions is not known";
  }

  /// A unit outside what both have in common of which nobody said what it is made of.
  [[nodiscard]] std::string undefined_unit(std::size_t r, const PartSet& ours, const PartSet& theirs) const {
    const auto find = [this](std::size_t release, const PartSet& other) -> std::string {
      const std::vector<std::string>& units = releases_[release]->levels.front().units;
      for (std::size_t unit = 0; unit < units.size(); ++unit) {
        if (!area_names_.is_defined(units[unit]) && !is_within(extents_[release].areas.front()[unit], other)) {
          return units[unit];
        }
      }
      return {};
    };
    const std::string of_ours = find(releases_.size() - 1, theirs);
    return of_ours.empty() ? find(r, ours) : of_ours;
  }

  [[nodiscard]] std::uint32_t measure_number(const std::string& measure) {
    return measures_.emplace(measure, static_cast<std::uint32_t>(measures_.size())).first->second;
  }

  [[nodiscard]] PartSet span_of(const ReleaseWindow& window) const {
    PartSet spans;
    std::uint32_t number = 0;
    for (const std::int64_t start : starts_) {
      if (start >= window.start_day && start <= window.end_day) {
        spans.push_back(number);
      }
      ++number;
    }
    return spans;
  }

  void add_boxes(std::size_t r) {
    const Release& release = *releases_[r];
    const std::size_t width = release.categories.size() + 1;
    const auto origin = r + 1 == releases_.size() ? ReleaseBoxes::Origin::added : ReleaseBoxes::Origin::earlier;
    Box box{measure_number(release.terms.measure), 0, 0, boxes_.spans.of(span_of(release.terms.window)),
            boxes_.filters.of(filters_.of(release.terms.filter))};
    std::vector<std::uint32_t> categories;
    for (const PartSet& set : extents_[r].categories) {
      categories.push_back(boxes_.categories.of(set));
    }
    for (std::uint32_t l = 0; l < release.levels.size(); ++l) {
      for (std::uint32_t unit = 0; unit < release.levels[l].units.size(); ++unit) {
        box[1] = boxes_.areas.of(extents_[r].areas[l][unit]);
        for (std::uint32_t c = 0; c < width; ++c) {
          box[2] = categories[c];
          const PublishedPlace place{static_cast<std::uint32_t>(r), l, unit, c};
          boxes_.add(box, {place, release.levels[l].cells[unit * width + c], release.base}, origin);
        }
      }
    }
  }

  std::span<const Release* const> releases_;
  FilterSpace filters_;
  /// First days of the spans between which nothing starts or ends.
  std::set<std::int64_t> starts_;
  NameParts area_names_;
  NameParts category_names_;
  std::vector<Extent> extents_;
  std::map<std::string, std::uint32_t> measures_;
  ReleaseBoxes boxes_;
};

}  // namespace

std::pair<std::int64_t, std::int64_t> limits_of(const Published& published) {
  if (published.shown == kWithheld) {
    return {0, kNoLimit};
  }
  return {std::max<std::int64_t>(0, published.shown - published.base + 1), published.shown + published.base - 1};
}

std::pair<Refinement, RefinementFault> refine(std::span<const Release* const> releases) {
  try {
    auto [refinement, fault] = Refiner(releases).run();
    for (RefinedCell& cell : refinement.cells) {
      for (const Published& published : cell.published) {
        const auto [least, most] = limits_of(published);
        cell.least = std::max(cell.least, least);
        cell.most = std::min(cell.most, most);
      }
    }
    return {std::move(refinement), fault};
  } catch (const std::length_error& error) {
    return {{}, {CrossVerdict::not_proved, releases.size() - 1, error.what()}};
  }
}

}  // namespace libprofile::disclosure::detail
