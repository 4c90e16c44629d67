// SPDX-License-Identifier: MIT
#include "libprofile/geography/max_p_regions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/geography/detail/region_moves.hpp"
#include "libprofile/geography/weights_algebra.hpp"

namespace libprofile::geography {
namespace {

constexpr std::uint32_t kFree = std::numeric_limits<std::uint32_t>::max();
constexpr std::int32_t kMostAttempts = 10'000;
/// Attempts that are held at a time.
constexpr std::size_t kBatch = 32;
/// Sums of sizes reach the floor to this part of it, whatever the order in which they were added.
constexpr double kRounding = 1e-9;

struct Attempt {
  std::vector<std::uint32_t> region;
  std::size_t regions = 0;
};

/// One random construction.
class Construction {
 public:
  Construction(const detail::RegionProblem& problem, std::vector<std::uint32_t> priority)
      : problem_(problem), priority_(std::move(priority)), region_(problem.size.size(), kFree), free_(region_.size()) {
    for (std::size_t place = 0; place < region_.size(); ++place) {
      free_[place] = problem.weights.neighbours_of(place).size();
      seeds_.insert(key_of(static_cast<std::uint32_t>(place)));
    }
  }

  Attempt run() {
    while (!seeds_.empty()) {
      grow(std::get<2>(*seeds_.begin()));
    }
    join_leftovers();
    return {std::move(region_), regions_};
  }

 private:
  /// Fewest free neighbours first, then by chance.
  using Key = std::tuple<std::size_t, std::uint32_t, std::uint32_t>;

  [[nodiscard]] Key key_of(std::uint32_t place) const { return {free_[place], priority_[place], place}; }

  /// Grows a region from a place, or leaves it over where the places free around it do not suffice.
  void grow(std::uint32_t seed) {
    std::vector<std::uint32_t> members;
    std::set<Key> border = {key_of(seed)};
    double size = 0.0;
    while (!border.empty() && size < problem_.floor) {
      const std::uint32_t place = std::get<2>(*border.begin());
      border.erase(border.begin());
      seeds_.erase(key_of(place));
      region_[place] = static_cast<std::uint32_t>(regions_);
      members.push_back(place);
      size += problem_.size[place];
      take(place, border);
    }
    if (size < problem_.floor) {
      leftovers_.insert(leftovers_.end(), members.begin(), members.end());
      for (const std::uint32_t member : members) {
        region_[member] = kFree;
      }
      return;
    }
    ++regions_;
  }

  /// What is free beside a place that is taken has one free neighbour less, and may be taken next.
  void take(std::uint32_t place, std::set<Key>& border) {
    for (const std::uint32_t neighbour : problem_.weights.neighbours_of(place)) {
      const auto at = seeds_.find(key_of(neighbour));
      if (at == seeds_.end()) {
        --free_[neighbour];
        continue;
      }
      seeds_.erase(at);
      border.erase(key_of(neighbour));
      --free_[neighbour];
      seeds_.insert(key_of(neighbour));
      border.insert(key_of(neighbour));
    }
  }

  [[nodiscard]] double distance(std::uint32_t a, std::uint32_t b) const {
    double sum = 0.0;
    for (std::size_t k = 0; k < problem_.width; ++k) {
      const double away = problem_.attributes[a * problem_.width + k] - problem_.attributes[b * problem_.width + k];
      sum += away * away;
    }
    return sum;
  }

  /// Joins what is left to the region of the neighbour that it is most like; what touches none is a region of its own.
  void join_leftovers() {
    while (!leftovers_.empty()) {
      std::vector<std::uint32_t> still;
      for (const std::uint32_t place : leftovers_) {
        const std::uint32_t neighbour = most_alike(place);
        if (neighbour == kFree) {
          still.push_back(place);
        } else {
          region_[place] = region_[neighbour];
        }
      }
      if (still.size() == leftovers_.size()) {
        start_alone(*std::min_element(still.begin(), still.end()));
      }
      leftovers_ = std::move(still);
      std::erase_if(leftovers_, [&](std::uint32_t place) { return region_[place] != kFree; });
    }
  }

  [[nodiscard]] std::uint32_t most_alike(std::uint32_t place) const {
    std::uint32_t best = kFree;
    for (const std::uint32_t neighbour : problem_.weights.neighbours_of(place)) {
      if (region_[neighbour] != kFree && (best == kFree || distance(place, neighbour) < distance(place, best))) {
        best = neighbour;
      }
    }
    return best;
  }

