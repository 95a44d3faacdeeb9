#include "base/fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace base {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// `field: code` of each problem that `finish` throws.
std::vector<std::string> problems_of(Fields& fields) {
  std::vector<std::string> found;
  try {
    fields.finish();
  } catch (const Error& error) {
    for (const Problem& problem : error.problems()) found.push_back(problem.params.back().second + ": " + problem.code);
  }
  return found;
}

TEST(Fields, OfWhatIsThere_AreRead) {
  const Document document(Document::Map{{"name", "  Dinas Kesehatan\t"},
                                        {"password", " kata sandi "},
                                        {"active", true},
                                        {"days", std::int64_t{30}},
                                        {"until", "2024-12-04T09:00:00+07:00"},
                                        {"scopes", Document::List{"read", "write"}},
                                        {"grants", Document::List{Document::Map{{"role", "juror"}}}},
                                        {"nothing", Document()}});
  Fields fields(document);
  EXPECT_EQ(fields.text("name"), "Dinas Kesehatan");
  EXPECT_EQ(fields.secret("password"), " kata sandi ");
  EXPECT_EQ(fields.optional_flag("active"), true);
  EXPECT_EQ(fields.optional_integer("days", 1, 365), 30);
  EXPECT_EQ(fields.optional_instant("until"), from_millis(1'733'277'600'000));
  EXPECT_THAT(fields.texts("scopes", 5), ElementsAre("read", "write"));
  EXPECT_THAT(fields.objects("grants", 5), ElementsAre(&document.find("grants")->list().front()));
  EXPECT_EQ(fields.optional_text("nothing"), std::nullopt);
  EXPECT_EQ(fields.optional_secret("absent"), std::nullopt);
  EXPECT_FALSE(fields.has("nothing"));
  EXPECT_THAT(problems_of(fields), IsEmpty());
}

TEST(Fields, WhateverIsWrong_IsToldAtOnceByField) {
  const Document document(Document::Map{{"a", std::int64_t{1}},
                                        {"b", "   "},
                                        {"c", "abcdef"},
                                        {"d", "ab"},
                                        {"e", "yes"},
                                        {"f", std::int64_t{0}},
                                        {"g", "yesterday"},
                                        {"h", "x"},
                                        {"i", Document::List{}},
                                        {"j", Document::List{"x"}},
                                        {"k", Document::List{"x", "y"}},
                                        {"stray", "x"}});
  Fields fields(document);
  EXPECT_EQ(fields.text("a"), "");
  EXPECT_EQ(fields.text("b"), "");
  EXPECT_EQ(fields.text("c", {.most = 5}), "");
  EXPECT_EQ(fields.text("d", {.least = 3}), "");
  EXPECT_EQ(fields.optional_flag("e"), std::nullopt);
  EXPECT_EQ(fields.optional_integer("f", 1, 9), std::nullopt);
  EXPECT_EQ(fields.optional_instant("g"), std::nullopt);
  EXPECT_THAT(fields.texts("h", 5), IsEmpty());
  EXPECT_THAT(fields.texts("i", 5), IsEmpty());
  EXPECT_THAT(fields.objects("j", 5), IsEmpty());
  EXPECT_THAT(fields.texts("k", 1), IsEmpty());
  EXPECT_EQ(fields.text("absent"), "");
  fields.refuse("c", "own.rule");
  EXPECT_THAT(problems_of(fields), ElementsAre("a: fields.not_text", "b: fields.missing", "c: fields.too_long", "d: fields.too_short",
                                               "e: fields.not_boolean", "f: fields.not_in_range", "g: fields.not_a_time",
                                               "h: fields.not_a_list", "i: fields.missing", "j: fields.not_an_object", "k: fields.too_many",
                                               "absent: fields.missing", "c: own.rule", "stray: fields.unknown"));
}

TEST(Fields, TextThatCouldDeceive_IsRefused) {
  // The last two turn the direction of writing (U+202E, U+2066).
  for (const std::string& text : {std::string("a\nBcc: b"), std::string("a\rb"), std::string("a\x7f"), std::string("a\tb"),
                                  std::string{'\xE2', '\x80', '\xAE'}, std::string{'\xE2', '\x81', '\xA6'}}) {
    const Document document(Document::Map{{"name", "x" + text + "x"}});
    Fields fields(document);
    EXPECT_EQ(fields.text("name"), "");
    EXPECT_THAT(problems_of(fields), ElementsAre("name: fields.control")) << text;
  }
}

TEST(Fields, Length_IsCountedInCharacters) {
  const Document document(Document::Map{{"name", "ꦗꦮ"}});
  Fields fields(document);
  EXPECT_EQ(fields.text("name", {.least = 2, .most = 2}), "ꦗꦮ");
  EXPECT_THAT(problems_of(fields), IsEmpty());
}

TEST(Fields, OfWhatIsNoObject_CannotBeRead) {
  const Document document(Document::List{"x"});
  EXPECT_THROW(Fields{document}, Error);
}

}  // namespace
}  // namespace base
