// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/csv_reader.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include <cpl_vsi.h>

#include "libprofile/core/error.hpp"
#include "libprofile/io/detail/csv_records.hpp"
#include "libprofile/io/detail/gdal_session.hpp"
#include "libprofile/io/detail/utf8.hpp"

namespace libprofile::io::detail {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{256} << 10U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16Little = "\xFF\xFE";
constexpr std::string_view kUtf16Big = "\xFE\xFF";

bool is_gzipped(const std::string& path) {
  return path.ends_with(".gz") || path.ends_with(".GZ");
}

std::size_t count_lines(std::string_view text) {
  const auto feeds = std::count(text.begin(), text.end(), '\n');
  return static_cast<std::size_t>(feeds > 0 ? feeds : std::count(text.begin(), text.end(), '\r'));
}

std::string delimiter_name(char delimiter) {
  switch (delimiter) {
    case ';':
      return "semicolons";
    case '\t':
      return "tabs";
    case '|':
      return "bars";
    default:
      return "commas";
  }
}

/// What the delimiter is guessed from: the first line that is not empty, also where the header goes on behind it.
std::string_view first_line(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of("\r\n"), text.size());
  return text.substr(begin, text.find_first_of("\r\n", begin) - begin);
}

std::string at(const std::string& path, std::size_t row, std::size_t line) {
  return path + ", row " + std::to_string(row) + " (line " + std::to_string(line) + ")";
}

}  // namespace

struct CsvReader::File {
  explicit File(const std::string& path) {
    const ErrorCapture capture;
    handle = VSIFOpenL((is_gzipped(path) ? "/vsigzip/" + path : path).c_str(), "rb");
    if (handle == nullptr) {
      throw InputError(
          path + (is_gzipped(path) ? ": is not a gzip file; compress it again, or rename it" : ": cannot be opened"));
    }
  }
  ~File() {
    const ErrorCapture capture;
    VSIFCloseL(handle);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  VSILFILE* handle;
};

CsvReader::CsvReader(const std::string& path, Encoding encoding) : path_(path), encoding_(encoding) {
  start_gdal();
  file_ = std::make_unique<File>(path);
  read_header();
}

CsvReader::~CsvReader() = default;

/// Reads until the buffer holds so many bytes, or the file ends.
void CsvReader::fill(std::size_t bytes) {
  const ErrorCapture capture;
  while (buffer_.size() < bytes && !is_at_end_) {
    const std::size_t before = buffer_.size();
    buffer_.resize(before + kBlockBytes);
    const std::size_t got = VSIFReadL(buffer_.data() + before, 1, kBlockBytes, file_->handle);
    buffer_.resize(before + got);
    is_at_end_ = got == 0;
  }
  if (capture.failed()) {
    throw InputError(path_ + (is_gzipped(path_) ? ": the compressed data is damaged or cut short; copy the file again"
                                                : ": cannot be read to its end; copy the file again"));
  }
}

void CsvReader::read_header() {
  fill(kBlockBytes);
  if (buffer_.starts_with(kUtf16Little) || buffer_.starts_with(kUtf16Big)) {
    throw InputError(path_ + ": is UTF-16; save it as \"CSV UTF-8\"");
  }
  if (buffer_.starts_with(kByteOrderMark)) {
    buffer_.erase(0, kByteOrderMark.size());
  }
  std::optional<FirstRecord> first;
  while (!(first = find_first_record(buffer_, detect_delimiter(first_line(buffer_)),
                                     is_at_end_ ? Continues::at_end : Continues::more_follows))) {
    if (is_at_end_ && buffer_.find_first_not_of("\r\n") == std::string::npos) {
      throw InputError(path_ + ": is empty");
    }
    if (is_at_end_ || buffer_.size() > kLongestRecord) {
      fail_unclosed();
    }
    fill(buffer_.size() + kBlockBytes);
  }
  const std::string_view line = std::string_view(buffer_).substr(first->begin, first->end - first->begin);
  check_text(line);
  delimiter_ = detect_delimiter(first_line(buffer_));
  header_ = split_record(encoding_ == Encoding::latin_1 ? utf8_from_latin_1(line) : std::string(line), delimiter_);
  name_fields();
  lines_ = count_lines(std::string_view(buffer_).substr(0, first->next));
  buffer_.erase(0, first->next);
}

/// Gives columns without a name one; refuses two of one name.
void CsvReader::name_fields() {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (header_[i].empty()) {
      header_[i] = "column " + std::to_string(i + 1);
    }
    if (!seen.insert(header_[i]).second) {
      throw InputError(path_ + ", header: names the column '" + header_[i] + "' twice; rename one of them");
    }
  }
}

std::optional<CsvPiece> CsvReader::next() {
  fill(kPieceBytes);
  CsvRecords found;
  while (true) {
    found = find_records(buffer_, delimiter_, header_.size(), is_at_end_ ? Continues::at_end : Continues::more_follows);
    if (found.bytes > 0 || found.uneven || (is_at_end_ && buffer_.empty())) {
      break;
    }
    if (is_at_end_ || buffer_.size() > kLongestRecord) {
      fail_unclosed();
    }
    fill(buffer_.size() + kBlockBytes);
  }
  const std::string_view text = std::string_view(buffer_).substr(0, found.bytes);
  check_text(found.uneven ? std::string_view(buffer_) : text);
  if (found.uneven) {
    fail_uneven(*found.uneven);
  }
  if (text.empty()) {
    return std::nullopt;
  }
  records_ += found.records;
  lines_ += count_lines(text);
  CsvPiece piece{encoding_ == Encoding::latin_1 ? utf8_from_latin_1(text) : std::string(text), found.records};
  buffer_.erase(0, found.bytes);
  return piece;
}

void CsvReader::check_text(std::string_view text) const {
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) {
    throw InputError(path_ + ", line " + std::to_string(lines_ + count_lines(text.substr(0, nul)) + 1) +
                     ": holds a NUL byte, which text never does; export it again as CSV in UTF-8");
  }
  if (encoding_ == Encoding::latin_1) {
    return;
  }
  const std::size_t invalid = find_invalid_utf8(text);
  if (invalid != std::string_view::npos) {
    const std::string_view before = text.substr(0, invalid);
    const std::size_t start = before.find_last_of("\r\n");
    const std::size_t column = start == std::string_view::npos ? invalid : invalid - start - 1;
    throw InputError(path_ + ", line " + std::to_string(lines_ + count_lines(before) + 1) + ", byte " +
                     std::to_string(column + 1) +
                     ": is not UTF-8; save it as \"CSV UTF-8\", or type encoding = \"latin-1\"");
  }
}

void CsvReader::fail_uneven(const UnevenRecord& uneven) const {
  const std::size_t line = lines_ + count_lines(std::string_view(buffer_).substr(0, uneven.offset)) + 1;
  throw InputError(at(path_, records_ + uneven.record + 1, line) + ": has " + std::to_string(uneven.fields) +
                   " fields where the header has " + std::to_string(header_.size()) + ", separated by " +
                   delimiter_name(delimiter_) + "; put quotation marks around fields that hold one");
}

void CsvReader::fail_unclosed() const {
  throw InputError(at(path_, records_ + 1, lines_ + 1) + ": opens a quotation mark that is never closed");
}

}  // namespace libprofile::io::detail
