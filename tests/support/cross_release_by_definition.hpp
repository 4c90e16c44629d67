// SPDX-License-Identifier: MIT
/// @file
/// The attacker over several releases written out: every world of small counts, and what is certain in all that fit.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "libprofile/disclosure/cross_release.hpp"

#include "support/releases.hpp"

namespace libprofile::testing {

/// A tiny world: areas "p0" ..., categories "c0" ..., quarters from the first of 2018, one count of each.
struct TinyWorld {
  std::size_t areas;
  std::size_t categories;
  std::size_t quarters;

  [[nodiscard]] std::size_t size() const { return areas * categories * quarters; }
  [[nodiscard]] std::size_t at(std::size_t area, std::size_t category, std::size_t quarter) const {
    return (area * categories + category) * quarters + quarter;
  }
};

/// A published number: which counts it is the sum of, and what it can be.
struct TinyNumber {
  std::set<std::size_t> counts;
  std::int64_t shown;
  std::int64_t base;
  bool is_new;

  [[nodiscard]] std::int64_t least() const { return shown < 0 ? 0 : std::max<std::int64_t>(0, shown - base + 1); }
  [[nodiscard]] std::int64_t most() const {
    return shown < 0 ? std::numeric_limits<std::int64_t>::max() : shown + base - 1;
  }
};

/// A release with the numbers it publishes.
struct TinyRelease {
  disclosure::Release release;
  std::vector<TinyNumber> numbers;
};

/// What `check_across` should say; nothing where there are too many worlds to try.
inline std::optional<disclosure::CrossVerdict> verdict_by_definition(const TinyWorld& world,
                                                                     const std::vector<TinyNumber>& numbers,
                                                                     std::int64_t threshold) {
  using disclosure::CrossVerdict;
  for (const TinyNumber& a : numbers) {
    for (const TinyNumber& b : numbers) {
      if (a.is_new && !b.is_new && a.counts == b.counts && a.shown >= 0 && b.shown >= 0) {
        const std::int64_t values = std::min(a.most(), b.most()) - std::max(a.least(), b.least()) + 1;
        if (values < std::min(a.base, b.base)) {
          return values > 0 ? CrossVerdict::too_narrow : CrossVerdict::contradictory;
        }
      }
    }
  }
  std::vector<std::int64_t> caps(world.size(), std::numeric_limits<std::int64_t>::max());
  std::set<std::set<std::size_t>> quantities;
  for (std::size_t i = 0; i < world.size(); ++i) {
    quantities.insert({i});
  }
  for (const TinyNumber& a : numbers) {
    for (const std::size_t i : a.counts) {
      caps[i] = std::min(caps[i], a.most());
    }
    for (const TinyNumber& b : numbers) {
      std::set<std::size_t> less;
      std::set<std::size_t> both;
      for (const std::size_t i : a.counts) {
        (b.counts.count(i) != 0 ? both : less).insert(i);
      }
      quantities.insert(less);
      quantities.insert(both);
    }
  }
  quantities.erase(std::set<std::size_t>{});
  double worlds = 1.0;
  for (const std::int64_t cap : caps) {
    worlds *= static_cast<double>(cap) + 1.0;
  }
  if (worlds > 30'000.0) {
    return std::nullopt;
  }
  std::map<std::set<std::size_t>, std::pair<std::int64_t, std::int64_t>> ranges;
  std::vector<std::int64_t> counts(world.size(), 0);
  const auto sum = [&](const std::set<std::size_t>& of) {
    std::int64_t total = 0;
    for (const std::size_t i : of) {
      total += counts[i];
    }
    return total;
  };
  while (true) {
    const bool fits = std::all_of(numbers.begin(), numbers.end(), [&](const TinyNumber& number) {
      const std::int64_t value = sum(number.counts);
      return value >= number.least() && value <= number.most();
    });
    if (fits) {
      for (const auto& quantity : quantities) {
        const std::int64_t value = sum(quantity);
        const auto [range, is_new] = ranges.emplace(quantity, std::pair(value, value));
        range->second = {std::min(range->second.first, value), std::max(range->second.second, value)};
      }
    }
    std::size_t digit = 0;
    while (digit < counts.size() && counts[digit] == caps[digit]) {
      counts[digit++] = 0;
    }
    if (digit == counts.size()) {
      break;
    }
    ++counts[digit];
  }
  if (ranges.empty()) {
    return CrossVerdict::contradictory;
  }
  const bool few = std::any_of(ranges.begin(), ranges.end(), [threshold](const auto& range) {
    return range.second.first >= 1 && range.second.second < threshold;
  });
  return few ? CrossVerdict::certainly_few : CrossVerdict::safe;
}

/// A release of the world on areas, categories and quarters put together at random, rounded up or down at random.
class TinyReleases {
 public:
  TinyReleases(const TinyWorld& world, std::vector<std::int64_t> truth, std::uint32_t seed)
      : world_(world), truth_(std::move(truth)), random_(seed, core::Stream::testing) {}

