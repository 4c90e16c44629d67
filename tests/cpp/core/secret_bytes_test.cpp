// SPDX-License-Identifier: MIT
#include "libprofile/core/secret_bytes.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

using namespace libprofile;
using core::SecretBytes;

namespace {

SecretBytes filled(std::size_t size, std::uint8_t value) {
  SecretBytes secret(size);
  std::fill(secret.bytes().begin(), secret.bytes().end(), value);
  return secret;
}

bool all_are(std::span<const std::uint8_t> bytes, std::uint8_t value) {
  return std::all_of(bytes.begin(), bytes.end(), [value](std::uint8_t byte) { return byte == value; });
}

/// What lies where the program keeps its constants.
const int kOrdinary = 1;

/// The system's flags of the pages that an address lies on: " rd wr ... dd"; empty where there are none.
std::string flags_of_pages(const void* address) {
  std::ifstream maps("/proc/self/smaps");
  bool is_ours = false;
  for (std::string line; std::getline(maps, line);) {
    std::istringstream words(line);
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    char dash = 0;
    if (words >> std::hex >> begin >> dash >> end && dash == '-') {
      const auto at = reinterpret_cast<std::uintptr_t>(address);
      is_ours = begin <= at && at < end;
    } else if (is_ours && line.rfind("VmFlags:", 0) == 0) {
      return line.substr(8) + " ";
    }
  }
  return {};
}

}  // namespace

TEST_CASE("a secret begins as zeros and holds what is put into it", "[core][hand]") {
  const std::size_t size = GENERATE(0U, 1U, 31U, 32U, 4096U, 5000U);
  CHECK(SecretBytes(size).bytes().size() == size);
  CHECK(all_are(SecretBytes(size).bytes(), 0));
  CHECK(all_are(filled(size, 7).bytes(), 7));
}

TEST_CASE("wiping zeroes the very bytes that held the secret", "[core][hand]") {
  SecretBytes secret = filled(64, 0xa5);
  const std::span<const std::uint8_t> memory = std::as_const(secret).bytes();
  REQUIRE(all_are(memory, 0xa5));
  secret.wipe();
  CHECK(all_are(memory, 0));
}

TEST_CASE("bytes that are taken over are zeroed where they were", "[core][hand]") {
  std::vector<std::uint8_t> bytes(40, 0x5a);
  const SecretBytes secret = SecretBytes::taken_from(bytes);
  CHECK(all_are(bytes, 0));
  CHECK(all_are(secret.bytes(), 0x5a));
  CHECK(secret.bytes().size() == 40);
}

TEST_CASE("the pages of a secret stay out of core dumps, those of other memory do not", "[core][hand]") {
  if (flags_of_pages(&kOrdinary).empty()) {
    WARN("the system does not tell the flags of pages");
    return;
  }
  const SecretBytes secret = filled(32, 1);
  CHECK(flags_of_pages(secret.bytes().data()).find(" dd ") != std::string::npos);
  const std::vector<std::uint8_t> other(32, 1);
  CHECK(flags_of_pages(other.data()).find(" dd ") == std::string::npos);
}

TEST_CASE("no page is left of a secret that is gone, whichever way it went", "[core][edges]") {
  const void* address = nullptr;
  {
    const SecretBytes secret = filled(32, 1);
    address = secret.bytes().data();
    CHECK((flags_of_pages(&kOrdinary).empty() || !flags_of_pages(address).empty()));
  }
  CHECK(flags_of_pages(address).empty());
  try {
    const SecretBytes secret = filled(32, 1);
    address = secret.bytes().data();
    throw 1;
  } catch (int) {
    CHECK(flags_of_pages(address).empty());
  }
}

TEST_CASE("copies are secrets of their own, moved ones are the same memory", "[core][edges]") {
  SecretBytes first = filled(32, 1);
  SecretBytes copy = first;
  first.wipe();
  CHECK(all_are(copy.bytes(), 1));
  const void* memory = copy.bytes().data();
  SecretBytes moved = std::move(copy);
  CHECK(moved.bytes().data() == memory);
  first = moved;
  CHECK(all_are(first.bytes(), 1));
  first = filled(8, 9);
  CHECK(first.bytes().size() == 8);
  const SecretBytes& same = first;
  first = same;
  CHECK(all_are(first.bytes(), 9));
}
