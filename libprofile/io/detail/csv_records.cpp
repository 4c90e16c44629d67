// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/csv_records.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace libprofile::io::detail {
namespace {

constexpr char kQuote = '"';

struct Line {
  std::size_t begin;
  std::size_t end;
  std::size_t next;
};

/// Walks the lines of a text. Remembers the next LF, so that a text of CRs alone is not searched again for each line.
class Lines {
 public:
  Lines(std::string_view text, Continues continues) : text_(text), is_whole_(continues == Continues::at_end) {}

  /// The next complete line, or nothing.
  std::optional<Line> next() {
    if (at_ >= text_.size()) {
      return std::nullopt;
    }
    const std::size_t feed = next_feed();
    const std::size_t stop = std::min(feed, text_.size());
    const void* found = std::memchr(text_.data() + at_, '\r', stop - at_);
    const std::size_t end =
        found == nullptr ? stop : static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
    // A CR as the last byte may be half of a CRLF; a text without line end may go on.
    if (!is_whole_ && (end >= text_.size() || (text_[end] == '\r' && end + 1 == text_.size()))) {
      return std::nullopt;
    }
    std::size_t next = std::min(end + 1, text_.size());
    if (end < text_.size() && text_[end] == '\r' && next < text_.size() && text_[next] == '\n') {
      ++next;
    }
    const Line line{at_, end, next};
    at_ = next;
    return line;
  }

 private:
  std::size_t next_feed() {
    if (feed_ == kUnknown || feed_ < at_) {
      feed_ = text_.find('\n', at_);
      feed_ = feed_ == std::string_view::npos ? text_.size() : feed_;
    }
    return feed_;
  }

  static constexpr std::size_t kUnknown = std::string_view::npos;
  std::string_view text_;
  bool is_whole_;
  std::size_t at_ = 0;
  std::size_t feed_ = kUnknown;
};

std::size_t count(std::string_view text, char c) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

/// Follows quotation marks through a record, line by line.
class QuoteState {
 public:
  explicit QuoteState(char delimiter) : delimiter_(delimiter) {}

  void add_line(std::string_view line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (is_open_) {
        const bool is_doubled = c == kQuote && i + 1 < line.size() && line[i + 1] == kQuote;
        i += is_doubled ? 1 : 0;
        is_open_ = c != kQuote || is_doubled;
      } else if (c == delimiter_) {
        is_at_start_ = true;
        continue;
      } else if (c == kQuote) {
        is_open_ = is_at_start_;
      }
      is_at_start_ = false;
    }
  }

  [[nodiscard]] bool is_open() const { return is_open_; }

 private:
  char delimiter_;
  bool is_open_ = false;
  bool is_at_start_ = true;
};

/// A record over one or more lines.
struct Joined {
  Line line;
  bool has_quotes = false;
};

/// Joins lines until no quotation mark is open. Nothing where the text ends before.
std::optional<Joined> next_record(Lines& lines, std::string_view text, char delimiter) {
  std::optional<Line> line = lines.next();
  if (!line) {
    return std::nullopt;
  }
  Joined record{*line};
  if (text.substr(line->begin, line->end - line->begin).find(kQuote) == std::string_view::npos) {
    return record;
  }
  record.has_quotes = true;
  QuoteState state(delimiter);
  state.add_line(text.substr(line->begin, line->end - line->begin));
  while (state.is_open()) {
    line = lines.next();
    if (!line) {
      return std::nullopt;
    }
    state.add_line(text.substr(line->begin, line->end - line->begin));
    record.line.end = line->end;
    record.line.next = line->next;
  }
  return record;
}

/// Calls `field(text)` for every field of a record, quotation marks resolved.
template <class Field>
void each_field(std::string_view record, char delimiter, Field&& field) {
  std::string text;
  bool is_open = false;
  bool is_at_start = true;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const char c = record[i];
    if (!is_open && c == delimiter) {
      field(text);
      text.clear();
      is_at_start = true;
      continue;
    }
    if (is_open && c == kQuote && i + 1 < record.size() && record[i + 1] == kQuote) {
      text.push_back(kQuote);
      ++i;
    } else if (is_open && c == kQuote) {
      is_open = false;
    } else if (c == kQuote && is_at_start) {
      is_open = true;
    } else {
      text.push_back(c);
    }
    is_at_start = false;
  }
  field(text);
}

