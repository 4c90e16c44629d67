// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/release_lists.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "libprofile/disclosure/detail/release_boxes.hpp"

namespace libprofile::disclosure::detail {
namespace {

/// Sets of smallest parts, as sets of what none of them divides: few, however many parts there are.
class CoarseSets {
 public:
  void add(const PartSet* set) { sets_.emplace(set, PartSet()); }

  /// After all sets were added.
  void divide() {
    std::map<std::uint32_t, std::vector<std::uint32_t>> sets_of_part;
    std::map<PartSet, std::uint32_t> distinct;
    for (const auto& [set, coarse] : sets_) {
      const auto [found, is_new] = distinct.emplace(*set, static_cast<std::uint32_t>(distinct.size()));
      if (is_new) {
        for (const std::uint32_t part : *set) {
          sets_of_part[part].push_back(found->second);
        }
      }
    }
    std::map<std::vector<std::uint32_t>, std::uint32_t> classes;
    std::vector<std::set<std::uint32_t>> classes_of(distinct.size());
    for (const auto& [part, sets] : sets_of_part) {
      const auto number = classes.emplace(sets, static_cast<std::uint32_t>(classes.size())).first->second;
      for (const std::uint32_t set : sets) {
        classes_of[set].insert(number);
      }
    }
    for (auto& [set, coarse] : sets_) {
      const std::set<std::uint32_t>& numbers = classes_of[distinct.at(*set)];
      coarse.assign(numbers.begin(), numbers.end());
    }
  }

  [[nodiscard]] const PartSet& of(const PartSet* set) const { return sets_.at(set); }

 private:
  std::map<const PartSet*, PartSet> sets_;
};

/// Names of a measure's labels or areas, as numbers.
class Names {
 public:
  [[nodiscard]] PartSet of(const std::string& measure, const std::vector<std::string>& names) {
    PartSet parts;
    for (const std::string& name : names) {
      auto& known = numbers_[measure];
      parts.push_back(known.emplace(name, static_cast<std::uint32_t>(known.size())).first->second);
    }
    std::sort(parts.begin(), parts.end());
    return parts;
  }

 private:
  std::map<std::string, std::map<std::string, std::uint32_t>> numbers_;
};

/// All names that numbers of a list have.
std::vector<std::string> all_names(const ReleaseList& list, std::vector<std::string> ReleaseNumber::*names) {
  std::set<std::string> all;
  for (const ReleaseNumber& number : list.numbers) {
    all.insert((number.*names).begin(), (number.*names).end());
  }
  return {all.begin(), all.end()};
}

class ListRefiner {
 public:
  explicit ListRefiner(std::span<const ListedRelease> listed) : listed_(listed) {
    for (const ListedRelease& one : listed) {
      areas_.add(one.all_areas);
      categories_.add(one.all_categories);
      add_window(one.release->terms.window);
      for (const ReleaseList& list : one.release->lists) {
        for (const ReleaseNumber& number : list.numbers) {
          add_window(number.window.value_or(one.release->terms.window));
        }
      }
    }
    areas_.divide();
    categories_.divide();
  }

  [[nodiscard]] Refinement run() {
    for (std::uint32_t r = 0; r < listed_.size(); ++r) {
      const Release& release = *listed_[r].release;
      add_total(r);
      for (std::uint32_t list = 0; list < release.lists.size(); ++list) {
        add_list(r, list);
      }
    }
    // No measure of these is linked with another.
    const auto none = static_cast<std::uint32_t>(measures_.size());
    Refinement refinement = boxes_.refined(none, none + 1);
    for (RefinedCell& cell : refinement.cells) {
      const PublishedPlace& place = cell.published.front().place;
      cell.of = place.list == 0 ? ListCounts::persons : listed_[place.release].release->lists[place.list - 1].of;
    }
    return refinement;
  }

 private:
  void add_window(const ReleaseWindow& window) {
    starts_.insert(window.start_day);
    starts_.insert(window.end_day + 1);
  }

  [[nodiscard]] PartSet spans_of(const ReleaseWindow& window) const {
    PartSet spans;
    const auto first = starts_.lower_bound(window.start_day);
    auto number = static_cast<std::uint32_t>(std::distance(starts_.begin(), first));
    for (auto start = first; start != starts_.end() && *start <= window.end_day; ++start) {
      spans.push_back(number++);
    }
    return spans;
  }

  [[nodiscard]] Box box_of(std::uint32_t r, const std::string& measure, const ReleaseWindow& window) {
    const auto number = measures_.emplace(measure, static_cast<std::uint32_t>(measures_.size())).first->second;
    return {number, boxes_.areas.of(areas_.of(listed_[r].all_areas)),
            boxes_.categories.of(categories_.of(listed_[r].all_categories)), boxes_.spans.of(spans_of(window)),
            boxes_.filters.of(listed_[r].filters)};
  }

  void add(std::uint32_t r, const Box& box, const Published& published) {
    boxes_.add(box, published, r + 1 == listed_.size() ? ReleaseBoxes::Origin::added : ReleaseBoxes::Origin::earlier);
  }

  /// The sum over everything, as its place among the counts.
  void add_total(std::uint32_t r) {
    const Release& release = *listed_[r].release;
    const auto last = static_cast<std::uint32_t>(release.levels.size() - 1);
    const auto all = static_cast<std::uint32_t>(release.categories.size());
    add(r, box_of(r, release.terms.measure, release.terms.window),
        {{r, last, 0, all}, release.levels.back().cells.back(), release.base});
  }

  void add_list(std::uint32_t r, std::uint32_t l) {
    const Release& release = *listed_[r].release;
    const ReleaseList& list = release.lists[l];
    const std::vector<std::string> all_areas = all_names(list, &ReleaseNumber::areas);
    const std::vector<std::string> all_labels = all_names(list, &ReleaseNumber::labels);
    for (std::uint32_t n = 0; n < list.numbers.size(); ++n) {
      const ReleaseNumber& number = list.numbers[n];
      Box box = box_of(r, list.measure, number.window.value_or(release.terms.window));
      if (!all_areas.empty()) {
        box[1] = boxes_.areas.of(list_areas_.of(list.measure, number.areas.empty() ? all_areas : number.areas));
      }
      if (!all_labels.empty()) {
        box[2] = boxes_.categories.of(labels_.of(list.measure, number.labels.empty() ? all_labels : number.labels));
      }
      add(r, box, {{r, 0, n, 0, l + 1}, number.shown, list.base});
    }
  }

  std::span<const ListedRelease> listed_;
  CoarseSets areas_;
  CoarseSets categories_;
  std::set<std::int64_t> starts_;
  std::map<std::string, std::uint32_t> measures_;
  Names list_areas_;
  Names labels_;
  ReleaseBoxes boxes_;
};

}  // namespace

void append_lists(Refinement& refinement, std::span<const ListedRelease> listed) {
  const bool has_lists =
      std::any_of(listed.begin(), listed.end(), [](const ListedRelease& one) { return !one.release->lists.empty(); });
  if (!has_lists) {
    return;
  }
  Refinement lists = ListRefiner(listed).run();
  const auto shift = static_cast<std::uint32_t>(refinement.unknowns);
  for (RefinedCell& cell : lists.cells) {
    for (std::uint32_t& unknown : cell.unknowns) {
      unknown += shift;
    }
    refinement.cells.push_back(std::move(cell));
  }
  refinement.unknowns += lists.unknowns;
}

}  // namespace libprofile::disclosure::detail
