// SPDX-License-Identifier: MIT
#include <memory>
#include <new>
#include <string>

#include <sqlite3.h>

#include "libprofile/core/atomic_write.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/detail/ledger_file.hpp"
#include "libprofile/disclosure/detail/ledger_schema.hpp"

namespace libprofile::disclosure::detail {
namespace {

/// The bytes of an empty ledger's file.
std::string empty_ledger() {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2("file:ledger?vfs=memdb", &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(handle, sqlite3_close);
  const std::string sql = "PRAGMA application_id = " + std::to_string(kApplicationId) +
                          "; PRAGMA user_version = " + std::to_string(kLedgerVersion) + ";" + kSchema;
  if (code != SQLITE_OK || sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw std::bad_alloc();
  }
  sqlite3_int64 size = 0;
  const unsigned char* const data = sqlite3_serialize(handle, "main", &size, SQLITE_SERIALIZE_NOCOPY);
  if (data == nullptr) {
    throw std::bad_alloc();
  }
  std::string bytes(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size));
  // The version of the format for writing and reading: 2 is WAL.
  bytes[18] = 2;
  bytes[19] = 2;
  return bytes;
}

}  // namespace

void make_ledger_file(const std::filesystem::path& path) {
  if (std::filesystem::exists(path)) {
    return;
  }
  try {
    core::write_file_atomically(path, empty_ledger());
  } catch (const InputError&) {
    // Another process may have made it meanwhile.
    if (!std::filesystem::exists(path)) {
      throw;
    }
  }
}

}  // namespace libprofile::disclosure::detail
