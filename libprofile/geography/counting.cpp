// SPDX-License-Identifier: MIT
#include "libprofile/geography/counting.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <tuple>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/grouping.hpp"
#include "libprofile/geography/largest_in_margins.hpp"

namespace libprofile::geography {
namespace {

constexpr std::size_t kUnitsPerTask = 8;

/// What one record adds to its unit.
struct Contribution {
  std::int32_t category = 0;
  std::int32_t contributor = 0;
  std::int32_t person = 0;

  friend bool operator==(const Contribution&, const Contribution&) = default;
  friend bool operator<(const Contribution& a, const Contribution& b) {
    return std::tie(a.category, a.contributor, a.person) < std::tie(b.category, b.contributor, b.person);
  }
};

void check_codes(std::span<const std::int32_t> codes, std::string_view name, std::size_t bound) {
  std::int32_t largest = -1;
  for (const std::int32_t code : codes) {
    largest = std::max(largest, code);
  }
  if (largest < 0 || static_cast<std::size_t>(largest) < bound) {
    return;
  }
  const auto wrong = std::find_if(codes.begin(), codes.end(), [bound](std::int32_t code) {
    return code >= 0 && static_cast<std::size_t>(code) >= bound;
  });
  require(false, name, *wrong, "below " + std::to_string(bound));
}

void check_columns(const CountColumns& columns, const AreaSet& units, const CountOptions& options) {
  const std::size_t records = columns.unit.size();
  const auto check_length = [&](std::span<const std::int32_t> column, std::string_view name) {
    require(column.empty() || column.size() == records, name, column.size(),
            "one entry a record (" + std::to_string(records) + ")");
  };
  check_length(columns.category, "category");
  check_length(columns.person, "person");
  check_length(columns.contributor, "contributor");
  require(!columns.category.empty() || columns.categories.size() == 1 || records == 0, "categories",
          columns.categories.size(), "one name where there is no category column");
  require(options.count_of == CountOf::records || records == 0 || !columns.person.empty(), "person",
          columns.person.size(), "a column, for persons to be counted; or count records and say so");
  check_codes(columns.unit, "unit", units.size());
  check_codes(columns.category, "category", columns.categories.size());
}

/// Fills the row of one unit from the records that lie in it.
class UnitCounter {
 public:
  UnitCounter(const CountColumns& columns, CountOf count_of)
      : columns_(columns),
        count_of_(count_of),
        contributor_(columns.contributor.empty() && count_of == CountOf::records ? columns.person
                                                                                 : columns.contributor) {}

  [[nodiscard]] bool knows_contributors() const { return !contributor_.empty(); }

  void count(std::span<const std::uint32_t> records, std::span<std::int64_t> counts, std::span<std::int64_t> largest) {
    collect(records);
    if (count_of_ == CountOf::persons) {
      count_persons(counts);
    } else {
      for (const Contribution& one : contributions_) {
        ++counts[static_cast<std::size_t>(one.category)];
      }
    }
    if (knows_contributors()) {
      find_largest(largest);
    }
  }

 private:
  void collect(std::span<const std::uint32_t> records) {
    contributions_.clear();
    for (const std::uint32_t i : records) {
      contributions_.push_back({columns_.category.empty() ? 0 : columns_.category[i],
                                contributor_.empty() ? 0 : contributor_[i],
                                count_of_ == CountOf::persons ? columns_.person[i] : 0});
    }
  }

  void count_persons(std::span<std::int64_t> counts) {
    persons_.clear();
    for (const Contribution& one : contributions_) {
      persons_.emplace_back(one.category, one.person);
    }
    std::sort(persons_.begin(), persons_.end());
    const auto end = std::unique(persons_.begin(), persons_.end());
    for (auto it = persons_.begin(); it != end; ++it) {
      ++counts[static_cast<std::size_t>(it->first)];
    }
  }

  void find_largest(std::span<std::int64_t> largest) {
    std::sort(contributions_.begin(), contributions_.end());
    if (count_of_ == CountOf::persons) {
      contributions_.erase(std::unique(contributions_.begin(), contributions_.end()), contributions_.end());
    }
    std::int64_t run = 0;
    for (std::size_t i = 0; i < contributions_.size(); ++i) {
      const Contribution& one = contributions_[i];
      const bool goes_on = i > 0 && one.contributor >= 0 && one.category == contributions_[i - 1].category &&
                           one.contributor == contributions_[i - 1].contributor;
      run = goes_on ? run + 1 : 1;
      std::int64_t& most = largest[static_cast<std::size_t>(one.category)];
      most = std::max(most, run);
    }
  }

