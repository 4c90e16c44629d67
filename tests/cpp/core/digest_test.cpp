// SPDX-License-Identifier: MIT
#include "libprofile/core/digest.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/detail/sha256_blocks.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/random.hpp"

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

}  // namespace

// Source: NIST, FIPS 180-4 example values (SHA256.pdf) and the empty message of the CAVP short-message vectors.
TEST_CASE("SHA-256 gives the published digests", "[core][golden]") {
  CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(to_base64(sha256("")) == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

TEST_CASE("SHA-256 by the processor's instructions is that of libsodium, at every length", "[core][oracle]") {
  const Philox random(7, Stream::testing);
  std::string bytes;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    bytes.push_back(static_cast<char>(random.below(256, i, 0, 0)));
  }
  for (std::size_t length = 0; length <= bytes.size(); ++length) {
    const std::string_view message = std::string_view(bytes).substr(bytes.size() - length);
    const Digest digest = sha256(message);
    const InstructionSetLimit limit(InstructionSet::baseline);
    REQUIRE_FALSE(detail::has_sha256_instructions());
    CHECK(digest == sha256(message));
  }
}

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

// Source: NIST, FIPS 180-4 example values (SHA256.pdf): a million times "a".
TEST_CASE("SHA-256 of many blocks gives the published digest on any instruction set", "[core][golden]") {
  const auto widest = GENERATE(InstructionSet::baseline, InstructionSet::avx512);
  const InstructionSetLimit limit(widest);
  CHECK(to_hex(sha256(std::string(1'000'000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
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
