// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstring>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "libprofile/core/parallel.hpp"
#include "libprofile/profile/detail/statement.hpp"

namespace libprofile::profile::detail {
namespace {

constexpr double kPerMetre = 100.0;

void append(std::string& bytes, std::int64_t value) {
  char raw[sizeof value];
  std::memcpy(raw, &value, sizeof value);
  bytes.append(raw, sizeof value);
}

// A place to the centimetre, so that the last bits of a projection do not matter.
void append_place(std::string& bytes, const std::vector<double>& xy, std::size_t i) {
  for (std::size_t axis = 0; axis < 2 && !xy.empty(); ++axis) {
    const double value = xy[2 * i + axis];
    append(bytes, std::isnan(value) ? INT64_MIN : std::llround(value * kPerMetre));
  }
}

// The digest of a code's text, so that the order in which a dictionary was filled does not matter.
std::vector<std::int64_t> text_digests(const records::Coded& column) {
  std::vector<std::int64_t> digests;
  for (const std::string& value : column.values) {
    const core::Digest digest = core::sha256(value);
    std::int64_t head = 0;
    std::memcpy(&head, digest.data(), sizeof head);
    digests.push_back(head);
  }
  return digests;
}

struct Text {
  explicit Text(const records::Coded& source) : column(source), digests(text_digests(source)) {}

  [[nodiscard]] bool is_there() const { return !column.codes.empty(); }

  void append_to(std::string& bytes, std::size_t i) const {
    if (!column.codes.empty()) {
      const std::int32_t code = column.codes[i];
      append(bytes, code == records::kAbsent ? 0 : digests[static_cast<std::size_t>(code)]);
    }
  }

  const records::Coded& column;
  std::vector<std::int64_t> digests;
};

// A bit for each column that is there, so that no column can stand for another.
std::int64_t bits(std::initializer_list<bool> columns) {
  std::int64_t value = 0;
  for (const bool is_there : columns) {
    value = 2 * value + (is_there ? 1 : 0);
  }
  return value;
}

// HMAC over the digests of fixed blocks of records: parallel, and the same for any number of threads.
template <class AppendRecord>
std::string hmac_of_blocks(std::size_t n, std::int64_t columns, const core::Key& key,
                           const AppendRecord& append_record) {
  std::vector<core::Digest> blocks((n + core::kBlock - 1) / core::kBlock);
  core::parallel_blocks(n, core::kBlock, [&](std::size_t begin, std::size_t end) {
    std::string bytes;
    for (std::size_t i = begin; i < end; ++i) {
      append_record(bytes, i);
    }
    blocks[begin / core::kBlock] = core::sha256(bytes);
  });
  std::string message;
  append(message, static_cast<std::int64_t>(n));
  append(message, columns);
  for (const core::Digest& block : blocks) {
    message.append(reinterpret_cast<const char*>(block.data()), block.size());
  }
  return core::to_hex(key.hmac(message));
}

}  // namespace

std::string input_hmac(const records::Incidents& incidents, const core::Key& key) {
  const Text category(incidents.category);
  const Text agency(incidents.agency);
  const Text person(incidents.person);
  const Text origin(incidents.origin);
  const std::int64_t columns = bits({!incidents.xy.empty(), category.is_there(), agency.is_there(), person.is_there(),
                                     origin.is_there(), !incidents.counted.empty()});
  return hmac_of_blocks(incidents.size(), columns, key, [&](std::string& bytes, std::size_t i) {
    append_place(bytes, incidents.xy, i);
    append(bytes, incidents.start_s[i]);
    append(bytes, incidents.end_s[i]);
    for (const Text* text : {&category, &agency, &person, &origin}) {
      text->append_to(bytes, i);
    }
    if (!incidents.counted.empty()) {
      append(bytes, incidents.counted[i]);
    }
  });
}

std::string input_hmac(const records::PremisesRegister& premises, const core::Key& key) {
  const Text type(premises.type);
  const std::int64_t columns = bits({!premises.xy.empty(), type.is_there()});
  return hmac_of_blocks(premises.size(), columns, key, [&](std::string& bytes, std::size_t i) {
    append_place(bytes, premises.xy, i);
    type.append_to(bytes, i);
  });
}

std::string input_hmac(const records::People& people, const core::Key& key) {
  std::vector<Text> texts{Text(people.person)};
  std::int64_t columns = people.referral_s.empty() ? 0 : 1;
  for (const std::string& name : records::people_fields()) {
    const records::Coded* field = people.field(name);
    columns = 2 * columns + (field == nullptr ? 0 : 1);
    if (field != nullptr) {
      texts.emplace_back(*field);
    }
  }
  return hmac_of_blocks(people.size(), columns, key, [&](std::string& bytes, std::size_t i) {
    for (const Text& text : texts) {
      text.append_to(bytes, i);
    }
    if (!people.referral_s.empty()) {
      append(bytes, people.referral_s[i]);
    }
  });
}

}  // namespace libprofile::profile::detail
