#include "crypto/crypto.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace crypto {
namespace {

struct Vector {
  std::string seed;
  std::string public_key;
  std::string message;
  std::string signature;
};

// RFC 8032, 7.1, tests 1 and 2.
const std::vector<Vector> kVectors = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
     "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
     "\x72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"}};

TEST(Crypto, Sha256_KnownTexts_GivesKnownHashes) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Crypto, Sha256_PieceByPiece_GivesTheHashOfTheWhole) {
  Sha256 pieces;
  pieces.add("a");
  pieces.add("");
  pieces.add("bc");
  EXPECT_EQ(pieces.finish(), sha256("abc"));
}

TEST(Crypto, RandomHex_TwoOfThem_DifferAndHaveTheirLength) {
  const std::string first = random_hex(16);
  EXPECT_EQ(first.size(), 32U);
  EXPECT_NE(first, random_hex(16));
}

TEST(Crypto, Sign_Rfc8032Vectors_GivesTheirSignatures) {
  for (const Vector& vector : kVectors) {
    const auto key = SigningKey::from_text("juara-ed25519-secret:" + vector.seed + "\n");
    ASSERT_TRUE(key);
    EXPECT_EQ(public_text(key->public_key()), "juara-ed25519-public:" + vector.public_key + "\n");
    const Signature signature = key->sign(vector.message);
    EXPECT_EQ(hex(signature.data(), signature.size()), vector.signature);
  }
}

TEST(Crypto, Verify_Rfc8032Vectors_HoldsForTheirMessageOnly) {
  for (const Vector& vector : kVectors) {
    const PublicKey key = public_from_text(vector.public_key).value();
    Signature signature = signature_from_hex(vector.signature).value();
    EXPECT_TRUE(verify(key, vector.message, signature));
    EXPECT_FALSE(verify(key, vector.message + "x", signature));
    signature[3] ^= 1;
    EXPECT_FALSE(verify(key, vector.message, signature));
  }
}

TEST(Crypto, SigningKey_WrittenAndReadAgain_IsTheSame) {
  const SigningKey key = SigningKey::generate();
  const auto again = SigningKey::from_text(" \n" + key.secret_text());

  ASSERT_TRUE(again);
  EXPECT_EQ(again->public_key(), key.public_key());
  EXPECT_EQ(again->secret_text(), key.secret_text());
  EXPECT_TRUE(verify(key.public_key(), "message", again->sign("message")));
  EXPECT_NE(SigningKey::generate().public_key(), key.public_key());
}

TEST(Crypto, FromText_SomethingElse_GivesNothing) {
  const std::string& seed = kVectors[0].seed;
  for (const std::string& text :
       {std::string(), seed, "juara-ed25519-public:" + seed, "juara-ed25519-secret:" + seed.substr(2),
        "juara-ed25519-secret:" + seed + "00", "juara-ed25519-secret: " + seed, "juara-ed25519-secret:zz" + seed.substr(2)}) {
    EXPECT_FALSE(SigningKey::from_text(text)) << text;
  }
  EXPECT_EQ(public_from_text("juara-ed25519-secret:" + seed), std::nullopt);
  EXPECT_EQ(public_from_text(seed.substr(1)), std::nullopt);
  EXPECT_EQ(signature_from_hex(seed), std::nullopt);
}

TEST(Crypto, PublicText_WrittenAndReadAgain_IsTheSame) {
  const PublicKey key = SigningKey::generate().public_key();

  EXPECT_EQ(public_from_text(public_text(key)), key);
  EXPECT_EQ(public_from_text(hex(key.data(), key.size())), key);
}

TEST(Crypto, Pseudonyms_OfOneObject_AreStableDistinctAndWellFormed) {
  const Pseudonyms pseudonyms;
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string pseudonym = pseudonyms.of("evaluator " + std::to_string(i));
    EXPECT_EQ(pseudonym, pseudonyms.of("evaluator " + std::to_string(i)));
    EXPECT_EQ(pseudonym.size(), 14U);
    EXPECT_EQ(pseudonym.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 2), std::string::npos);
    EXPECT_TRUE(pseudonym.starts_with("J-"));
    seen.insert(pseudonym);
  }
  EXPECT_EQ(seen.size(), 1000U);
}

TEST(Crypto, Pseudonyms_OfTheEmptyName_StaysEmpty) { EXPECT_EQ(Pseudonyms().of(""), ""); }

TEST(Crypto, Pseudonyms_OfTwoObjects_AreUnlinkable) { EXPECT_NE(Pseudonyms().of("Siti"), Pseudonyms().of("Siti")); }

}  // namespace
}  // namespace crypto
