// SPDX-License-Identifier: MIT
/// @file
/// A table of a TOML file that is asked for what it may hold, and complains about everything else.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <toml++/toml.h>

namespace libprofile::tools {

/// A view of one table. Every key that was asked for is known; `finish` refuses the others. The file must outlive it.
class TomlTable {
 public:
  /// @param name  As people write it: "[incidents]".
  TomlTable(const toml::table& table, std::string file, std::string name);

  [[nodiscard]] std::optional<std::string> text(const std::string& key);
  [[nodiscard]] std::string required_text(const std::string& key);
  /// One text or a list of texts.
  [[nodiscard]] std::vector<std::string> texts(const std::string& key);
  [[nodiscard]] std::vector<std::string> required_texts(const std::string& key);
  [[nodiscard]] std::map<std::string, std::string> text_map(const std::string& key);
  [[nodiscard]] std::optional<std::int64_t> integer(const std::string& key);
  [[nodiscard]] std::optional<double> number(const std::string& key);
  [[nodiscard]] std::optional<bool> truth(const std::string& key);
  /// A date, or a text such as "2018-01": as text.
  [[nodiscard]] std::string required_date(const std::string& key);
  [[nodiscard]] std::optional<TomlTable> table(const std::string& key);
  /// The table of that name, or all of them where it is written `[[name]]`.
  [[nodiscard]] std::vector<TomlTable> tables(const std::string& key);

  /// @throws InputError  for the first key that nobody asked for, with its line and the nearest known one.
  void finish() const;

  /// Throws `InputError`: "profile.toml, line 12, [incidents] x: message".
  [[noreturn]] void fail(const std::string& key, const std::string& message) const;

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  const toml::node* find(const std::string& key);

  const toml::table* table_;
  std::string file_;
  std::string name_;
  std::vector<std::string> known_;
};

/// Throws `InputError` with file, line and reason for a file that is absent or not TOML.
[[nodiscard]] toml::table parse_toml(const std::string& path);

}  // namespace libprofile::tools
