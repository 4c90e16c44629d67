// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/release_boxes.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <unordered_map>

namespace libprofile::disclosure::detail {
namespace {

/// Terms of all sums together: 4 bytes each, and as many again while they are put together.
constexpr std::size_t kMostTerms = 60'000'000;
constexpr std::uint32_t kNone = 0xFFFFFFFFU;

/// Bits of a place of the refinement for measure, area, category, span and filter: 64 together.
constexpr std::array<unsigned, 5> kBits{6, 22, 12, 12, 12};

std::uint64_t packed(const std::array<std::uint32_t, 5>& place) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < place.size(); ++i) {
    if (place[i] >> kBits[i] != 0) {
      throw std::length_error("more areas, categories, windows or filters than can be told apart");
    }
    key = key << kBits[i] | place[i];
  }
  return key;
}

/// Numbers places of the refinement in the order in which boxes name them.
class Places {
 public:
  std::uint32_t of(std::uint64_t key) {
    const auto [found, is_new] = numbers_.emplace(key, static_cast<std::uint32_t>(keys_.size()));
    if (is_new) {
      keys_.push_back(key);
    }
    return found->second;
  }
  /// The same place of another measure, or `kNone`.
  [[nodiscard]] std::uint32_t with_measure(std::uint32_t place, std::uint32_t measure) const {
    constexpr unsigned kRest = 58;
    const std::uint64_t rest = keys_[place] & ((std::uint64_t{1} << kRest) - 1);
    const auto found = numbers_.find(std::uint64_t{measure} << kRest | rest);
    return found == numbers_.end() ? kNone : found->second;
  }
  [[nodiscard]] std::uint32_t measure_of(std::uint32_t place) const {
    constexpr unsigned kRest = 58;
    return static_cast<std::uint32_t>(keys_[place] >> kRest);
  }
  [[nodiscard]] std::size_t size() const { return keys_.size(); }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
  std::vector<std::uint64_t> keys_;
};

/// By place, the cells that it is in, one after the other.
struct Memberships {
  std::vector<std::size_t> offsets;
  std::vector<std::uint32_t> cells;

  Memberships(std::size_t places, const std::vector<RefinedCell>& of) : offsets(places + 1, 0) {
    for (const RefinedCell& cell : of) {
      for (const std::uint32_t place : cell.unknowns) {
        ++offsets[place + 1];
      }
    }
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    cells.resize(offsets.back());
    std::vector<std::size_t> next(offsets.begin(), offsets.end() - 1);
    for (std::size_t c = 0; c < of.size(); ++c) {
      for (const std::uint32_t place : of[c].unknowns) {
        cells[next[place]++] = static_cast<std::uint32_t>(c);
      }
    }
  }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t place) const {
    return std::span(cells).subspan(offsets[place], offsets[place + 1] - offsets[place]);
  }
};

/// Classes of what compares equal, numbered in the order of their first members.
template <class Less>
std::vector<std::uint32_t> classes_of(std::size_t size, Less less) {
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), less);
  std::vector<std::uint32_t> first(size);
  for (std::size_t i = 0; i < size; ++i) {
    first[order[i]] = i > 0 && !less(order[i - 1], order[i]) ? first[order[i - 1]] : order[i];
  }
  std::vector<std::uint32_t> number(size, kNone);
  std::vector<std::uint32_t> classes(size);
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < size; ++i) {
    std::uint32_t& of_first = number[first[i]];
    of_first = of_first == kNone ? next++ : of_first;
    classes[i] = of_first;
  }
  return classes;
}

void put_together(std::vector<std::uint32_t>& unknowns, const std::vector<std::uint32_t>& classes) {
  for (std::uint32_t& unknown : unknowns) {
    unknown = classes[unknown];
  }
  std::sort(unknowns.begin(), unknowns.end());
  unknowns.erase(std::unique(unknowns.begin(), unknowns.end()), unknowns.end());
}

/// Places with the same cells, whose partners of the other measure have the same cells too, are one unknown.
std::vector<std::uint32_t> unknowns_of(const std::vector<RefinedCell>& cells,
                                       const std::vector<std::uint32_t>& partner) {
  const Memberships memberships(partner.size(), cells);
  const std::vector<std::uint32_t> alike = classes_of(partner.size(), [&](std::uint32_t a, std::uint32_t b) {
    const auto in_a = memberships.of(a);
    const auto in_b = memberships.of(b);
    return std::lexicographical_compare(in_a.begin(), in_a.end(), in_b.begin(), in_b.end());
  });
  const auto partner_class = [&](std::uint32_t place) {
    return partner[place] == kNone ? kNone : alike[partner[place]];
  };
  return classes_of(partner.size(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(alike[a], partner_class(a)) < std::pair(alike[b], partner_class(b));
  });
}

}  // namespace

std::uint32_t SetNumbers::of(PartSet set) {
  const auto [found, is_new] = numbers_.emplace(std::move(set), static_cast<std::uint32_t>(sets_.size()));
  if (is_new) {
    sets_.push_back(&found->first);
  }
  return found->second;
}

void ReleaseBoxes::add(const Box& box, const Published& published, Origin origin) {
  const auto [found, is_new] = numbers_.emplace(box, static_cast<std::uint32_t>(boxes_.size()));
  if (is_new) {
    boxes_.push_back(box);
    published_.emplace_back();
  }
  std::vector<Published>& all = published_[found->second];
  const bool is_known = std::any_of(all.begin(), all.end(), [&published](const Published& one) {
    return one.shown == published.shown && one.base == published.base;
  });
  if (!is_known || origin == Origin::added) {
    all.push_back(published);
  }
}

Refinement ReleaseBoxes::refined(std::uint32_t persons, std::uint32_t records) const {
  Refinement refinement;
  Places places;
  std::size_t terms = 0;
  for (std::size_t b = 0; b < boxes_.size(); ++b) {
    const Box& box = boxes_[b];
    RefinedCell cell;
    cell.published = published_[b];
    for (const std::uint32_t area : areas.at(box[1])) {
      for (const std::uint32_t category : categories.at(box[2])) {
        for (const std::uint32_t span : spans.at(box[3])) {
          for (const std::uint32_t filter : filters.at(box[4])) {
            if (++terms > kMostTerms) {
              throw std::length_error("more than 60 million terms");
            }
            cell.unknowns.push_back(places.of(packed({box[0], area, category, span, filter})));
          }
        }
      }
    }
    if (!cell.unknowns.empty()) {
      refinement.cells.push_back(std::move(cell));
    }
  }
  std::vector<std::uint32_t> partner(places.size(), kNone);
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    const std::uint32_t measure = places.measure_of(place);
    if (measure == persons || measure == records) {
      partner[place] = places.with_measure(place, measure == persons ? records : persons);
    }
  }
  const std::vector<std::uint32_t> unknowns = unknowns_of(refinement.cells, partner);
  for (RefinedCell& cell : refinement.cells) {
    put_together(cell.unknowns, unknowns);
  }
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    refinement.unknowns = std::max(refinement.unknowns, std::size_t{unknowns[place]} + 1);
    if (places.measure_of(place) == persons && partner[place] != kNone) {
      refinement.links.emplace_back(unknowns[place], unknowns[partner[place]]);
    }
  }
  std::sort(refinement.links.begin(), refinement.links.end());
  refinement.links.erase(std::unique(refinement.links.begin(), refinement.links.end()), refinement.links.end());
  return refinement;
}

}  // namespace libprofile::disclosure::detail
