// SPDX-License-Identifier: MIT
/// @file
/// Arrow streams made by hand, whose releases are counted.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libprofile/records/arrow_c_data.hpp"

namespace libprofile::testing {

using Bytes = std::vector<std::uint8_t>;

template <class Value>
Bytes bytes_of(const std::vector<Value>& values) {
  Bytes bytes(values.size() * sizeof(Value));
  if (!values.empty()) {
    std::memcpy(bytes.data(), values.data(), bytes.size());
  }
  return bytes;
}

/// An array or a column of one batch: buffers as they lie in memory; an absent one is null.
struct ArrayPlan {
  std::int64_t length = 0;
  std::int64_t null_count = 0;
  std::int64_t offset = 0;
  std::vector<std::pair<bool, Bytes>> buffers;
  std::vector<ArrayPlan> children;
  std::shared_ptr<ArrayPlan> dictionary;
};

struct SchemaPlan {
  std::string format;
  std::string name;
  std::vector<SchemaPlan> children;
  std::shared_ptr<SchemaPlan> dictionary;
};

inline ArrayPlan fixed(std::int64_t length, Bytes values) {
  return {length, 0, 0, {{false, {}}, {true, std::move(values)}}, {}, nullptr};
}

/// Text with 32-bit offsets.
inline ArrayPlan texts(const std::vector<std::string>& values) {
  std::vector<std::int32_t> offsets = {0};
  Bytes characters;
  for (const std::string& value : values) {
    characters.insert(characters.end(), value.begin(), value.end());
    offsets.push_back(static_cast<std::int32_t>(characters.size()));
  }
  const auto length = static_cast<std::int64_t>(values.size());
  return {length, 0, 0, {{false, {}}, {true, bytes_of(offsets)}, {true, characters}}, {}, nullptr};
}

inline ArrayPlan batch(std::int64_t length, std::vector<ArrayPlan> columns) {
  return {length, 0, 0, {{false, {}}}, std::move(columns), nullptr};
}

/// A stream of batches. `released` counts what was given back: the stream, its schema and each batch.
class ArrowSource {
 public:
  ArrowSource(SchemaPlan schema, std::vector<ArrayPlan> batches)
      : schema_(std::move(schema)), batches_(std::move(batches)) {
    stream.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
      auto& source = of(self);
      source.fill(*out, source.schema_);
      return 0;
    };
    stream.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
      auto& source = of(self);
      if (source.fails_at >= 0 && source.next_ == static_cast<std::size_t>(source.fails_at)) {
        return 5;
      }
      *out = ArrowArray{};
      if (source.next_ < source.batches_.size()) {
        source.fill(*out, source.batches_[source.next_++]);
        ++source.handed;
      }
      return 0;
    };
    stream.get_last_error = [](ArrowArrayStream*) { return "disk on fire"; };
    stream.release = [](ArrowArrayStream* self) {
      ++of(self).released;
      self->release = nullptr;
    };
    stream.private_data = this;
  }
  ArrowSource(const ArrowSource&) = delete;
  ArrowSource& operator=(const ArrowSource&) = delete;

  ArrowArrayStream stream{};
  int released = 0;
  int handed = 0;
  int fails_at = -1;

 private:
  static ArrowSource& of(ArrowArrayStream* self) { return *static_cast<ArrowSource*>(self->private_data); }

  void fill(ArrowSchema& out, const SchemaPlan& plan) {
    out = ArrowSchema{};
    out.format = plan.format.c_str();
    out.name = plan.name.c_str();
    out.flags = ARROW_FLAG_NULLABLE;
    out.n_children = static_cast<std::int64_t>(plan.children.size());
    auto* pointers = schema_pointers_.emplace_back(std::make_unique<std::vector<ArrowSchema*>>()).get();
    for (const SchemaPlan& child : plan.children) {
      pointers->push_back(schemas_.emplace_back(std::make_unique<ArrowSchema>()).get());
      ArrowSchema* made = pointers->back();
      fill_child(*made, child);
    }
    out.children = pointers->data();
    out.private_data = this;
    out.release = [](ArrowSchema* self) {
      ++static_cast<ArrowSource*>(self->private_data)->released;
      self->release = nullptr;
    };
  }

  void fill_child(ArrowSchema& out, const SchemaPlan& plan) {
    out = ArrowSchema{};
    out.format = plan.format.c_str();
    out.name = plan.name.c_str();
    out.release = [](ArrowSchema* self) { self->release = nullptr; };
    if (plan.dictionary) {
      out.dictionary = schemas_.emplace_back(std::make_unique<ArrowSchema>()).get();
      fill_child(*out.dictionary, *plan.dictionary);
    }
  }

  void fill(ArrowArray& out, const ArrayPlan& plan) {
    fill_array(out, plan);
    out.private_data = this;
    out.release = [](ArrowArray* self) {
      ++static_cast<ArrowSource*>(self->private_data)->released;
      self->release = nullptr;
    };
  }

  void fill_array(ArrowArray& out, const ArrayPlan& plan) {
    out = ArrowArray{};
    out.length = plan.length;
    out.null_count = plan.null_count;
    out.offset = plan.offset;
    out.release = [](ArrowArray* self) { self->release = nullptr; };
    auto* buffers = buffer_pointers_.emplace_back(std::make_unique<std::vector<const void*>>()).get();
    for (const auto& [is_there, bytes] : plan.buffers) {
      // A copy whose end is the end of its allocation, so that a sanitizer sees one byte too many.
      auto& held = held_.emplace_back(std::make_unique<std::uint8_t[]>(bytes.size()));
      std::copy(bytes.begin(), bytes.end(), held.get());
      buffers->push_back(is_there ? held.get() : nullptr);
    }
    out.n_buffers = static_cast<std::int64_t>(buffers->size());
    out.buffers = buffers->data();
    auto* children = array_pointers_.emplace_back(std::make_unique<std::vector<ArrowArray*>>()).get();
    for (const ArrayPlan& child : plan.children) {
      children->push_back(arrays_.emplace_back(std::make_unique<ArrowArray>()).get());
      ArrowArray* made = children->back();
      fill_array(*made, child);
    }
    out.n_children = static_cast<std::int64_t>(children->size());
    out.children = children->data();
    if (plan.dictionary) {
      out.dictionary = arrays_.emplace_back(std::make_unique<ArrowArray>()).get();
      ArrowArray* made = out.dictionary;
      fill_array(*made, *plan.dictionary);
    }
  }

  SchemaPlan schema_;
  std::vector<ArrayPlan> batches_;
  std::size_t next_ = 0;
  std::vector<std::unique_ptr<ArrowSchema>> schemas_;
  std::vector<std::unique_ptr<ArrowArray>> arrays_;
  std::vector<std::unique_ptr<std::vector<ArrowSchema*>>> schema_pointers_;
  std::vector<std::unique_ptr<std::vector<ArrowArray*>>> array_pointers_;
  std::vector<std::unique_ptr<std::vector<const void*>>> buffer_pointers_;
  std::vector<std::unique_ptr<std::uint8_t[]>> held_;
};

}  // namespace libprofile::testing