void append_value(std::string_view value, TextValues& column) {
  column.bytes.append(value);
  column.ends.push_back(static_cast<std::int32_t>(column.bytes.size()));
}

void append_quoted(std::string_view record, char delimiter, std::span<const std::size_t> wanted,
                   std::vector<TextValues>& columns) {
  std::size_t field = 0;
  std::size_t next = 0;
  each_field(record, delimiter, [&](const std::string& value) {
    if (next < wanted.size() && wanted[next] == field++) {
      append_value(value, columns[next++]);
    }
  });
}

/// The same where no quotation mark stands in the record: fields that are not wanted are only skipped.
void append_plain(std::string_view record, char delimiter, std::span<const std::size_t> wanted,
                  std::vector<TextValues>& columns) {
  std::size_t field = 0;
  std::size_t begin = 0;
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    for (; field < wanted[k]; ++field) {
      begin = record.find(delimiter, begin) + 1;
    }
    const std::size_t end = std::min(record.find(delimiter, begin), record.size());
    append_value(record.substr(begin, end - begin), columns[k]);
  }
}

std::size_t count_fields(std::string_view record, char delimiter, bool has_quotes) {
  if (!has_quotes) {
    return count(record, delimiter) + 1;
  }
  std::size_t fields = 0;
  each_field(record, delimiter, [&](const std::string&) { ++fields; });
  return fields;
}

}  // namespace

CsvRecords find_records(std::string_view text, char delimiter, std::size_t fields, Continues continues) {
  CsvRecords result;
  Lines lines(text, continues);
  while (const std::optional<Joined> record = next_record(lines, text, delimiter)) {
    const Line& line = record->line;
    if (line.end > line.begin) {
      const std::size_t found =
          count_fields(text.substr(line.begin, line.end - line.begin), delimiter, record->has_quotes);
      if (found != fields) {
        result.uneven = UnevenRecord{result.records, found, line.begin};
        return result;
      }
      ++result.records;
    }
    result.bytes = line.next;
  }
  return result;
}

std::optional<FirstRecord> find_first_record(std::string_view text, char delimiter, Continues continues) {
  Lines lines(text, continues);
  while (const std::optional<Joined> record = next_record(lines, text, delimiter)) {
    if (record->line.end > record->line.begin) {
      return FirstRecord{record->line.begin, record->line.end, record->line.next};
    }
  }
  return std::nullopt;
}

std::vector<std::string> split_record(std::string_view record, char delimiter) {
  std::vector<std::string> fields;
  each_field(record, delimiter, [&](const std::string& text) { fields.push_back(text); });
  return fields;
}

std::vector<TextValues> wanted_fields(std::string_view text, char delimiter, std::span<const std::size_t> wanted) {
  std::vector<TextValues> columns(wanted.size());
  Lines lines(text, Continues::at_end);
  while (const std::optional<Joined> record = next_record(lines, text, delimiter)) {
    const Line& line = record->line;
    if (line.end > line.begin) {
      const std::string_view fields = text.substr(line.begin, line.end - line.begin);
      if (record->has_quotes) {
        append_quoted(fields, delimiter, wanted, columns);
      } else {
        append_plain(fields, delimiter, wanted, columns);
      }
    }
  }
  return columns;
}

char detect_delimiter(std::string_view header) {
  constexpr std::array kDelimiters{',', ';', '\t', '|'};
  std::array<std::size_t, kDelimiters.size()> counts{};
  bool is_quoted = false;
  for (const char c : header) {
    is_quoted = is_quoted != (c == kQuote);
    for (std::size_t k = 0; k < kDelimiters.size() && !is_quoted; ++k) {
      counts[k] += c == kDelimiters[k] ? 1 : 0;
    }
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return kDelimiters[static_cast<std::size_t>(most - counts.begin())];
}

}  // namespace libprofile::io::detail
