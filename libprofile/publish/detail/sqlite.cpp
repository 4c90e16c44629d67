// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/sqlite.hpp"

#include <sqlite3.h>

#include "libprofile/core/error.hpp"

namespace libprofile::publish::detail {
namespace {

[[noreturn]] void fail(sqlite3* database) {
  throw InputError(std::string("GeoPackage: SQLite says: ") +
                   (database == nullptr ? "out of memory" : sqlite3_errmsg(database)) +
                   ": free memory, or use an SQLite with R-trees (its default)");
}

void check_code(sqlite3* database, int code) {
  if (code != SQLITE_OK && code != SQLITE_DONE) {
    fail(database);
  }
}

}  // namespace

void Database::Close::operator()(sqlite3* database) const noexcept {
  sqlite3_close(database);
}

Database::Database() {
  sqlite3* handle = nullptr;
  // Unlike ":memory:", this file system keeps the file header as a file on disk would have it.
  const int code =
      sqlite3_open_v2("file:profile?vfs=memdb", &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  database_.reset(handle);
  check_code(handle, code);
}

void Database::run(const std::string& sql) {
  check_code(database_.get(), sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

std::string Database::bytes() {
  sqlite3_int64 size = 0;
  const unsigned char* const data = sqlite3_serialize(database_.get(), "main", &size, SQLITE_SERIALIZE_NOCOPY);
  if (data == nullptr) {
    fail(database_.get());
  }
  return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)};
}

void Statement::Finalise::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

Statement::Statement(Database& database, const std::string& sql) : database_(database.database_.get()) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v2(database_, sql.c_str(), static_cast<int>(sql.size()), &handle, nullptr);
  statement_.reset(handle);
  check(code);
}

void Statement::check(int code) const {
  check_code(database_, code);
}

void Statement::bind(int parameter, std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), parameter, value));
}

void Statement::bind(int parameter, double value) {
  check(sqlite3_bind_double(statement_.get(), parameter, value));
}

void Statement::bind(int parameter, std::string_view text) {
  check(sqlite3_bind_text(statement_.get(), parameter, text.data(), static_cast<int>(text.size()), SQLITE_STATIC));
}

void Statement::bind_blob(int parameter, std::string_view blob) {
  check(sqlite3_bind_blob64(statement_.get(), parameter, blob.data(), blob.size(), SQLITE_STATIC));
}

void Statement::bind_null(int parameter) {
  check(sqlite3_bind_null(statement_.get(), parameter));
}

void Statement::run() {
  check(sqlite3_step(statement_.get()));
  check(sqlite3_reset(statement_.get()));
}

std::string quoted_name(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) {
    quoted.append(c == '"' ? 2 : 1, c);
  }
  return quoted + '"';
}

}  // namespace libprofile::publish::detail