  const CountColumns& columns_;
  CountOf count_of_;
  std::span<const std::int32_t> contributor_;
  std::vector<Contribution> contributions_;
  std::vector<std::pair<std::int32_t, std::int32_t>> persons_;
};

Counted empty_table(const CountColumns& columns, const AreaSet& units, bool knows_contributors) {
  Counted counted;
  counted.table.units = units.codes;
  counted.table.categories.assign(columns.categories.begin(), columns.categories.end());
  counted.table.levels = units.levels;
  counted.table.residents = units.population;
  const std::size_t cells = units.size() * columns.categories.size();
  counted.table.counts.assign(cells, 0);
  counted.table.largest_contribution.assign(knows_contributors ? cells : 0, 0);
  return counted;
}

/// Whether a record is counted at all, and the first reason where it is not.
class Eligibility {
 public:
  Eligibility(const CountColumns& columns, CountOf count_of)
      : columns_(columns), needs_person_(count_of == CountOf::persons) {}

  [[nodiscard]] bool is_counted(std::size_t i) const {
    return columns_.unit[i] >= 0 && (columns_.category.empty() || columns_.category[i] >= 0) &&
           (!needs_person_ || columns_.person[i] >= 0);
  }

  void add_reason(std::size_t i, Counted& counted) const {
    if (columns_.unit[i] < 0) {
      ++counted.outside;
    } else if (!columns_.category.empty() && columns_.category[i] < 0) {
      ++counted.without_category;
    } else if (needs_person_ && columns_.person[i] < 0) {
      ++counted.without_person;
    }
  }

 private:
  const CountColumns& columns_;
  bool needs_person_;
};

/// Where every record counts one and nobody knows whose it is, the order of the records does not matter.
void count_records(const CountColumns& columns, const Eligibility& eligibility, CountTable& table) {
  const std::size_t categories = columns.categories.size();
  for (std::size_t i = 0; i < columns.unit.size(); ++i) {
    if (eligibility.is_counted(i)) {
      const std::size_t category = columns.category.empty() ? 0 : static_cast<std::size_t>(columns.category[i]);
      ++table.counts[static_cast<std::size_t>(columns.unit[i]) * categories + category];
    }
  }
}

void count_by_unit(const CountColumns& columns, const Eligibility& eligibility, CountOf count_of, CountTable& table) {
  const std::size_t units = table.units.size();
  const detail::Groups by_unit = detail::group_by(columns.unit.size(), units, [&](std::size_t i) {
    return eligibility.is_counted(i) ? static_cast<std::uint32_t>(columns.unit[i]) : detail::kUngrouped;
  });
  const std::size_t categories = columns.categories.size();
  const bool knows_contributors = !table.largest_contribution.empty();
  core::parallel_blocks(units, kUnitsPerTask, [&](std::size_t begin, std::size_t end) {
    UnitCounter counter(columns, count_of);
    for (std::size_t unit = begin; unit < end; ++unit) {
      counter.count(by_unit.items_of(unit), std::span(table.counts).subspan(unit * categories, categories),
                    knows_contributors ? std::span(table.largest_contribution).subspan(unit * categories, categories)
                                       : std::span<std::int64_t>());
    }
  });
}

}  // namespace

Counted count(const CountColumns& columns, const AreaSet& units, const CountOptions& options) {
  check_columns(columns, units, options);
  const bool knows_contributors = UnitCounter(columns, options.count_of).knows_contributors();
  Counted counted = empty_table(columns, units, knows_contributors);

  const Eligibility eligibility(columns, options.count_of);
  for (std::size_t i = 0; i < columns.unit.size(); ++i) {
    eligibility.add_reason(i, counted);
  }
  if (options.count_of == CountOf::records && !knows_contributors) {
    count_records(columns, eligibility, counted.table);
  } else {
    count_by_unit(columns, eligibility, options.count_of, counted.table);
  }
  counted.table.largest_in_margins = largest_in_margins(columns, units, options.count_of);
  return counted;
}

std::vector<std::int64_t> count_by_group(std::span<const std::int32_t> group, std::size_t groups,
                                         std::span<const std::int32_t> person) {
  require(person.empty() || person.size() == group.size(), "person", person.size(),
          "one entry a record (" + std::to_string(group.size()) + ")");
  check_codes(group, "group", groups);
  std::vector<std::int64_t> counts(groups, 0);
  if (person.empty()) {
    for (const std::int32_t code : group) {
      if (code >= 0) {
        ++counts[static_cast<std::size_t>(code)];
      }
    }
    return counts;
  }
  const detail::Groups members = detail::group_by(group.size(), groups, [&](std::size_t i) {
    return group[i] >= 0 && person[i] >= 0 ? static_cast<std::uint32_t>(group[i]) : detail::kUngrouped;
  });
  core::parallel_for(
      groups,
      [&](std::size_t g) {
        const auto items = members.items_of(g);
        std::vector<std::int32_t> persons(items.size());
        std::transform(items.begin(), items.end(), persons.begin(), [&](std::uint32_t i) { return person[i]; });
        std::sort(persons.begin(), persons.end());
        counts[g] = std::unique(persons.begin(), persons.end()) - persons.begin();
      },
      1);
  return counts;
}

}  // namespace libprofile::geography
