#include "features/identity/password.hpp"

#include <gtest/gtest.h>

namespace identity {
namespace {

std::string weakness_of(std::string_view password) {
  const auto problem = weakness(password, {"Siti Rahmawati", "siti.rahmawati@dinkes.bandungkab.go.id"});
  return problem ? problem->code : "";
}

TEST(Password, Weakness_OfALongPhrase_IsNone) {
  for (const char* password : {"kopi tubruk tanpa gula", "lq8vTn2cWz5x", "gerobak-biru-7-payung", "pisang goreng hangat", "ꦥꦱꦱꦥꦗꦲꦶꦤ꧀ꦢꦃꦏꦧꦺꦃ",
                               "rahmawati suka kopi tubruk"}) {
    EXPECT_EQ(weakness_of(password), "") << password;
  }
}

TEST(Password, Weakness_OfShortAndEndlessOnes_IsTheirLength) {
  EXPECT_EQ(weakness_of(""), "identity.password_short");
  EXPECT_EQ(weakness_of("lq8vTn2cWz5"), "identity.password_short");
  EXPECT_EQ(weakness_of("ꦥꦱꦱꦥꦗ"), "identity.password_short") << "many bytes, few characters";
  EXPECT_EQ(weakness_of(std::string(250, 'x') + "abcdefg"), "identity.password_long");
}

TEST(Password, Weakness_OfWhatMillionsTake_IsThatItIsCommon) {
  for (const char* password : {"password1234", "Password2026!", "P@55w0rd2026", "p@ssw0rd!!!!", "indonesia2026", "Bismillah1234",
                               "1qaz2wsx3edc", "qwerty123456", "!!!sayangku!!!", "S4yangku#2026", "pelayananpublik", "Pancasila1945"}) {
    EXPECT_EQ(weakness_of(password), "identity.password_common") << password;
  }
}

TEST(Password, Weakness_OfSimplePatterns_IsThatTheyAreOnes) {
  for (const char* password : {"aaaaaaaaaaaa", "abababababab", "123412341234", "123456789012", "abcdefghijklm", "nmlkjihgfedcba",
                               "987654321098", "111122223333"}) {
    EXPECT_EQ(weakness_of(password), "identity.password_pattern") << password;
  }
}

TEST(Password, Weakness_OfOnesOwnWords_IsThatOthersKnowThem) {
  for (const char* password :
       {"sitirahmawati", "Rahmawati2026", "r4hmaw4t1-1990", "bandungkab-2026", "SitiRahmawatiJuara", "juara-dinkes-26"}) {
    EXPECT_EQ(weakness_of(password), "identity.password_own_words") << password;
  }
}

TEST(Password, Weakness_NamesItsField) { EXPECT_EQ(weakness("x", {})->params.front(), (base::Params::value_type{"field", "password"})); }

}  // namespace
}  // namespace identity
