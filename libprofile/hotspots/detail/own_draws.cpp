// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/own_draws.hpp"

#include <algorithm>
#include <array>
#include <cstring>
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

/// Eight numbers, and their products: one register of AVX2 and of AVX-512.
using Narrow = std::uint32_t __attribute__((vector_size(32)));
using Wide = std::uint64_t __attribute__((vector_size(64)));
constexpr std::size_t kWidth = 8;
constexpr std::size_t kHalves = kLanes / kWidth;

/// Draws `terms` positions of sixteen permutations from as many words each; says in `again` which permutations hold a
/// draw that must be made again, and returns whether any does.
LIBPROFILE_INLINE bool draw_positions(const core::LaneWords* words, const Others& others, std::size_t terms,
                                      std::uint32_t* drawn, std::uint32_t* again) {
  Narrow bad[kHalves] = {};
  for (std::size_t t = 0; t < terms; ++t) {
    Narrow row[kHalves];
    for (std::size_t half = 0; half < kHalves; ++half) {
      Narrow word;
      std::memcpy(&word, words[t / 4][t % 4].data() + half * kWidth, sizeof word);
      const Wide product = __builtin_convertvector(word, Wide) * others.count;
      row[half] = __builtin_convertvector(product >> 32U, Narrow);
      bad[half] |= static_cast<Narrow>(__builtin_convertvector(product, Narrow) < others.reject_under);
    }
    for (std::size_t before = 0; before < t; ++before) {
      for (std::size_t half = 0; half < kHalves; ++half) {
        Narrow other;
        std::memcpy(&other, drawn + before * kLanes + half * kWidth, sizeof other);
        bad[half] |= static_cast<Narrow>(other == row[half]);
      }
    }
    std::memcpy(drawn + t * kLanes, row, sizeof row);
  }
  std::memcpy(again, bad, sizeof bad);
  return std::any_of(again, again + kLanes, [](std::uint32_t lane) { return lane != 0; });
}

bool baseline(const core::LaneWords* w, const Others& o, std::size_t t, std::uint32_t* d, std::uint32_t* a) {
  return draw_positions(w, o, t, d, a);
}
LIBPROFILE_AVX2 bool avx2(const core::LaneWords* w, const Others& o, std::size_t t, std::uint32_t* d,
                          std::uint32_t* a) {
  return draw_positions(w, o, t, d, a);
}
LIBPROFILE_AVX512 bool avx512(const core::LaneWords* w, const Others& o, std::size_t t, std::uint32_t* d,
                              std::uint32_t* a) {
  return draw_positions(w, o, t, d, a);
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
  std::array<core::LaneWords, kFew / 4> words;
  for (std::size_t block = 0; 4 * block < terms; ++block) {
    words_(source_, place, first, static_cast<std::uint32_t>(block), words[block]);
  }
  std::uint32_t again[kLanes];
  const bool any = draw(words.data(), {others_, reject_under_}, terms, drawn, again);
  for (std::size_t lane = 0; any && lane < kLanes; ++lane) {
    if (again[lane] != 0) {
      draw_with_care(words.data(), lane, place, first, terms, drawn);
    }
  }
}

void OwnDraws::draw_with_care(const core::LaneWords* words, std::size_t lane, std::uint32_t place, std::uint32_t first,
                              std::size_t terms, std::uint32_t* drawn) const {
  const std::uint32_t permutation = first + static_cast<std::uint32_t>(lane);
  for (std::size_t t = 0; t < terms; ++t) {
    const std::uint64_t product = std::uint64_t{words[t / 4][t % 4][lane]} * others_;
    const auto other = static_cast<std::uint32_t>(product >> 32U);
    const bool is_good = static_cast<std::uint32_t>(product) >= reject_under_ && !was_drawn(other, t, drawn + lane);
    drawn[t * kLanes + lane] = is_good ? other : draw_again(place, permutation, t, drawn + lane);
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
