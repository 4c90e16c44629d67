// SPDX-License-Identifier: MIT
#include "libprofile/records/import_arrow.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/records/detail/arrow_reader.hpp"
#include "libprofile/records/suggest.hpp"

namespace libprofile::records {
namespace {

// Below this, handing columns to other threads costs more than it saves.
constexpr std::size_t kFewRows = 4096;
constexpr std::size_t kMostRows = std::numeric_limits<std::int32_t>::max();

// Releases what a producer handed over, once, whatever happens.
template <class Handed>
class Owner {
 public:
  explicit Owner(Handed& handed) : handed_(handed) {}
  ~Owner() {
    if (handed_.release != nullptr) {
      handed_.release(&handed_);
    }
  }
  Owner(const Owner&) = delete;
  Owner& operator=(const Owner&) = delete;

 private:
  Handed& handed_;
};

void require_success(int status, ArrowArrayStream& stream, std::string_view context) {
  if (status == 0) {
    return;
  }
  const char* reason = stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
  throw InputError(std::string(context) + ": cannot be read: " +
                   (reason == nullptr ? "error " + std::to_string(status) : std::string(reason)));
}

std::vector<std::string> column_names(const ArrowSchema& schema, const std::string& context) {
  if (schema.release == nullptr || schema.format == nullptr || std::string_view(schema.format) != "+s") {
    throw InputError(context + ": the stream is not of tables (struct arrays)");
  }
  std::vector<std::string> names;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    if (schema.children == nullptr || schema.children[i] == nullptr || schema.children[i]->format == nullptr) {
      detail::fail_interface(context, "a column has no type");
    }
    names.emplace_back(schema.children[i]->name == nullptr ? "" : schema.children[i]->name);
  }
  return names;
}

struct Kept {
  std::size_t child;
  std::string name;
  std::unique_ptr<detail::ColumnReader> reader;
};

std::size_t position(const std::string& wanted, std::span<const std::string> names, const std::string& context) {
  const auto found = std::find(names.begin(), names.end(), wanted);
  if (found == names.end()) {
    throw InputError(context + ": no column '" + wanted + "': " + near_columns(wanted, names));
  }
  if (std::find(std::next(found), names.end(), wanted) != names.end()) {
    throw InputError(context + ": two columns are named '" + wanted + "': rename one");
  }
  return static_cast<std::size_t>(found - names.begin());
}

std::vector<Kept> readers_for(const ArrowSchema& schema, std::span<const std::string> wanted,
                              std::span<const std::string> names, const std::string& context) {
  std::vector<Kept> kept;
  for (const std::string& name : wanted) {
    const std::size_t child = position(name, names, context);
    const std::string label = context + ": column '" + name + "'";
    kept.push_back({child, name, detail::make_reader(*schema.children[child], label)});
  }
  return kept;
}

// Appends one batch and gives its rows.
std::size_t append_batch(const ArrowArray& batch, std::vector<Kept>& kept, std::size_t columns,
                         const std::string& context) {
  if (batch.length < 0 || batch.offset < 0 || batch.n_children < 0 ||
      static_cast<std::size_t>(batch.n_children) != columns || (columns > 0 && batch.children == nullptr)) {
    detail::fail_interface(context, "a batch does not fit its schema");
  }
  const auto rows = static_cast<std::size_t>(batch.length);
  const auto begin = static_cast<std::size_t>(batch.offset);
  if (rows > kMostRows || begin > kMostRows) {
    throw InputError(context + ": more than " + std::to_string(kMostRows) + " rows: split the file");
  }
  const bool may_have_nulls = batch.null_count != 0 && batch.n_buffers >= 1 && batch.buffers != nullptr;
  const detail::Bits exists = may_have_nulls ? detail::Bits(batch.buffers[0], begin) : detail::Bits{};
  const auto append = [&](Kept& column) { column.reader->append(batch.children[column.child], begin, rows, exists); };
  if (rows < kFewRows) {
    std::for_each(kept.begin(), kept.end(), append);
  } else {
    core::parallel_for(
        kept.size(), [&](std::size_t i) { append(kept[i]); }, 1);
  }
  return rows;
}

std::size_t append_all(ArrowArrayStream& stream, std::vector<Kept>& kept, std::size_t columns,
                       const std::string& context) {
  std::size_t rows = 0;
  while (true) {
    ArrowArray batch{};
    const int status = stream.get_next(&stream, &batch);
    const Owner batch_owner(batch);
    require_success(status, stream, context);
    if (batch.release == nullptr) {
      return rows;
    }
    rows += append_batch(batch, kept, columns, context);
    if (rows > kMostRows) {
      throw InputError(context + ": more than " + std::to_string(kMostRows) + " rows: split the file");
    }
  }
}

ColumnTable import(ArrowArrayStream& stream, const std::span<const std::string>* columns, const std::string& context) {
  if (stream.release == nullptr) {
    throw InputError(context + ": the stream was read already: make a new one");
  }
  const Owner stream_owner(stream);
  ArrowSchema schema{};
  const int status = stream.get_schema(&stream, &schema);
  const Owner schema_owner(schema);
  require_success(status, stream, context);
  const std::vector<std::string> names = column_names(schema, context);
  std::vector<Kept> kept = readers_for(schema, columns == nullptr ? names : *columns, names, context);
  ColumnTable table(append_all(stream, kept, names.size(), context), context);
  for (Kept& column : kept) {
    table.add(column.name, column.reader->finish());
  }
  return table;
}

}  // namespace

ColumnTable import_stream(ArrowArrayStream& stream, std::span<const std::string> columns, std::string_view context) {
  return import(stream, &columns, std::string(context));
}

ColumnTable import_whole_stream(ArrowArrayStream& stream, std::string_view context) {
  return import(stream, nullptr, std::string(context));
}

std::unique_ptr<detail::ColumnReader> detail::make_reader(const ArrowSchema& schema, const std::string& label) {
  const std::string_view format = schema.format == nullptr ? std::string_view{} : std::string_view(schema.format);
  if (schema.dictionary != nullptr) {
    return make_dictionary_reader(schema, label);
  }
  if (auto reader = make_fixed_reader(format, label)) {
    return reader;
  }
  if (auto reader = make_text_reader(format, label)) {
    return reader;
  }
  throw InputError(label + ": its Arrow type '" + std::string(format) +
                   "' is not supported: give it as text, numbers, times or well-known binary");
}

}  // namespace libprofile::records
