// SPDX-License-Identifier: MIT
#include "libprofile/core/key.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include "libprofile/core/detail/hmac.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/instruction_set.hpp"

#include "support/temporary_folder.hpp"

using namespace libprofile;
using namespace libprofile::core;

namespace {

std::filesystem::path key_file(const std::filesystem::path& folder, std::size_t size, std::filesystem::perms perms) {
  const auto path = folder / "key";
  std::ofstream(path, std::ios::binary) << std::string(size, 'k');
  std::filesystem::permissions(path, perms);
  return path;
}

constexpr auto kOwnerOnly = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;

/// Bytes from one number to the next but one, in order.
std::vector<std::uint8_t> bytes_from(int first, int last) {
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(last - first));
  std::iota(bytes.begin(), bytes.end(), static_cast<std::uint8_t>(first));
  return bytes;
}

std::string text_of(const std::vector<std::uint8_t>& bytes) {
  return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("HMAC-SHA-256 by the processor's instructions is that of libsodium", "[core][oracle]") {
  const std::size_t key_bytes = GENERATE(32U, 63U, 64U, 65U, 200U);
  const Key key(std::vector<std::uint8_t>(key_bytes, 0x5a));
  for (std::size_t length = 0; length <= 200; ++length) {
    const std::string message(length, 'm');
    const Digest digest = key.hmac(message);
    const InstructionSetLimit limit(InstructionSet::baseline);
    CHECK(digest == key.hmac(message));
  }
}

// Source: RFC 4231, test cases 6 and 7, whose keys of 131 bytes are long enough for a Key.
TEST_CASE("HMAC-SHA-256 gives the digests of RFC 4231", "[core][golden]") {
  const Key key(std::vector<std::uint8_t>(131, 0xaa));
  CHECK(to_hex(key.hmac("Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  CHECK(to_hex(key.hmac("This is a test using a larger than block-size key and a larger than block-size data. The key "
                        "needs to be hashed before being used by the HMAC algorithm.")) ==
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

TEST_CASE("a key has at least 32 bytes and never shows them", "[core][edges]") {
  CHECK_THROWS_AS(Key(std::vector<std::uint8_t>(31, 'k')), InvalidArgument);
  CHECK_THROWS_WITH(Key(std::vector<std::uint8_t>(31, 'k')), !Catch::Contains("kkk"));
  const Key key(std::vector<std::uint8_t>(32, 'k'));
  CHECK(key.fingerprint().size() == 16);
  CHECK(key.fingerprint() != Key(std::vector<std::uint8_t>(32, 'l')).fingerprint());
}

TEST_CASE("a key file is its owner's alone and long enough", "[core][edges]") {
  const testing::TemporaryFolder folder;
  CHECK(Key::from_file(key_file(folder.path(), 32, kOwnerOnly)).fingerprint() ==
        Key(std::vector<std::uint8_t>(32, 'k')).fingerprint());
  CHECK_THROWS_WITH(Key::from_file(key_file(folder.path(), 31, kOwnerOnly)), Catch::Contains("fewer than 32 bytes"));
  for (const auto extra :
       {std::filesystem::perms::group_read, std::filesystem::perms::others_read, std::filesystem::perms::group_write}) {
    CHECK_THROWS_WITH(Key::from_file(key_file(folder.path(), 32, kOwnerOnly | extra)), Catch::Contains("chmod 600"));
  }
  CHECK_THROWS_WITH(Key::from_file(folder.path() / "none"), Catch::Contains("no such key file"));
  CHECK_THROWS_AS(Key::from_file(folder.path()), InputError);
}

TEST_CASE("copied and moved keys are the same key", "[core][edges]") {
  Key key(std::vector<std::uint8_t>(32, 'k'));
  const Digest digest = key.hmac("x");
  Key copy = key;
  CHECK(copy.hmac("x") == digest);
  const Key moved = std::move(key);
  CHECK(moved.hmac("x") == digest);
  copy = Key(std::vector<std::uint8_t>(32, 'l'));
  CHECK(copy.hmac("x") != digest);
  copy = moved;
  CHECK(copy.hmac("x") == digest);
}

// Source: RFC 5869, appendix A, test cases 1 to 3: the first 32 bytes of the output.
TEST_CASE("HKDF-SHA-256 gives the keys of RFC 5869", "[core][golden]") {
  const std::vector<std::uint8_t> key(22, 0x0b);
  CHECK(to_hex(detail::hkdf_sha256(key, text_of(bytes_from(0x00, 0x0d)), text_of(bytes_from(0xf0, 0xfa)))) ==
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
  CHECK(to_hex(detail::hkdf_sha256(bytes_from(0x00, 0x50), text_of(bytes_from(0x60, 0xb0)),
                                   text_of(bytes_from(0xb0, 0x100)))) ==
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c");
  CHECK(to_hex(detail::hkdf_sha256(key, "", "")) == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

TEST_CASE("keys of different uses have nothing in common", "[core][property]") {
  for (int seed = 0; seed < 50; ++seed) {
    const Key key(std::vector<std::uint8_t>(32 + seed % 40, static_cast<std::uint8_t>(seed)));
    const Key other(std::vector<std::uint8_t>(32 + seed % 40, static_cast<std::uint8_t>(seed + 1)));
    std::vector<Digest> digests;
    for (const Key& one : {key, key.derived(KeyUse::masking), key.derived(KeyUse::noise), other,
                           other.derived(KeyUse::masking), other.derived(KeyUse::noise)}) {
      digests.push_back(one.hmac("x"));
    }
    std::sort(digests.begin(), digests.end());
    CHECK(std::unique(digests.begin(), digests.end()) == digests.end());
    CHECK(key.derived(KeyUse::noise).hmac("x") == key.derived(KeyUse::noise).hmac("x"));
    const InstructionSetLimit limit(InstructionSet::baseline);
    CHECK(std::count(digests.begin(), digests.end(), key.derived(KeyUse::noise).hmac("x")) == 1);
  }
}

TEST_CASE("what is no key file is refused without waiting and without a byte of it", "[core][edges]") {
  const testing::TemporaryFolder folder;
  const auto message_of = [](const std::filesystem::path& path) {
    try {
      static_cast<void>(Key::from_file(path));
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(message_of(key_file(folder.path(), 4097, kOwnerOnly)).find("longer than 4096 bytes") != std::string::npos);
  CHECK_NOTHROW(Key::from_file(key_file(folder.path(), 4096, kOwnerOnly)));
  for (const std::size_t size : {0U, 31U, 4097U}) {
    const std::string said = message_of(key_file(folder.path(), size, kOwnerOnly));
    CHECK_FALSE(said.empty());
    CHECK(said.substr(said.find(": ")).find("kk") == std::string::npos);
  }
  const auto pipe = folder.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), S_IRUSR | S_IWUSR) == 0);
  CHECK(message_of(pipe).find("no such key file") != std::string::npos);
}
