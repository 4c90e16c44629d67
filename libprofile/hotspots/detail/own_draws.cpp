// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/own_draws.hpp"

#include <numeric>
#include <utility>

#include "libprofile/core/instruction_set.hpp"

namespace libprofile::hotspots::detail {
namespace {

constexpr std::size_t kLanes = core::kRandomLanes;
/// Above so many terms, looking for one drawn before costs more than a deck.
constexpr std::size_t kFew = 64;
/// Draws beyond those of positions: position t is drawn again with draw numbers from (t + 1) << kAgainShift.
constexpr std::uint32_t kAgainShift = 20;

struct Others {
  std::uint32_t count = 0;
  /// Lemire (2019): draws whose low half is below this would make some places likelier than others.
  std::uint32_t reject_under = 0;
};

/// Draws position t of sixteen permutations from as many words; says which must be drawn again, and whether any.
LIBPROFILE_INLINE bool draw_position(const std::uint32_t* words, const Others& others, std::size_t t,
                                     std::uint32_t* drawn, std::uint32_t* again) {
  std::uint32_t row[kLanes];
  std::uint32_t bad[kLanes];
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const std::uint64_t product = std::uint64_t{words[lane]} * others.count;
    row[lane] = static_cast<std::uint32_t>(product >> 32U);
    bad[lane] = static_cast<std::uint32_t>(product) < others.reject_under ? 1U : 0U;
  }
  for (std::size_t before = 0; before < t; ++before) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      bad[lane] |= drawn[before * kLanes + lane] == row[lane] ? 1U : 0U;
    }
  }
  std::uint32_t any = 0;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    drawn[t * kLanes + lane] = row[lane];
    again[lane] = bad[lane];
    any |= bad[lane];
  }
  return any != 0;
}

bool baseline(const std::uint32_t* w, const Others& o, std::size_t t, std::uint32_t* d, std::uint32_t* a) {
  return draw_position(w, o, t, d, a);
}
LIBPROFILE_AVX2 bool avx2(const std::uint32_t* w, const Others& o, std::size_t t, std::uint32_t* d, std::uint32_t* a) {
  return draw_position(w, o, t, d, a);
}
LIBPROFILE_AVX512 bool avx512(const std::uint32_t* w, const Others& o, std::size_t t, std::uint32_t* d,
                              std::uint32_t* a) {
  return draw_position(w, o, t, d, a);
}

bool was_drawn(std::uint32_t other, std::size_t t, const std::uint32_t* lane) {
  bool found = false;
  for (std::size_t before = 0; before < t; ++before) {
    found |= lane[before * kLanes] == other;
  }
  return found;
}

}  // namespace

OwnDraws::OwnDraws(const core::PhiloxLanes& source, std::size_t places)
    : source_(source),
      random_(source.seed, source.stream),
      words_(core::PhiloxLanes::words()),
      others_(static_cast<std::uint32_t>(places - 1)),
      reject_under_((0U - others_) % others_) {}

void OwnDraws::draw(std::size_t place, std::size_t first, std::size_t terms, std::uint32_t* drawn) {
  const auto item = static_cast<std::uint32_t>(place);
  if (terms <= kFew) {
    draw_few(item, static_cast<std::uint32_t>(first), terms, drawn);
  } else {
    draw_many(item, static_cast<std::uint32_t>(first), terms, drawn);
  }
  for (std::size_t k = 0; k < terms * kLanes; ++k) {
    drawn[k] += drawn[k] >= item ? 1U : 0U;
  }
}

void OwnDraws::draw_few(std::uint32_t place, std::uint32_t first, std::size_t terms, std::uint32_t* drawn) const {
  const auto draw = core::choose(baseline, avx2, avx512);
  const Others others{others_, reject_under_};
  core::LaneWords words;
  std::uint32_t again[kLanes];
  for (std::size_t t = 0; t < terms; ++t) {
    if (t % 4 == 0) {
      words_(source_, place, first, static_cast<std::uint32_t>(t / 4), words);
    }
    const bool any = draw(words[t % 4].data(), others, t, drawn, again);
    for (std::size_t lane = 0; any && lane < kLanes; ++lane) {
      if (again[lane] != 0) {
        drawn[t * kLanes + lane] = draw_again(place, first + static_cast<std::uint32_t>(lane), t, drawn + lane);
      }
    }
  }
}

std::uint32_t OwnDraws::draw_again(std::uint32_t place, std::uint32_t permutation, std::size_t t,
                                   const std::uint32_t* lane) const {
  for (std::uint32_t attempt = 0;; ++attempt) {
    const auto draw = (static_cast<std::uint32_t>(t + 1) << kAgainShift) + attempt;
    const std::uint32_t other = random_.below(others_, place, permutation, draw);
    if (!was_drawn(other, t, lane)) {
      return other;
    }
  }
}

void OwnDraws::draw_many(std::uint32_t place, std::uint32_t first, std::size_t terms, std::uint32_t* drawn) {
  if (deck_.empty()) {
    deck_.resize(others_);
    std::iota(deck_.begin(), deck_.end(), 0U);
  }
  swapped_.resize(terms);
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    for (std::size_t t = 0; t < terms; ++t) {
      const auto position = static_cast<std::uint32_t>(t);
      const auto permutation = first + static_cast<std::uint32_t>(lane);
      swapped_[t] = position + random_.below(others_ - position, place, permutation, position);
      std::swap(deck_[t], deck_[swapped_[t]]);
      drawn[t * kLanes + lane] = deck_[t];
    }
    // Undone rather than made afresh: the next permutation must not depend on this one.
    for (std::size_t t = terms; t-- > 0;) {
      std::swap(deck_[t], deck_[swapped_[t]]);
    }
  }
}

}  // namespace libprofile::hotspots::detail
