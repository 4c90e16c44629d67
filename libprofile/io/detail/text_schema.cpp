// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/text_schema.hpp"

#include <memory>

namespace libprofile::io::detail {
namespace {

/// Everything that a schema points at.
struct Holder {
  std::vector<std::string> names;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

void release_child(ArrowSchema* schema) {
  schema->release = nullptr;
}

void release_parent(ArrowSchema* schema) {
  for (std::int64_t i = 0; i < schema->n_children; ++i) {
    ArrowSchema* child = schema->children[i];
    if (child->release != nullptr) {
      child->release(child);
    }
  }
  delete static_cast<Holder*>(schema->private_data);
  schema->release = nullptr;
}

}  // namespace

ArrowSchema make_text_schema(const std::vector<std::string>& names) {
  auto holder = std::make_unique<Holder>();
  holder->names = names;
  holder->children.resize(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    ArrowSchema& child = holder->children[i];
    child = ArrowSchema{};
    child.format = "u";
    child.name = holder->names[i].c_str();
    child.flags = ARROW_FLAG_NULLABLE;
    child.release = release_child;
    holder->pointers.push_back(&child);
  }
  ArrowSchema schema{};
  schema.format = "+s";
  schema.name = "";
  schema.n_children = static_cast<std::int64_t>(names.size());
  schema.children = holder->pointers.data();
  schema.release = release_parent;
  schema.private_data = holder.release();
  return schema;
}

}  // namespace libprofile::io::detail
