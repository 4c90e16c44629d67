// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/ledger_file.hpp"

#include <cerrno>
#include <new>
#include <utility>

#include <sqlite3.h>

#include "libprofile/core/digest.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/file_error.hpp"

namespace libprofile::disclosure::detail {
namespace {

namespace fs = std::filesystem;

void append_part(std::string& text, std::string_view part) {
  text.append(std::to_string(part.size())).append(":").append(part);
}

}  // namespace

std::string entry_hash(const ChainEntry& entry) {
  std::string text = "libprofile ledger 1;" + std::to_string(entry.number) + ";";
  append_part(text, entry.previous);
  append_part(text, entry.head);
  append_part(text, entry.values);
  return core::to_hex(core::sha256(text));
}

void LedgerFile::Close::operator()(sqlite3* database) const noexcept {
  sqlite3_close(database);
}

void LedgerFile::Finalise::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

LedgerFile::LedgerFile(const fs::path& path, Access access, double wait_s) : path_(path), access_(access) {
  open(access);
  require_ours();
  begin(access, wait_s);
  require_schema();
}

LedgerFile::~LedgerFile() {
  if (sqlite3_get_autocommit(database_.get()) == 0) {
    sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

void LedgerFile::read(const std::function<void(const ChainEntry&)>& visit) {
  const Statement statement = prepare("SELECT number, previous, head, tables, hash FROM entries ORDER BY number");
  std::string previous(kNoEntry);
  ChainEntry entry;
  std::int64_t last = 0;
  while (step(statement)) {
    entry.number = sqlite3_column_int64(statement.get(), 0);
    entry.previous = text_of(statement, 1);
    entry.head = text_of(statement, 2);
    entry.values = text_of(statement, 3);
    entry.hash = text_of(statement, 4);
    if (entry.number != last + 1) {
      fail_entry(last + 1, "is missing");
    }
    if (entry.previous != previous) {
      fail_entry(entry.number, "does not follow the one before (its previous hash is another)");
    }
    if (entry.hash != entry_hash(entry)) {
      fail_entry(entry.number, "is not what was entered (its hash does not fit)");
    }
    previous = entry.hash;
    last = entry.number;
    visit(entry);
  }
  const std::int64_t entered = number_of("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'entries'");
  if (entered != last) {
    fail_entry(last + 1, "is missing");
  }
}

std::string LedgerFile::values_of(std::int64_t number) {
  const Statement statement = prepare("SELECT tables FROM entries WHERE number = ?");
  sqlite3_bind_int64(statement.get(), 1, number);
  if (!step(statement)) {
    fail_entry(number, "is missing");
  }
  return std::string(text_of(statement, 0));
}

void LedgerFile::check_structure() {
  const Statement statement = prepare("PRAGMA integrity_check(1)");
  if (!step(statement) || text_of(statement, 0) != "ok") {
    fail_damaged("is damaged (" + std::string(text_of(statement, 0)) + ")");
  }
}

void LedgerFile::append(const ChainEntry& entry) {
  const Statement statement =
      prepare("INSERT INTO entries (number, previous, head, tables, hash) VALUES (?, ?, ?, ?, ?)");
  sqlite3_bind_int64(statement.get(), 1, entry.number);
  int parameter = 2;
  for (const std::string* text : {&entry.previous, &entry.head, &entry.values, &entry.hash}) {
    const int code =
        sqlite3_bind_text64(statement.get(), parameter++, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    if (code != SQLITE_OK) {
      fail(code);
    }
  }
  static_cast<void>(step(statement));
}

void LedgerFile::commit() {
  run("COMMIT");
}

void LedgerFile::fail_entry(std::int64_t number, std::string_view what) const {
  fail_damaged("entry " + std::to_string(number) + " " + std::string(what));
}

void LedgerFile::fail_damaged(const std::string& what) const {
  throw InputError(path_.string() + ": " + what +
                   ": the file was edited, cut off or damaged; nothing was entered. Put back the last good copy, and "
                   "compare both (libprofile ledger check COPY --with FILE)");
}

void LedgerFile::run(const char* sql) {
  const int code = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) {
    fail(code);
  }
}

LedgerFile::Statement LedgerFile::prepare(std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &handle, nullptr);
  Statement statement(handle);
  if (code != SQLITE_OK) {
    fail(code);
  }
  return statement;
}

bool LedgerFile::step(const Statement& statement) {
  const int code = sqlite3_step(statement.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) {
    fail(code);
  }
  return code == SQLITE_ROW;
}

std::string_view LedgerFile::text_of(const Statement& statement, int column) {
  const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), column));
  const int size = sqlite3_column_bytes(statement.get(), column);
  return text == nullptr ? std::string_view() : std::string_view(text, static_cast<std::size_t>(size));
}

std::int64_t LedgerFile::number_of(std::string_view sql) {
  const Statement statement = prepare(sql);
  return step(statement) ? sqlite3_column_int64(statement.get(), 0) : 0;
}

void LedgerFile::fail(int code) const {
  const int system = database_ == nullptr ? 0 : sqlite3_system_errno(database_.get());
  switch (code & 0xFF) {
    case SQLITE_FULL:
      core::fail_file(path_, "written", ENOSPC);
    case SQLITE_READONLY:
      core::fail_file(path_, "written", EACCES);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      if (system != 0 && system != EIO) {
        core::fail_file(path_, access_ == Access::write ? "written" : "read", system);
      }
      throw InputError(path_.string() + ": cannot be " + (access_ == Access::write ? "written" : "read") +
                       ": the disk is full or failing: free space, or move the ledger to another one; nothing was "
                       "entered");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      throw InputError(path_.string() +
                       ": is in use by another process: try again when that is done; nothing was "
                       "entered");
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    default:
      fail_damaged(std::string("cannot be read as a ledger (SQLite says: ") + sqlite3_errstr(code) + ")");
  }
}

}  // namespace libprofile::disclosure::detail
