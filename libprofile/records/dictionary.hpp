// SPDX-License-Identifier: MIT
/// @file
/// Distinct texts in the order first seen, packed into one block of memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace libprofile::records {

/// A list of distinct texts: one allocation for all characters, so that a million identifiers stay cheap.
class Dictionary {
 public:
  [[nodiscard]] std::size_t size() const { return ends_.size(); }

  /// The text of a code in [0, size()). Valid until the next `push_back`.
  [[nodiscard]] std::string_view operator[](std::size_t code) const {
    const std::size_t begin = code == 0 ? 0 : ends_[code - 1];
    return std::string_view(characters_).substr(begin, ends_[code] - begin);
  }

  /// Adds a text without looking whether it is there already: that is `DictionaryBuilder`'s work.
  void push_back(std::string_view text) {
    characters_.append(text);
    ends_.push_back(characters_.size());
  }

  /// Makes room for so many texts of so many characters in all.
  void reserve(std::size_t texts, std::size_t characters) {
    ends_.reserve(texts);
    characters_.reserve(characters);
  }

  [[nodiscard]] std::size_t characters() const { return characters_.size(); }

  [[nodiscard]] bool operator==(const Dictionary&) const = default;

 private:
  std::string characters_;
  std::vector<std::size_t> ends_;
};

/// Gives every distinct text one code: 0, 1, 2, ... in the order first seen.
class DictionaryBuilder {
 public:
  DictionaryBuilder();

  /// Makes room for so many distinct texts of so many characters in all.
  void reserve(std::size_t texts, std::size_t characters);

  /// The code of a text, new or known. Expected O(length).
  ///
  /// @throws InputError  beyond 2,147,483,647 distinct texts.
  [[nodiscard]] std::int32_t code(std::string_view text);

  /// The codes of many texts, as `code` gives them one after the other; memory for the next is asked for meanwhile.
  ///
  /// @param codes  As long as `texts`.
  void codes(std::span<const std::string_view> texts, std::span<std::int32_t> codes);

  /// The dictionary so far; leaves the builder empty.
  [[nodiscard]] Dictionary take();

  [[nodiscard]] const Dictionary& dictionary() const { return dictionary_; }

 private:
  struct Slot {
    std::uint32_t hash;
    std::int32_t code;
  };

  [[nodiscard]] bool is_last(std::string_view text) const;
  [[nodiscard]] std::int32_t find_or_add(std::string_view text, std::uint32_t hash);
  void insert(Slot slot);
  void resize_slots(std::size_t slots);

  Dictionary dictionary_;
  std::vector<Slot> slots_;
  std::int32_t last_;
};

}  // namespace libprofile::records
