// SPDX-License-Identifier: MIT
#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "libprofile/core/error.hpp"
#include "libprofile/core/file_error.hpp"
#include "libprofile/disclosure/detail/ledger_file.hpp"
#include "libprofile/disclosure/detail/ledger_schema.hpp"

namespace libprofile::disclosure::detail {
namespace {

namespace fs = std::filesystem;

bool may_write(const fs::path& path) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  return faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0 &&
         faccessat(AT_FDCWD, folder.c_str(), W_OK, AT_EACCESS) == 0;
}

/// A path as SQLite takes it in a URI.
std::string uri_of(const fs::path& path, std::string_view query) {
  std::string uri = "file:";
  for (const char c : path.string()) {
    if (c == '%' || c == '?' || c == '#') {
      constexpr std::string_view kDigits = "0123456789ABCDEF";
      uri += '%';
      uri += kDigits[static_cast<unsigned char>(c) >> 4U];
      uri += kDigits[static_cast<unsigned char>(c) & 15U];
    } else {
      uri += c;
    }
  }
  return uri.append("?").append(query);
}

}  // namespace

void LedgerFile::open(Access access) {
  std::error_code error;
  const auto status = fs::status(path_, error);
  if (error && status.type() != fs::file_type::not_found) {
    core::fail_file(path_, "read", error.value());
  }
  if (!fs::exists(status)) {
    throw InputError(path_.string() + ": no such ledger: check the path, or enter a first release, which makes one");
  }
  if (!fs::is_regular_file(status)) {
    throw InputError(path_.string() + ": is not a file: name the ledger's file");
  }
  const bool writes = may_write(path_);
  if (access == Access::write && !writes) {
    core::fail_file(path_, "written", EACCES);
  }
  // What cannot be written is read as it lies there, unless another process has something in its log.
  const bool is_still = !writes && !fs::exists(path_.string() + "-wal");
  const std::string name = uri_of(fs::absolute(path_), is_still ? "immutable=1" : "");
  const int flags = (writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags, nullptr);
  database_.reset(handle);
  if (code != SQLITE_OK) {
    fail(code);
  }
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

void LedgerFile::begin(Access access, double wait_s) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(wait_s);
  sqlite3_busy_timeout(database_.get(), static_cast<int>(wait_s * 1000.0));
  run("PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON");
  const char* const sql = access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN";
  int code = SQLITE_OK;
  // SQLite itself waits for most locks; a log that is being made or recovered is reported at once.
  while ((code = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr)) != SQLITE_OK) {
    const int kind = code & 0xFF;
    if ((kind != SQLITE_BUSY && kind != SQLITE_PROTOCOL) || std::chrono::steady_clock::now() >= end) {
      fail(code);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

/// Reads the header by hand: SQLite would say less, and a newer version may look like damage to it.
void LedgerFile::require_ours() {
  const int descriptor = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    core::fail_file(path_, "read", errno);
  }
  std::array<unsigned char, 100> header{};
  const ssize_t size = ::read(descriptor, header.data(), header.size());
  ::close(descriptor);
  const auto word = [&header](std::size_t at) {
    return std::uint32_t{header[at]} << 24U | std::uint32_t{header[at + 1]} << 16U |
           std::uint32_t{header[at + 2]} << 8U | std::uint32_t{header[at + 3]};
  };
  const std::string_view magic(reinterpret_cast<const char*>(header.data()), 15);
  if (size != static_cast<ssize_t>(header.size()) || magic != "SQLite format 3" || word(68) != kApplicationId) {
    throw InputError(path_.string() +
                     ": is not a ledger of libprofile: name the file that releases were entered in, "
                     "or one that does not exist yet");
  }
  const std::uint32_t version = word(60);
  if (version > kLedgerVersion) {
    throw InputError(path_.string() + ": is a ledger of version " + std::to_string(version) +
                     ", and this libprofile knows version " + std::to_string(kLedgerVersion) +
                     ": use a newer libprofile; nothing was entered");
  }
}

void LedgerFile::require_schema() {
  const Statement statement = prepare("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY rowid");
  std::string schema;
  while (step(statement)) {
    schema.append(text_of(statement, 0)).append(";\n");
  }
  if (schema != kSchemaAsRead || number_of("PRAGMA user_version") != kLedgerVersion) {
    fail_damaged("has other tables than a ledger");
  }
}

}  // namespace libprofile::disclosure::detail
