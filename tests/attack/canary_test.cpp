// SPDX-License-Identifier: MIT
/// @file
/// A13: planted identifiers do not come out of the gate, not in its values, its errors or its policies.
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/disclosure/protect_list.hpp"

#include "support/canary_scan.hpp"
#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using testing::scan_folder;
using testing::scan_text;

namespace {

const std::vector<std::string> kCanaries{"Quillon Vexworth", "943 476 5919", "1999-02-30", "zz99 9zz", "07700 900123"};

/// What the error of a call says.
template <class F>
std::string message_of(F call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

std::filesystem::path scratch_folder() {
  const auto folder = std::filesystem::temp_directory_path() / ("libprofile-canary-test-" + std::to_string(getpid()));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

}  // namespace

TEST_CASE("A13: the key's bytes are in no error and in no released value", "[disclosure][attack]") {
  const std::string secret = "Quillon Vexworth 943 476 5919 zz";
  const core::Key key(std::vector<std::uint8_t>(secret.begin(), secret.end()));
  geography::CountTable table;
  table.units = {"u1", "u2"};
  table.categories = {"x"};
  table.counts = {3, 8};
  std::string said = key.fingerprint();
  for (const auto& level : disclosure::protect(table, disclosure::Policy(), key).value().levels) {
    for (const auto& unit : level.units) {
      said += level.name + unit;
    }
  }
  table.counts = {-1, 2};
  said += message_of([&] { (void)disclosure::protect(table, disclosure::Policy(), key); });
  said += message_of([] { core::Key(std::vector<std::uint8_t>{'Q', 'u', 'i', 'l'}); });
  CHECK(said.size() > 60);
  CHECK(scan_text("said", said, kCanaries).empty());
}

TEST_CASE("A13, positive control: the scanner finds every encoding, at any place", "[disclosure][attack]") {
  for (const std::string& canary : kCanaries) {
    for (const auto& encoded : testing::encodings_of(canary)) {
      const auto found = scan_text("text", "some bytes before " + encoded.bytes + " and after", kCanaries);
      REQUIRE_FALSE(found.empty());
      CHECK(found.front().canary == canary);
    }
  }
}

TEST_CASE("A13, positive control: base 64 is found whatever comes before the value", "[disclosure][attack]") {
  // printf 'name=Quillon Vexworth;' | base64, with one and two bytes more before it.
  CHECK_FALSE(scan_text("t", "bmFtZT1RdWlsbG9uIFZleHdvcnRoOw==", kCanaries).empty());
  CHECK_FALSE(scan_text("t", "eG5hbWU9UXVpbGxvbiBWZXh3b3J0aDs=", kCanaries).empty());
  CHECK_FALSE(scan_text("t", "eHhuYW1lPVF1aWxsb24gVmV4d29ydGg7", kCanaries).empty());
}

TEST_CASE("A13, positive control: file names and binary files are read", "[disclosure][attack]") {
  const auto folder = scratch_folder();
  std::filesystem::create_directories(folder / "below");
  std::ofstream(folder / "below" / "Quillon Vexworth.txt") << "nothing";
  std::ofstream(folder / "clean.bin", std::ios::binary) << std::string("\0\x01 harmless", 11);
  CHECK(scan_folder(folder, kCanaries).size() == 1);
  std::ofstream(folder / "leak.bin", std::ios::binary) << std::string("\0\0", 2) << "943 476 5919";
  CHECK(scan_folder(folder, {"943 476 5919"}).front().path == "leak.bin");
  std::filesystem::remove_all(folder);
}
