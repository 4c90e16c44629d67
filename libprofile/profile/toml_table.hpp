// SPDX-License-Identifier: MIT
/// @file
/// A table of a TOML file that is asked for what it may hold, and complains about everything else.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace libprofile::profile {

/// One table, which keeps its file alive. Every key that was asked for is known; `finish` refuses the others.
class TomlTable {
 public:
  /// A whole file. Throws `InputError` with file, line and reason for one that is absent or not TOML.
  [[nodiscard]] static TomlTable from_file(const std::string& path);

  /// @param file  What messages call the text. @throws InputError  as above.
  [[nodiscard]] static TomlTable from_text(std::string_view text, const std::string& file);

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
  [[nodiscard]] std::optional<std::string> date(const std::string& key);
  [[nodiscard]] std::optional<TomlTable> table(const std::string& key);
  /// The table of that name, or all of them where it is written `[[name]]`.
  [[nodiscard]] std::vector<TomlTable> tables(const std::string& key);

  /// @throws InputError  for the first key that nobody asked for, with its line and the nearest known one.
  void finish() const;

  /// Throws `InputError`: "profile.toml, line 12, [incidents] x: message".
  [[noreturn]] void fail(const std::string& key, const std::string& message) const;

  /// Where it begins, from 1; 0 where the file does not write it down.
  [[nodiscard]] std::uint32_t line() const;

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  /// A table of the parser, so that whoever includes this needs no parser.
  using Content = std::shared_ptr<const void>;

  TomlTable(Content content, std::string file, std::string name);
  struct Access;
  friend struct Access;

  Content content_;
  std::string file_;
  std::string name_;
  std::vector<std::string> known_;
};

}  // namespace libprofile::profile
