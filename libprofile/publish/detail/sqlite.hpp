// SPDX-License-Identifier: MIT
/// @file
/// A thin owner of SQLite's handles.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace libprofile::publish::detail {

/// A database in memory that is read back as the bytes of its file. Every member throws `InputError` where SQLite
/// fails.
class Database {
 public:
  Database();

  /// Runs statements that return nothing.
  void run(const std::string& sql);

  /// The file. The database stays as it is.
  [[nodiscard]] std::string bytes();

 private:
  friend class Statement;
  struct Close {
    void operator()(sqlite3* database) const noexcept;
  };
  std::unique_ptr<sqlite3, Close> database_;
};

/// A prepared statement that is run over and over. Parameters count from 1; what is not bound again keeps its value.
class Statement {
 public:
  Statement(Database& database, const std::string& sql);

  void bind(int parameter, std::int64_t value);
  void bind(int parameter, double value);
  /// `text` and `blob` have to live until `run` returns.
  void bind(int parameter, std::string_view text);
  void bind_blob(int parameter, std::string_view blob);
  void bind_null(int parameter);

  /// Runs the statement, which returns nothing, and makes it ready to run again.
  void run();

 private:
  struct Finalise {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  void check(int code) const;

  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalise> statement_;
};

/// `name` in double quotes, for use in SQL.
[[nodiscard]] std::string quoted_name(std::string_view name);

}  // namespace libprofile::publish::detail
