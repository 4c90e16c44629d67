// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstring>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/records/detail/arrow_reader.hpp"

namespace libprofile::records::detail {
namespace {

// Where the bytes of row i of an offset-coded array lie.
template <class Offset>
class OffsetBytes {
 public:
  OffsetBytes(const Slice& rows, const std::string& label) : label_(label) {
    if (rows.count > 0) {
      offsets_ = rows.values<Offset>(1, label);
      bytes_ = static_cast<const char*>(rows.array->buffers[2]);
    }
  }

  static constexpr std::int64_t kBuffers = 3;

  [[nodiscard]] std::string_view operator[](std::size_t row) const {
    const Offset begin = offsets_[row];
    const Offset end = offsets_[row + 1];
    if (begin < 0 || end < begin || (end > begin && bytes_ == nullptr)) {
      fail_interface(label_, "offsets do not ascend");
    }
    return end == begin ? std::string_view{} : std::string_view(bytes_ + begin, static_cast<std::size_t>(end - begin));
  }

 private:
  const std::string& label_;
  const Offset* offsets_ = nullptr;
  const char* bytes_ = nullptr;
};

// The same for an array of views: 16 bytes a row, which hold a short value or say in which buffer a long one lies.
class ViewBytes {
 public:
  ViewBytes(const Slice& rows, const std::string& label) : label_(label), array_(rows.array) {
    if (rows.count > 0) {
      views_ = static_cast<const View*>(rows.checked_buffer(1, label)) + rows.first;
      long_buffers_ = array_->n_buffers - kBuffers;
      sizes_ = static_cast<const std::int64_t*>(array_->buffers[array_->n_buffers - 1]);
    }
  }

  // Validity, views and the lengths of the buffers between them.
  static constexpr std::int64_t kBuffers = 3;

  [[nodiscard]] std::string_view operator[](std::size_t row) const {
    constexpr std::int32_t kLongestInline = 12;
    const View& view = views_[row];
    if (view.length < 0) {
      fail_interface(label_, "a text has a negative length");
    }
    if (view.length <= kLongestInline) {
      return {reinterpret_cast<const char*>(&view) + sizeof view.length, static_cast<std::size_t>(view.length)};
    }
    const char* bytes = nullptr;
    if (view.buffer >= 0 && view.buffer < long_buffers_ && sizes_ != nullptr && view.offset >= 0 &&
        std::int64_t{view.offset} + view.length <= sizes_[view.buffer]) {
      bytes = static_cast<const char*>(array_->buffers[2 + view.buffer]);
    }
    if (bytes == nullptr) {
      fail_interface(label_, "a text lies outside its buffer");
    }
    return {bytes + view.offset, static_cast<std::size_t>(view.length)};
  }

 private:
  struct View {
    std::int32_t length;
    char prefix[4];
    std::int32_t buffer;
    std::int32_t offset;
  };

  const std::string& label_;
  const ArrowArray* array_;
  const View* views_ = nullptr;
  std::int64_t long_buffers_ = 0;
  const std::int64_t* sizes_ = nullptr;
};

template <class Access>
class TextReader final : public ColumnReader {
 public:
  explicit TextReader(std::string label) : label_(std::move(label)) {}

  void append(const ArrowArray* array, std::size_t begin, std::size_t count, Bits parent) override {
    const Slice rows = slice(array, begin, count, parent, Access::kBuffers, label_);
    const Access texts(rows, label_);
    std::int32_t* out = extended(codes_, count);
    const bool has_nulls = rows.has_nulls();
    present_.clear();
    for (std::size_t i = 0; i < count; ++i) {
      const std::string_view text = has_nulls && rows.is_null(i) ? std::string_view{} : texts[i];
      if (!text.empty()) {
        present_.push_back(text);
      }
      out[i] = text.empty() ? kAbsent : 0;
    }
    present_codes_.resize(present_.size());
    builder_.codes(present_, present_codes_);
    if (present_.size() == count) {
      std::copy(present_codes_.begin(), present_codes_.end(), out);
      return;
    }
    for (std::size_t i = 0, next = 0; i < count; ++i) {
      if (out[i] != kAbsent) {
        out[i] = present_codes_[next++];
      }
    }
  }

  Column finish() override {
    TextColumn column{std::move(codes_), builder_.take()};
    for (std::size_t code = 0; code < column.dictionary.size(); ++code) {
      if (!is_utf8(column.dictionary[code])) {
        throw InputError(label_ + ": a value is not UTF-8: save the file in that encoding");
      }
    }
    return column;
  }

