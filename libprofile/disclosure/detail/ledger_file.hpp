// SPDX-License-Identifier: MIT
/// @file
/// The ledger's file: entries in a chain, in SQLite.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace libprofile::disclosure::detail {

/// What the first entry has in the place of the hash before it.
inline constexpr std::string_view kNoEntry = "0000000000000000000000000000000000000000000000000000000000000000";

/// One link of the chain.
struct ChainEntry {
  std::int64_t number = 0;
  std::string previous;
  std::string head;
  std::string values;
  std::string hash;
};

/// SHA-256 over number, hash before, head and values.
[[nodiscard]] std::string entry_hash(const ChainEntry& entry);

/// Makes an empty ledger, whole or not at all; one that is there already is left alone.
void make_ledger_file(const std::filesystem::path& path);

enum class Access : std::uint8_t { read, write };

/// An open ledger and one transaction over it: of reading, or of writing that ends with `commit`.
///
/// Every member throws `InputError` with file, fault and remedy.
class LedgerFile {
 public:
  /// Begins the transaction. With `Access::write` no other process can write until it ends.
  LedgerFile(const std::filesystem::path& path, Access access, double wait_s);
  /// Undoes what was not committed.
  ~LedgerFile();
  LedgerFile(const LedgerFile&) = delete;
  LedgerFile& operator=(const LedgerFile&) = delete;

  /// Calls `visit` with every entry in order, after checking number, hash before and hash.
  void read(const std::function<void(const ChainEntry&)>& visit);

  /// The values of one entry, as `read` has checked them.
  [[nodiscard]] std::string values_of(std::int64_t number);

  /// Reads every page, and has SQLite check all of its structure.
  void check_structure();

  void append(const ChainEntry& entry);
  void commit();

  /// Throws "file: entry N what: remedy".
  [[noreturn]] void fail_entry(std::int64_t number, std::string_view what) const;

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept;
  };
  struct Finalise {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalise>;

  void open(Access access);
  void begin(Access access, double wait_s);
  void require_ours();
  void require_schema();
  void run(const char* sql);
  [[nodiscard]] Statement prepare(std::string_view sql);
  /// Whether there is a row.
  [[nodiscard]] bool step(const Statement& statement);
  [[nodiscard]] std::int64_t number_of(std::string_view sql);
  /// Of the row that `step` came to; valid until the next.
  [[nodiscard]] static std::string_view text_of(const Statement& statement, int column);
  [[noreturn]] void fail(int code) const;
  [[noreturn]] void fail_damaged(const std::string& what) const;

  std::filesystem::path path_;
  Access access_;
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace libprofile::disclosure::detail
