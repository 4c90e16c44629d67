// SPDX-License-Identifier: MIT
#include "libprofile/records/dictionary.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <limits>
#include <utility>

#include "libprofile/core/error.hpp"

namespace libprofile::records {
namespace {

constexpr std::int32_t kEmpty = -1;
constexpr std::size_t kFirstSlots = 64;
// Texts whose slots are asked for before any is read.
constexpr std::size_t kBatch = 32;

std::uint64_t load_tail(const char* bytes, std::size_t count) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, count);
  return word;
}

// Multiply and fold, eight bytes a step. Which code a text gets does not depend on it: only how soon it is found.
std::uint32_t hash_of(std::string_view text) {
  constexpr std::uint64_t kMultiplier = 0x9e3779b97f4a7c15U;
  std::uint64_t hash = text.size() * kMultiplier;
  const auto mix = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * kMultiplier;
    hash ^= hash >> 29U;
  };
  const char* bytes = text.data();
  std::size_t left = text.size();
  for (; left >= sizeof(std::uint64_t); left -= sizeof(std::uint64_t), bytes += sizeof(std::uint64_t)) {
    mix(load_tail(bytes, sizeof(std::uint64_t)));
  }
  if (left > 0) {
    mix(load_tail(bytes, left));
  }
  return static_cast<std::uint32_t>(hash ^ hash >> 32U);
}

}  // namespace

DictionaryBuilder::DictionaryBuilder() : slots_(kFirstSlots, Slot{0, kEmpty}), last_(kEmpty) {}

void DictionaryBuilder::insert(Slot slot) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = slot.hash & mask;
  while (slots_[at].code != kEmpty) {
    at = (at + 1) & mask;
  }
  slots_[at] = slot;
}

void DictionaryBuilder::resize_slots(std::size_t slots) {
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots, Slot{0, kEmpty}));
  for (const Slot& slot : old) {
    if (slot.code != kEmpty) {
      insert(slot);
    }
  }
}

void DictionaryBuilder::reserve(std::size_t texts, std::size_t characters) {
  dictionary_.reserve(texts, characters);
  std::size_t slots = slots_.size();
  while (slots < 2 * texts) {
    slots *= 2;
  }
  if (slots > slots_.size()) {
    resize_slots(slots);
  }
}

bool DictionaryBuilder::is_last(std::string_view text) const {
  return last_ != kEmpty && dictionary_[static_cast<std::size_t>(last_)] == text;
}

std::int32_t DictionaryBuilder::code(std::string_view text) {
  return is_last(text) ? last_ : find_or_add(text, hash_of(text));
}

void DictionaryBuilder::codes(std::span<const std::string_view> texts, std::span<std::int32_t> codes) {
  assert(texts.size() == codes.size());
  std::array<std::uint32_t, kBatch> hashes{};
  for (std::size_t begin = 0; begin < texts.size(); begin += kBatch) {
    const std::size_t end = std::min(texts.size(), begin + kBatch);
    for (std::size_t i = begin; i < end; ++i) {
      hashes[i - begin] = hash_of(texts[i]);
      __builtin_prefetch(&slots_[hashes[i - begin] & (slots_.size() - 1)]);
    }
    for (std::size_t i = begin; i < end; ++i) {
      codes[i] = is_last(texts[i]) ? last_ : find_or_add(texts[i], hashes[i - begin]);
    }
  }
}

std::int32_t DictionaryBuilder::find_or_add(std::string_view text, std::uint32_t hash) {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask; slots_[at].code != kEmpty; at = (at + 1) & mask) {
    if (slots_[at].hash == hash && dictionary_[static_cast<std::size_t>(slots_[at].code)] == text) {
      return last_ = slots_[at].code;
    }
  }
  if (dictionary_.size() >= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
    throw InputError("a text column has more than 2,147,483,647 distinct values: split the file");
  }
  last_ = static_cast<std::int32_t>(dictionary_.size());
  dictionary_.push_back(text);
  if (2 * dictionary_.size() > slots_.size()) {
    resize_slots(2 * slots_.size());
  }
  insert(Slot{hash, last_});
  return last_;
}

Dictionary DictionaryBuilder::take() {
  slots_.assign(kFirstSlots, Slot{0, kEmpty});
  last_ = kEmpty;
  return std::exchange(dictionary_, Dictionary{});
}

}  // namespace libprofile::records