  void start_alone(std::uint32_t place) { region_[place] = static_cast<std::uint32_t>(regions_++); }

  const detail::RegionProblem& problem_;
  std::vector<std::uint32_t> priority_;
  std::vector<std::uint32_t> region_;
  std::vector<std::size_t> free_;
  std::set<Key> seeds_;
  std::vector<std::uint32_t> leftovers_;
  std::size_t regions_ = 0;
};

/// A random order of the places, by attempt.
std::vector<std::uint32_t> priorities(std::size_t places, const core::Philox& random, std::uint32_t attempt) {
  std::vector<std::uint32_t> order(places);
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = places; i > 1; --i) {
    const auto j = random.below(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i), attempt, 0);
    std::swap(order[i - 1], order[j]);
  }
  return order;
}

struct Best {
  Attempt attempt;
  double dissimilarity = std::numeric_limits<double>::infinity();

  void offer(Attempt&& other, double unlike) {
    const bool is_more = other.regions > attempt.regions;
    if (is_more || (other.regions == attempt.regions && unlike < dissimilarity)) {
      attempt = std::move(other);
      dissimilarity = unlike;
    }
  }
};

Attempt best_attempt(const detail::RegionProblem& problem, const MaxPOptions& options) {
  const core::Philox random(options.seed, core::Stream::max_p_regions);
  Best best;
  const auto attempts = static_cast<std::size_t>(options.attempts);
  for (std::size_t done = 0; done < attempts; done += kBatch) {
    std::vector<Attempt> tried(std::min(kBatch, attempts - done));
    std::vector<double> unlike(tried.size());
    const auto attempt = [&](std::size_t i) {
      auto order = priorities(problem.size.size(), random, static_cast<std::uint32_t>(done + i));
      tried[i] = Construction(problem, std::move(order)).run();
      unlike[i] = detail::dissimilarity(problem, tried[i].region, tried[i].regions);
    };
    core::parallel_for(tried.size(), attempt, 1);
    for (std::size_t i = 0; i < tried.size(); ++i) {
      best.offer(std::move(tried[i]), unlike[i]);
    }
  }
  return std::move(best.attempt);
}

/// Numbers regions by their first place.
void renumber(Attempt& attempt) {
  std::vector<std::uint32_t> number(attempt.regions, kFree);
  std::uint32_t next = 0;
  for (std::uint32_t& region : attempt.region) {
    if (number[region] == kFree) {
      number[region] = next++;
    }
    region = number[region];
  }
}

void require_finite(std::span<const double> values, std::string_view name) {
  for (const double value : values) {
    require(std::isfinite(value), name, value, "finite");
  }
}

}  // namespace

void validate(const MaxPOptions& options) {
  require(options.floor > 0.0 && std::isfinite(options.floor), "floor", options.floor, "above 0 and finite");
  require(options.attempts >= 1 && options.attempts <= kMostAttempts, "attempts", options.attempts, "from 1 to 10,000");
}

MaxPRegions max_p_regions(const Weights& weights, std::span<const double> size, std::span<const double> attributes,
                          const MaxPOptions& options) {
  validate(options);
  const std::size_t places = weights.size();
  require(size.size() == places, "size", size.size(), "one a place of the weights");
  const bool is_whole = places == 0 ? attributes.empty() : attributes.size() % places == 0;
  require(is_whole, "attributes", attributes.size(), "as many for each place of the weights");
  require_finite(attributes, "attributes");
  for (const double one : size) {
    require(one >= 0.0 && std::isfinite(one), "size", one, "0 or more and finite");
  }
  if (places == 0) {
    return {};
  }
  const Weights links = symmetrised(without_self(weights));
  const detail::RegionProblem problem{links, size, attributes, attributes.size() / places,
                                      options.floor * (1.0 - kRounding)};
  Attempt best = best_attempt(problem, options);
  detail::improve(problem, best.region, best.regions);
  renumber(best);

  MaxPRegions result{std::move(best.region), std::vector<double>(best.regions, 0.0), {}, 0.0};
  for (std::size_t place = 0; place < places; ++place) {
    result.size[result.region[place]] += size[place];
  }
  for (std::uint32_t region = 0; region < best.regions; ++region) {
    if (result.size[region] < problem.floor) {
      result.too_small.push_back(region);
    }
  }
  result.dissimilarity = detail::dissimilarity(problem, result.region, best.regions);
  return result;
}

}  // namespace libprofile::geography