 private:
  std::string label_;
  std::vector<std::int32_t> codes_;
  DictionaryBuilder builder_;
  // Of the batch at hand: texts that are not empty, and their codes.
  std::vector<std::string_view> present_;
  std::vector<std::int32_t> present_codes_;
};

template <class Access>
class BytesReader final : public ColumnReader {
 public:
  explicit BytesReader(std::string label) : label_(std::move(label)) {}

  void append(const ArrowArray* array, std::size_t begin, std::size_t count, Bits parent) override {
    const Slice rows = slice(array, begin, count, parent, Access::kBuffers, label_);
    const Access values(rows, label_);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string_view value = rows.is_null(i) ? std::string_view{} : values[i];
      column_.bytes.insert(column_.bytes.end(), value.begin(), value.end());
      column_.ends.push_back(column_.bytes.size());
    }
  }

  Column finish() override { return std::move(column_); }

 private:
  std::string label_;
  BytesColumn column_;
};

// Indices into a dictionary that every batch may bring anew.
class DictionaryReader final : public ColumnReader {
 public:
  DictionaryReader(const ArrowSchema& schema, std::string label)
      : label_(std::move(label)), values_(schema.dictionary), indices_(schema.format) {
    static_cast<void>(make_reader(*values_, label_));
    if (make_fixed_reader(indices_, label_) == nullptr || std::string_view("cCsSiIlL").find(indices_) == npos) {
      fail_interface(label_, "a dictionary's indices are not whole numbers");
    }
  }

  void append(const ArrowArray* array, std::size_t begin, std::size_t count, Bits parent) override {
    const auto reader = make_fixed_reader(indices_, label_);
    reader->append(array, begin, count, parent);
    const auto indices = std::get<IntegerColumn>(reader->finish());
    const std::vector<std::int32_t> codes = codes_of(array->dictionary);
    for (const std::int64_t index : indices.values) {
      if (index != kNoInteger && (index < 0 || static_cast<std::size_t>(index) >= codes.size())) {
        fail_interface(label_, "an index is outside its dictionary");
      }
      codes_.push_back(index == kNoInteger ? kAbsent : codes[static_cast<std::size_t>(index)]);
    }
  }

  Column finish() override { return TextColumn{std::move(codes_), builder_.take()}; }

 private:
  static constexpr std::size_t npos = std::string_view::npos;

  std::vector<std::int32_t> codes_of(const ArrowArray* dictionary) {
    if (dictionary == nullptr || dictionary->length < 0) {
      fail_interface(label_, "a dictionary is missing");
    }
    const auto reader = make_reader(*values_, label_);
    reader->append(dictionary, 0, static_cast<std::size_t>(dictionary->length), {});
    const TextColumn texts = to_text(reader->finish());
    std::vector<std::int32_t> codes(texts.codes.size(), kAbsent);
    for (std::size_t i = 0; i < codes.size(); ++i) {
      if (texts.codes[i] != kAbsent) {
        codes[i] = builder_.code(texts.dictionary[static_cast<std::size_t>(texts.codes[i])]);
      }
    }
    return codes;
  }

  std::string label_;
  const ArrowSchema* values_;
  std::string indices_;
  std::vector<std::int32_t> codes_;
  DictionaryBuilder builder_;
};

}  // namespace

std::unique_ptr<ColumnReader> make_text_reader(std::string_view format, const std::string& label) {
  if (format == "u") {
    return std::make_unique<TextReader<OffsetBytes<std::int32_t>>>(label);
  }
  if (format == "U") {
    return std::make_unique<TextReader<OffsetBytes<std::int64_t>>>(label);
  }
  if (format == "vu") {
    return std::make_unique<TextReader<ViewBytes>>(label);
  }
  if (format == "z") {
    return std::make_unique<BytesReader<OffsetBytes<std::int32_t>>>(label);
  }
  if (format == "Z") {
    return std::make_unique<BytesReader<OffsetBytes<std::int64_t>>>(label);
  }
  if (format == "vz") {
    return std::make_unique<BytesReader<ViewBytes>>(label);
  }
  return nullptr;
}

std::unique_ptr<ColumnReader> make_dictionary_reader(const ArrowSchema& schema, const std::string& label) {
  return std::make_unique<DictionaryReader>(schema, label);
}

}  // namespace libprofile::records::detail
