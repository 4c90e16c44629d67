// SPDX-License-Identifier: MIT
#include "libprofile/records/detail/arrow_slice.hpp"

#include "libprofile/core/error.hpp"

namespace libprofile::records::detail {

void fail_interface(const std::string& label, const std::string& what) {
  throw InputError(label + ": the producer breaks the Arrow C interface: " + what);
}

const void* Slice::checked_buffer(std::int64_t buffer, const std::string& label) const {
  if (count == 0) {
    return nullptr;
  }
  const void* start = array->buffers[buffer];
  if (start == nullptr) {
    fail_interface(label, "a buffer is missing");
  }
  return start;
}

Slice slice(const ArrowArray* array, std::size_t begin, std::size_t count, Bits parent, std::int64_t buffers,
            const std::string& label) {
  if (array == nullptr || array->release == nullptr) {
    fail_interface(label, "an array is missing");
  }
  if (array->length < 0 || array->offset < 0 || static_cast<std::size_t>(array->length) < begin + count) {
    fail_interface(label, "an array is shorter than its table");
  }
  if (array->n_buffers < buffers || (buffers > 0 && array->buffers == nullptr)) {
    fail_interface(label, "an array has too few buffers");
  }
  const std::size_t first = static_cast<std::size_t>(array->offset) + begin;
  const bool may_have_nulls = buffers > 0 && array->null_count != 0;
  return {array, first, count, may_have_nulls ? Bits(array->buffers[0], first) : Bits{}, parent};
}

}  // namespace libprofile::records::detail
