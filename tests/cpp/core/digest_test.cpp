// SPDX-License-Identifier: MIT
#include "libprofile/core/digest.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/detail/sha256_blocks.hpp"
#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/random.hpp"

using namespace libprofile;
using namespace libprofile::core;

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

// Source: NIST, FIPS 180-4 example values (SHA256.pdf): a million times "a".
TEST_CASE("SHA-256 of many blocks gives the published digest on any instruction set", "[core][golden]") {
  const auto widest = GENERATE(InstructionSet::baseline, InstructionSet::avx512);
  const InstructionSetLimit limit(widest);
  CHECK(to_hex(sha256(std::string(1'000'000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
