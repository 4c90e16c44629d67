// SPDX-License-Identifier: MIT
#include "libprofile/records/pseudonymise.hpp"

#include <memory>
#include <string>
#include <vector>

#include "libprofile/core/atomic_write.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/key.hpp"
#include "libprofile/io/read_dataset.hpp"

#include "commands.hpp"

namespace libprofile::tools {
namespace {

constexpr const char* kHelp =
    "Puts tokens (HMAC-SHA-256) in the place of identifiers. The same value gets the same token in every\n"
    "column and file under one key; without the key nobody can make or undo one.\n\n"
    "  head -c 32 /dev/urandom > tokens.key && chmod 600 tokens.key\n"
    "  libprofile pseudonymise referrals.csv --columns \"NHS number,Guardian\" --key tokens.key --out tokens.csv\n\n"
    "To change the key: give tokens the new one (--renew), and identifiers both, oldest first; the tokens agree.\n\n"
    "  libprofile pseudonymise tokens.csv --columns \"NHS number,Guardian\" --renew --key new.key --out renewed.csv\n"
    "  libprofile pseudonymise later.csv --columns \"NHS number\" --previous tokens.key --key new.key --out "
    "later-t.csv\n";

struct Arguments {
  std::string file;
  std::vector<std::string> columns;
  std::string key;
  std::vector<std::string> previous;
  std::string out;
  std::string encoding = "utf-8";
  bool is_short = false;
  bool renews = false;
  bool replaces = false;
};

/// A field as RFC 4180 writes it.
void append_field(std::string& out, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out.append(text);
    return;
  }
  out += '"';
  for (const char c : text) {
    out.append(c == '"' ? 2 : 1, c);
  }
  out += '"';
}

std::string to_csv(const records::ColumnTable& table) {
  std::string out;
  std::vector<records::TextColumn> columns;
  for (const records::ColumnTable::Entry& entry : table.columns()) {
    out += columns.empty() ? "" : ",";
    append_field(out, entry.name);
    columns.push_back(records::to_text(entry.column));
  }
  out += '\n';
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      out += c == 0 ? "" : ",";
      if (columns[c].codes[row] != records::kAbsent) {
        append_field(out, columns[c].dictionary[static_cast<std::size_t>(columns[c].codes[row])]);
      }
    }
    out += '\n';
  }
  return out;
}

records::TokenKeys keys_of(const Arguments& arguments) {
  records::TokenKeys keys{core::Key::from_file(arguments.key)};
  for (const std::string& file : arguments.previous) {
    keys.previous.push_back(core::Key::from_file(file));
  }
  return keys;
}

Outcome pseudonymise_command(const Arguments& arguments) {
  const records::TokenKeys keys = keys_of(arguments);
  io::ReadOptions options;
  options.encoding = arguments.encoding == "latin-1" ? io::Encoding::latin_1 : io::Encoding::utf_8;
  const io::Dataset dataset = io::read_dataset({arguments.file}, options);
  const auto length = arguments.is_short ? records::TokenLength::digits_32 : records::TokenLength::digits_64;
  const records::ColumnTable table = arguments.renews
                                         ? records::renew_tokens(dataset.table, arguments.columns, keys.key)
                                         : records::pseudonymise(dataset.table, arguments.columns, keys, length);
  core::WriteOptions write;
  write.if_present = arguments.replaces ? core::IfPresent::replace : core::IfPresent::refuse;
  write.readers = core::Readers::owner;
  core::write_file_atomically(arguments.out, to_csv(table), write);
  Outcome outcome;
  outcome.text = arguments.out + "\n";
  outcome.json = {{"file", arguments.out}, {"rows", table.rows()}, {"key", keys.key.fingerprint()}};
  for (const core::Key& key : keys.previous) {
    outcome.json["previous"].push_back(key.fingerprint());
  }
  return outcome;
}

}  // namespace

void add_pseudonymise(CLI::App& app, Command& command) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* sub = app.add_subcommand("pseudonymise", kHelp);
  sub->add_option("file", arguments->file, "CSV, or another table; outlines and points are left out")->required();
  sub->add_option("--columns", arguments->columns, "Columns to replace, with commas between them")
      ->required()
      ->delimiter(',')
      ->type_name("A,B");
  sub->add_option("--key", arguments->key, "File of at least 32 bytes that only its owner may read")
      ->required()
      ->type_name("KEYFILE");
  sub->add_option("--out", arguments->out, "CSV to write; only its owner may read it")->required()->type_name("FILE");
  sub->add_option("--encoding", arguments->encoding, "Of the file that is read: utf-8 or latin-1")
      ->capture_default_str()
      ->check(CLI::IsMember({"utf-8", "latin-1"}));
  CLI::Option* previous = sub->add_option("--previous", arguments->previous,
                                          "Key that was in use before; several times, oldest first, for several")
                              ->type_name("KEYFILE");
  CLI::Option* is_short = sub->add_flag("--short", arguments->is_short, "Tokens of 32 digits instead of 64");
  sub->add_flag("--renew", arguments->renews, "The columns hold tokens: give them the new key")
      ->excludes(previous)
      ->excludes(is_short);
  sub->add_flag("--replace", arguments->replaces, "Replace a file that is there");
  sub->callback([arguments, &command] {
    command = [arguments](const Settings& /*settings*/) { return pseudonymise_command(*arguments); };
  });
}

}  // namespace libprofile::tools
