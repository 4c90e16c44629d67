// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/csv_stream.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/io/detail/csv_records.hpp"
#include "libprofile/io/detail/text_schema.hpp"
#include "libprofile/records/suggest.hpp"

namespace libprofile::io::detail {
namespace {

/// Pieces read before they are parsed side by side: bounds the memory of a large file.
constexpr std::size_t kPiecesAtOnce = 8;

std::vector<std::size_t> find_columns(const std::vector<std::string>& header, const std::vector<std::string>& columns,
                                      const std::string& path) {
  std::vector<std::size_t> wanted;
  for (const std::string& column : columns) {
    const auto found = std::find(header.begin(), header.end(), column);
    if (found == header.end()) {
      throw InputError(path + ": has no column '" + column + "'; " + records::near_columns(column, header) +
                       (header.size() == 1 ? "; is the delimiter another than comma, semicolon, tab or bar?" : ""));
    }
    wanted.push_back(static_cast<std::size_t>(found - header.begin()));
  }
  for (std::size_t i = 0; columns.empty() && i < header.size(); ++i) {
    wanted.push_back(i);
  }
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  return wanted;
}

}  // namespace

/// What the C interface calls. No exception leaves them.
struct CsvStream::Callbacks {
  static CsvStream& self(ArrowArrayStream* stream) { return *static_cast<CsvStream*>(stream->private_data); }

  static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    try {
      *out = make_text_schema(self(stream).names_);
      return 0;
    } catch (...) {
      return ENOMEM;
    }
  }

  static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    CsvStream& csv = self(stream);
    try {
      if (csv.next_ready_ == csv.ready_.size()) {
        csv.refill();
      }
      *out = ArrowArray{};
      if (csv.next_ready_ < csv.ready_.size()) {
        *out = make_text_array(std::move(csv.ready_[csv.next_ready_++]));
      }
      return 0;
    } catch (const std::exception& error) {
      csv.failure_ = std::current_exception();
      csv.failure_text_ = error.what();
      return EIO;
    }
  }

  static const char* get_last_error(ArrowArrayStream* stream) {
    return self(stream).failure_ ? self(stream).failure_text_.c_str() : nullptr;
  }

  static void release(ArrowArrayStream* stream) { stream->release = nullptr; }
};

CsvStream::CsvStream(const std::string& path, const std::vector<std::string>& columns, Encoding encoding)
    : reader_(path, encoding), wanted_(find_columns(reader_.header(), columns, path)) {
  for (const std::size_t column : wanted_) {
    names_.push_back(reader_.header()[column]);
  }
}

ArrowArrayStream CsvStream::stream() {
  ArrowArrayStream stream{};
  stream.get_schema = Callbacks::get_schema;
  stream.get_next = Callbacks::get_next;
  stream.get_last_error = Callbacks::get_last_error;
  stream.release = Callbacks::release;
  stream.private_data = this;
  return stream;
}

void CsvStream::rethrow() const {
  if (failure_) {
    std::rethrow_exception(failure_);
  }
}

void CsvStream::refill() {
  ready_.clear();
  next_ready_ = 0;
  std::vector<CsvPiece> pieces;
  while (pieces.size() < kPiecesAtOnce && !is_at_end_) {
    std::optional<CsvPiece> piece = reader_.next();
    is_at_end_ = !piece.has_value();
    if (piece && piece->records > 0) {
      pieces.push_back(std::move(*piece));
    }
  }
  ready_.resize(pieces.size());
  core::parallel_for(
      pieces.size(), [&](std::size_t i) { ready_[i] = wanted_fields(pieces[i].text, reader_.delimiter(), wanted_); },
      1);
}

}  // namespace libprofile::io::detail
