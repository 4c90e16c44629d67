// SPDX-License-Identifier: MIT
/// @file
/// A place in a JSON text, from which values are taken one after the other.
#pragma once

#include <string_view>

namespace libprofile::io::detail {

/// Thrown where a text is not JSON or not of the form that is looked for. It never leaves `read_plain_geojson`.
struct NotPlain {};

inline void require_plain(bool is_plain) {
  if (!is_plain) {
    throw NotPlain{};
  }
}

/// Reads values in the order of the text, without making a tree of them. Every member but `peek` throws `NotPlain`
/// where something else stands.
class JsonCursor {
 public:
  explicit JsonCursor(std::string_view text) : next_(text.data()), end_(text.data() + text.size()) {}

  /// The next character that is no white space, which is not taken; NUL at the end.
  [[nodiscard]] char peek();
  /// Whether nothing but white space is left.
  [[nodiscard]] bool is_at_end();

  void take(char character);
  [[nodiscard]] bool take_if(char character);

  /// A string without escapes or control characters.
  [[nodiscard]] std::string_view text();

  /// A number that a double holds.
  [[nodiscard]] double number();

  /// Takes any value, nested no deeper than 32.
  void skip(int depth = 0);

  /// Calls `member(name)` for each member of an object, standing before its value.
  template <class Member>
  void object(Member&& member) {
    take('{');
    if (take_if('}')) {
      return;
    }
    do {
      const std::string_view name = text();
      take(':');
      member(name);
    } while (take_if(','));
    take('}');
  }

  /// Calls `item()` for each item of an array, standing before it.
  template <class Item>
  void array(Item&& item) {
    take('[');
    if (take_if(']')) {
      return;
    }
    do {
      item();
    } while (take_if(','));
    take(']');
  }

 private:
  void skip_string();
  void skip_word();

  const char* next_;
  const char* end_;
};

}  // namespace libprofile::io::detail
