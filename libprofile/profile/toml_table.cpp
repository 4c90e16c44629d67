// SPDX-License-Identifier: MIT
#include "libprofile/profile/toml_table.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include <toml++/toml.h>

#include "libprofile/core/error.hpp"
#include "libprofile/records/suggest.hpp"

namespace libprofile::profile {
namespace {

/// What the table of a whole file is called.
constexpr const char* kWholeFile = "file";

std::string at_line(const std::string& file, const toml::source_region& where) {
  return where.begin.line == 0 ? file : file + ", line " + std::to_string(where.begin.line);
}

std::string date_text(const toml::date& date) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", int{date.year}, int{date.month}, int{date.day});
  return text;
}

}  // namespace

TomlTable::TomlTable(Content content, std::string file, std::string name)
    : content_(std::move(content)), file_(std::move(file)), name_(std::move(name)) {}

/// What the parser made of a table.
struct TomlTable::Access {
  static const toml::table& content(const TomlTable& table) {
    return *static_cast<const toml::table*>(table.content_.get());
  }

  /// The value of a key, which is known from then on; null where there is none.
  static const toml::node* find(TomlTable& table, const std::string& key) {
    table.known_.push_back(key);
    return content(table).get(key);
  }

  /// A table inside another, which keeps the same file alive.
  static TomlTable inside(const TomlTable& table, const toml::table& part, std::string name) {
    return {Content(table.content_, &part), table.file_, std::move(name)};
  }
};

std::uint32_t TomlTable::line() const {
  return Access::content(*this).source().begin.line;
}

void TomlTable::fail(const std::string& key, const std::string& message) const {
  const toml::node* node = Access::content(*this).get(key);
  const toml::source_region& where = node == nullptr ? Access::content(*this).source() : node->source();
  const std::string place = name_ == kWholeFile ? ": [" + key + "] " : ", " + name_ + " " + key + ": ";
  throw InputError(at_line(file_, where) + place + message);
}

std::optional<std::string> TomlTable::text(const std::string& key) {
  const toml::node* node = Access::find(*this, key);
  if (node == nullptr) {
    return std::nullopt;
  }
  if (!node->is_string()) {
    fail(key, "must be a text in quotation marks");
  }
  return node->ref<std::string>();
}

std::string TomlTable::required_text(const std::string& key) {
  const std::optional<std::string> value = text(key);
  if (!value || value->empty()) {
    fail(key, "is missing");
  }
  return *value;
}

std::vector<std::string> TomlTable::texts(const std::string& key) {
  const toml::node* node = Access::find(*this, key);
  if (node == nullptr) {
    return {};
  }
  if (node->is_string()) {
    return {node->ref<std::string>()};
  }
  std::vector<std::string> values;
  const toml::array* list = node->as_array();
  if (list == nullptr || !std::all_of(list->begin(), list->end(), [](const auto& item) { return item.is_string(); })) {
    fail(key, "must be a list of texts, such as [\"a\", \"b\"]");
  }
  for (const toml::node& item : *list) {
    values.push_back(item.ref<std::string>());
  }
  return values;
}

std::vector<std::string> TomlTable::required_texts(const std::string& key) {
  std::vector<std::string> values = texts(key);
  if (values.empty()) {
    fail(key, "is missing");
  }
  return values;
}

std::map<std::string, std::string> TomlTable::text_map(const std::string& key) {
  const toml::node* node = Access::find(*this, key);
  std::map<std::string, std::string> values;
  if (node == nullptr) {
    return values;
  }
  if (!node->is_table()) {
    fail(key, "must be a table, such as { id = \"Crime ID\" }");
  }
  for (const auto& [name, value] : *node->as_table()) {
    if (!value.is_string()) {
      fail(key, std::string(name.str()) + " must be a text in quotation marks");
    }
    values.emplace(name.str(), value.ref<std::string>());
  }
  return values;
}

std::optional<std::int64_t> TomlTable::integer(const std::string& key) {
  const toml::node* node = Access::find(*this, key);
  if (node == nullptr) {
    return std::nullopt;
  }
  if (!node->is_integer()) {
    fail(key, "must be a whole number");
  }
  return node->ref<std::int64_t>();
}

std::optional<double> TomlTable::number(const std::string& key) {
  const toml::node* node = Access::find(*this, key);
  if (node == nullptr) {
    return std::nullopt;
  }
  if (!node->is_number()) {
    fail(key, "must be a number");
  }
  return node->value<double>();
}

std::optional<bool> TomlTable::truth(const std::string& key) {
  const toml::node* node = Access::find(*this, key);
  if (node == nullptr) {
    return std::nullopt;
  }
  if (!node->is_boolean()) {
    fail(key, "must be true or false");
  }
  return node->ref<bool>();
}

std::string TomlTable::required_date(const std::string& key) {
  const toml::node* node = Access::find(*this, key);
  if (node == nullptr) {
    fail(key, "is missing");
  }
  if (const auto* date = node->as_date()) {
    return date_text(date->get());
  }
  if (!node->is_string()) {
    fail(key, "must be a date, such as 2018-01-01");
  }
  return node->ref<std::string>();
}

std::optional<TomlTable> TomlTable::table(const std::string& key) {
  const toml::node* node = Access::find(*this, key);
  if (node == nullptr) {
    return std::nullopt;
  }
  if (!node->is_table()) {
    fail(key, "must be a table");
  }
  const std::string parent = name_ == kWholeFile ? "" : name_.substr(1, name_.size() - 2) + ".";
  return Access::inside(*this, *node->as_table(), "[" + parent + key + "]");
}

std::vector<TomlTable> TomlTable::tables(const std::string& key) {
  const toml::node* node = Access::content(*this).get(key);
  std::vector<TomlTable> found;
  if (node != nullptr && node->is_array_of_tables()) {
    known_.push_back(key);
    for (const toml::node& item : *node->as_array()) {
      found.push_back(Access::inside(*this, *item.as_table(), "[[" + key + "]]"));
    }
    return found;
  }
  if (std::optional<TomlTable> single = table(key)) {
    found.push_back(std::move(*single));
  }
  return found;
}

void TomlTable::finish() const {
  for (const auto& [key, value] : Access::content(*this)) {
    const std::string name(key.str());
    if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
      const std::string what = name_ == kWholeFile ? ": [" + name + "] is not a table that is known; "
                                                   : ", " + name_ + ": '" + name + "' is not a key that is known; ";
      throw InputError(at_line(file_, key.source()) + what + records::did_you_mean(name, known_));
    }
  }
}

TomlTable TomlTable::from_text(std::string_view text, const std::string& file) {
  try {
    return {std::make_shared<toml::table>(toml::parse(text, file)), file, kWholeFile};
  } catch (const toml::parse_error& error) {
    throw InputError(at_line(file, error.source()) + ": is not TOML (" + std::string(error.description()) + ")");
  }
}

TomlTable TomlTable::from_file(const std::string& path) {
  if (std::filesystem::is_directory(path)) {
    throw InputError(path + ": is a folder; name the TOML file in it");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw InputError(path + ": no such file, or it may not be read");
  }
  std::ostringstream text;
  text << file.rdbuf();
  return from_text(text.str(), path);
}

}  // namespace libprofile::profile