  [[nodiscard]] TinyRelease make(std::uint32_t number, std::int64_t threshold) {
    TinyRelease made;
    disclosure::Release& release = made.release;
    release.policy = disclosure::tier_floor(disclosure::Tier::partner);
    release.policy.threshold = threshold;
    release.base = draw(4) == 0 ? 1 : threshold;
    const std::size_t first = draw(world_.quarters);
    const std::size_t last = first + draw(world_.quarters - first);
    release.terms = terms_of("s" + std::to_string(number),
                             {quarter(static_cast<int>(first)).start_day, quarter(static_cast<int>(last)).end_day});
    release.terms.partition = "p" + std::to_string(number);
    const auto units = groups(world_.areas);
    const auto kinds = groups(world_.categories);
    release.categories = named(kinds, "c", "k" + std::to_string(number), release.terms.category_parts);
    const auto codes = named(units, "p", "u" + std::to_string(number), release.terms.area_parts);
    release.levels = {{"neighbourhood", codes, std::vector<std::uint32_t>(units.size(), 0), {}},
                      {"all", {"all"}, {}, {}}};
    std::vector<std::size_t> every_area;
    for (std::size_t u = 0; u <= units.size(); ++u) {
      std::vector<std::size_t> every_kind;
      for (std::size_t k = 0; k <= kinds.size(); ++k) {
        const std::vector<std::size_t>& areas = u < units.size() ? units[u] : every_area;
        const std::vector<std::size_t>& categories = k < kinds.size() ? kinds[k] : every_kind;
        made.numbers.push_back(number_of(areas, categories, first, last, release.base));
        release.levels[u < units.size() ? 0 : 1].cells.push_back(made.numbers.back().shown);
        if (k < kinds.size()) {
          every_kind.insert(every_kind.end(), kinds[k].begin(), kinds[k].end());
        }
      }
      if (u < units.size()) {
        every_area.insert(every_area.end(), units[u].begin(), units[u].end());
      }
    }
    return made;
  }

 private:
  std::uint32_t draw(std::size_t below) { return random_.below(static_cast<std::uint32_t>(below), drawn_++, 0, 91); }

  /// 0 to n - 1 put into groups.
  std::vector<std::vector<std::size_t>> groups(std::size_t n) {
    std::map<std::uint32_t, std::vector<std::size_t>> by_label;
    for (std::size_t i = 0; i < n; ++i) {
      by_label[draw(n)].push_back(i);
    }
    std::vector<std::vector<std::size_t>> all;
    for (const auto& [label, members] : by_label) {
      all.push_back(members);
    }
    return all;
  }

  static std::vector<std::string> named(const std::vector<std::vector<std::size_t>>& groups, const std::string& part,
                                        const std::string& whole, std::vector<disclosure::ReleaseParts>& parts) {
    std::vector<std::string> names;
    for (const auto& group : groups) {
      names.push_back(whole + "-" + std::to_string(names.size()));
      parts.push_back({names.back(), {}});
      for (const std::size_t i : group) {
        parts.back().parts.push_back(part + std::to_string(i));
      }
    }
    return names;
  }

  TinyNumber number_of(const std::vector<std::size_t>& areas, const std::vector<std::size_t>& categories,
                       std::size_t first, std::size_t last, std::int64_t base) {
    TinyNumber number{{}, 0, base, false};
    for (const std::size_t area : areas) {
      for (const std::size_t category : categories) {
        for (std::size_t q = first; q <= last; ++q) {
          number.counts.insert(world_.at(area, category, q));
          number.shown += truth_[world_.at(area, category, q)];
        }
      }
    }
    const std::int64_t rest = number.shown % base;
    number.shown += rest == 0 ? 0 : draw(2) == 0 ? -rest : base - rest;
    number.shown = draw(10) == 0 ? disclosure::kWithheld : number.shown;
    return number;
  }

  TinyWorld world_;
  std::vector<std::int64_t> truth_;
  core::Philox random_;
  std::uint32_t drawn_ = 0;
};

}  // namespace libprofile::testing
