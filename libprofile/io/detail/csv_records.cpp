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

/// Joins lines until the quotation marks so far are even. Nothing where the text ends before.
struct Joined {
  Line line;
  bool has_quotes;
};
std::optional<Joined> next_record(Lines& lines, std::string_view text) {
  std::optional<Line> line = lines.next();
  if (!line) {
    return std::nullopt;
  }
  Line record = *line;
  std::size_t quotes = count(text.substr(record.begin, record.end - record.begin), kQuote);
  while (quotes % 2 == 1) {
    line = lines.next();
    if (!line) {
      return std::nullopt;
    }
    quotes += count(text.substr(line->begin, line->end - line->begin), kQuote);
    record.end = line->end;
    record.next = line->next;
  }
  return Joined{record, quotes > 0};
}

/// Calls `field(text)` for every field of a record, quotation marks resolved.
template <class Field>
void each_field(std::string_view record, char delimiter, Field&& field) {
  std::string text;
  bool is_quoted = false;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const char c = record[i];
    if (!is_quoted && c == delimiter) {
      field(text);
      text.clear();
    } else if (c != kQuote || (!is_quoted && !text.empty())) {
      text.push_back(c);
    } else if (!is_quoted) {
      is_quoted = true;
    } else if (i + 1 < record.size() && record[i + 1] == kQuote) {
      text.push_back(kQuote);
      ++i;
    } else {
      is_quoted = false;
    }
  }
  field(text);
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
  while (const std::optional<Joined> record = next_record(lines, text)) {
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

std::optional<FirstRecord> find_first_record(std::string_view text, Continues continues) {
  Lines lines(text, continues);
  while (const std::optional<Joined> record = next_record(lines, text)) {
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

std::string with_commas(std::string_view text, char delimiter) {
  std::string result;
  result.reserve(text.size() + text.size() / 2);
  Lines lines(text, Continues::at_end);
  while (const std::optional<Joined> record = next_record(lines, text)) {
    const Line& line = record->line;
    if (line.end == line.begin) {
      continue;
    }
    each_field(text.substr(line.begin, line.end - line.begin), delimiter, [&](const std::string& field) {
      result += kQuote;
      for (const char c : field) {
        result.append(c == kQuote ? 2 : 1, c);
      }
      result.append("\",");
    });
    result += '\n';
  }
  return result;
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
