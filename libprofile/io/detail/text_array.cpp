// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/text_array.hpp"

#include <array>
#include <cassert>
#include <memory>
#include <utility>

namespace libprofile::io::detail {
namespace {

/// Everything that an array points at.
struct Holder {
  std::vector<TextValues> columns;
  std::vector<std::array<const void*, 3>> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  std::array<const void*, 1> no_nulls{nullptr};
};

void release_child(ArrowArray* array) {
  array->release = nullptr;
}

void release_parent(ArrowArray* array) {
  delete static_cast<Holder*>(array->private_data);
  array->release = nullptr;
}

ArrowArray make_child(const TextValues& column, std::array<const void*, 3>& buffers) {
  buffers = {nullptr, column.ends.data(), column.bytes.data()};
  ArrowArray child{};
  child.length = static_cast<std::int64_t>(column.ends.size()) - 1;
  child.n_buffers = 3;
  child.buffers = buffers.data();
  child.release = release_child;
  return child;
}

}  // namespace

ArrowArray make_text_array(std::vector<TextValues> columns) {
  auto holder = std::make_unique<Holder>();
  holder->columns = std::move(columns);
  const std::size_t n = holder->columns.size();
  holder->buffers.resize(n);
  holder->children.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    assert(holder->columns[i].ends.size() == holder->columns.front().ends.size());
    holder->children[i] = make_child(holder->columns[i], holder->buffers[i]);
    holder->pointers.push_back(&holder->children[i]);
  }
  ArrowArray array{};
  array.length = n == 0 ? 0 : holder->children.front().length;
  array.n_buffers = 1;
  array.buffers = holder->no_nulls.data();
  array.n_children = static_cast<std::int64_t>(n);
  array.children = holder->pointers.data();
  array.release = release_parent;
  array.private_data = holder.release();
  return array;
}

}  // namespace libprofile::io::detail
