#include "i18n/i18n.hpp"

#include <gtest/gtest.h>

namespace {

using i18n::Language;

TEST(Text, KnownCode_FillsPlacesInTheLanguageAsked) {
  const base::Params params{{"key", "a{line}"}};
  EXPECT_EQ(i18n::text(Language::en, "json.repeated_key", params), "the key `a{line}` occurs twice in one object; keep one of the two");
  EXPECT_EQ(i18n::text(Language::id, "json.repeated_key", params), "kunci `a{line}` muncul dua kali dalam satu objek; sisakan salah satu");
}

TEST(Text, PlaceWithoutParam_StaysVisible) {
  EXPECT_EQ(i18n::text(Language::en, "json.repeated_key"), "the key `{key}` occurs twice in one object; keep one of the two");
}

TEST(Text, UnknownCode_GivesCodeWithParams) {
  EXPECT_EQ(i18n::text(Language::id, "no.such_code"), "no.such_code");
  EXPECT_EQ(i18n::text(Language::id, "no.such_code", {{"a", "1"}, {"b", "2"}}), "no.such_code (a=1, b=2)");
}

TEST(Describe, FileAndLine_StandBeforeTheText) {
  EXPECT_EQ(i18n::describe(Language::en, {"x.csv", 3, "no.code", {}}), "x.csv:3: no.code");
  EXPECT_EQ(i18n::describe(Language::en, {"x.csv", 0, "no.code", {}}), "x.csv: no.code");
  EXPECT_EQ(i18n::describe(Language::en, {"", 0, "no.code", {}}), "no.code");
}

TEST(Language, Asked_BeatsTheEnvironment) {
  EXPECT_EQ(i18n::language_from_environment(Language::id, "en_US.UTF-8", nullptr), Language::id);
}

TEST(Language, NotAsked_ComesFromTheLocaleElseIndonesian) {
  EXPECT_EQ(i18n::language_from_environment({}, nullptr, nullptr), Language::id);
  EXPECT_EQ(i18n::language_from_environment({}, nullptr, "en_GB.UTF-8"), Language::en);
  EXPECT_EQ(i18n::language_from_environment({}, "", "en_GB.UTF-8"), Language::en);
  EXPECT_EQ(i18n::language_from_environment({}, "id_ID.UTF-8", "en_GB.UTF-8"), Language::id);
  EXPECT_EQ(i18n::language_from_environment({}, "C.UTF-8", nullptr), Language::id);
}

TEST(Language, Parse_KnowsTwo) {
  EXPECT_EQ(i18n::parse_language("id"), Language::id);
  EXPECT_EQ(i18n::parse_language("en"), Language::en);
  EXPECT_EQ(i18n::parse_language("EN"), std::nullopt);
}

}  // namespace
