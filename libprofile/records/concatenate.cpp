// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/records/column_table.hpp"
#include "libprofile/records/suggest.hpp"

namespace libprofile::records {
namespace {

bool same_type(const std::vector<Column>& parts) {
  return std::all_of(parts.begin(), parts.end(), [&](const Column& part) {
    const auto* first = std::get_if<InstantColumn>(&parts.front());
    const auto* other = std::get_if<InstantColumn>(&part);
    return part.index() == parts.front().index() && (first == nullptr || first->clock == other->clock);
  });
}

bool all_numeric(const std::vector<Column>& parts) {
  return std::all_of(parts.begin(), parts.end(), [](const Column& part) {
    return std::holds_alternative<NumberColumn>(part) || std::holds_alternative<IntegerColumn>(part);
  });
}

NumberColumn to_numbers(const IntegerColumn& integers) {
  NumberColumn numbers;
  numbers.values.reserve(integers.values.size());
  for (const std::int64_t value : integers.values) {
    numbers.values.push_back(value == kNoInteger ? std::numeric_limits<double>::quiet_NaN()
                                                 : static_cast<double>(value));
  }
  return numbers;
}

void unify(std::vector<Column>& parts) {
  if (same_type(parts)) {
    return;
  }
  const bool numeric = all_numeric(parts);
  for (Column& part : parts) {
    if (!numeric) {
      part = to_text(part);
    } else if (const auto* integers = std::get_if<IntegerColumn>(&part)) {
      part = to_numbers(*integers);
    }
  }
}

void append(NumberColumn& to, const NumberColumn& from) {
  to.values.insert(to.values.end(), from.values.begin(), from.values.end());
}

void append(IntegerColumn& to, const IntegerColumn& from) {
  to.values.insert(to.values.end(), from.values.begin(), from.values.end());
}

void append(InstantColumn& to, const InstantColumn& from) {
  to.seconds.insert(to.seconds.end(), from.seconds.begin(), from.seconds.end());
}

void append(BytesColumn& to, const BytesColumn& from) {
  const std::size_t shift = to.bytes.size();
  to.bytes.insert(to.bytes.end(), from.bytes.begin(), from.bytes.end());
  std::transform(from.ends.begin(), from.ends.end(), std::back_inserter(to.ends),
                 [shift](std::size_t end) { return end + shift; });
}

template <class Values>
Column joined_values(std::vector<Column> parts) {
  Values all = std::move(std::get<Values>(parts.front()));
  for (std::size_t i = 1; i < parts.size(); ++i) {
    append(all, std::get<Values>(parts[i]));
    parts[i] = Values{};
  }
  return all;
}

// Room for the parts' dictionaries as if they had nothing in common, where most of them are long.
void reserve_for(const std::vector<Column>& parts, std::size_t rows, DictionaryBuilder& builder) {
  std::size_t texts = 0;
  std::size_t characters = 0;
  for (const Column& part : parts) {
    texts += std::get<TextColumn>(part).dictionary.size();
    characters += std::get<TextColumn>(part).dictionary.characters();
  }
  if (2 * texts > rows) {
    builder.reserve(texts, characters);
  }
}

Column joined_texts(std::vector<Column> parts, std::size_t rows) {
  DictionaryBuilder builder;
  reserve_for(parts, rows, builder);
  TextColumn all;
  all.codes.reserve(rows);
  for (Column& each : parts) {
    const TextColumn part = std::move(std::get<TextColumn>(each));
    std::vector<std::int32_t> renumbered(part.dictionary.size());
    for (std::size_t code = 0; code < renumbered.size(); ++code) {
      renumbered[code] = builder.code(part.dictionary[code]);
    }
    for (const std::int32_t code : part.codes) {
      all.codes.push_back(code == kAbsent ? kAbsent : renumbered[static_cast<std::size_t>(code)]);
    }
  }
  all.dictionary = builder.take();
  return all;
}

Column joined(std::vector<Column> parts, std::size_t rows) {
  unify(parts);
  if (std::holds_alternative<TextColumn>(parts.front())) {
    return joined_texts(std::move(parts), rows);
  }
  if (std::holds_alternative<NumberColumn>(parts.front())) {
    return joined_values<NumberColumn>(std::move(parts));
  }
  if (std::holds_alternative<IntegerColumn>(parts.front())) {
    return joined_values<IntegerColumn>(std::move(parts));
  }
  if (std::holds_alternative<InstantColumn>(parts.front())) {
    return joined_values<InstantColumn>(std::move(parts));
  }
  return joined_values<BytesColumn>(std::move(parts));
}

void require_same_columns(const ColumnTable& first, const ColumnTable& other) {
  for (const ColumnTable::Entry& entry : first.columns()) {
    static_cast<void>(other.at(entry.name));
  }
  for (const ColumnTable::Entry& entry : other.columns()) {
    if (first.find(entry.name) == nullptr) {
      throw InputError(other.context() + ": column '" + entry.name + "' is not in " + first.context() + ": " +
                       near_columns(entry.name, first.names()));
    }
  }
}

}  // namespace

ColumnTable concatenate(std::vector<ColumnTable> tables) {
  if (tables.empty()) {
    return {};
  }
  ColumnTable all;
  for (const ColumnTable& table : tables) {
    require_same_columns(tables.front(), table);
    for (const Source& source : table.sources_) {
      all.sources_.push_back({source.name, source.first_row + all.rows_});
    }
    all.rows_ += table.rows_;
  }
  const std::vector<ColumnTable::Entry>& order = tables.front().entries_;
  std::vector<std::vector<Column>> parts(order.size());
  for (std::size_t c = 0; c < order.size(); ++c) {
    all.entries_.push_back({order[c].name, order[c].source_name, {}});
  }
  for (ColumnTable& table : tables) {
    for (std::size_t c = 0; c < parts.size(); ++c) {
      const auto same_name = [&](const ColumnTable::Entry& entry) { return entry.name == all.entries_[c].name; };
      parts[c].push_back(std::move(std::find_if(table.entries_.begin(), table.entries_.end(), same_name)->column));
    }
  }
  core::parallel_for(
      parts.size(), [&](std::size_t c) { all.entries_[c].column = joined(std::move(parts[c]), all.rows_); }, 1);
  return all;
}

}  // namespace libprofile::records
