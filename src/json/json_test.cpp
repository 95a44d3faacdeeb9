#include "json/json.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/error.hpp"

namespace json {
namespace {

using base::Document;
using base::Params;
using base::Problem;
using List = Document::List;
using Map = Document::Map;

Problem problem_of(std::string_view text) {
  try {
    static_cast<void>(parse(text, "b.json"));
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::Kind::invalid);
    return error.problems().front();
  }
  return {};
}

Problem problem(std::size_t line, std::string code, Params params) {
  return {.file = "b.json", .line = line, .code = std::move(code), .params = std::move(params)};
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(Json, Parse_EveryKind_GivesTheTree) {
  EXPECT_EQ(parse(R"( {"a": [null, true, false, 0, -7, 9007199254740992], "b": {}, "": "x\u00e9\n\"\\\/\ud83d\ude00"} )", "b.json"),
            Document(Map{{"a", List{Document(), true, false, std::int64_t{0}, std::int64_t{-7}, std::int64_t{1} << 53}},
                         {"b", Map{}},
                         {"", "x\xC3\xA9\n\"\\/\xF0\x9F\x98\x80"}}));
  EXPECT_EQ(parse("\"text\"", "b.json"), Document("text"));
  EXPECT_EQ(parse("12", "b.json"), Document(std::int64_t{12}));
}

TEST(Json, Parse_MembersOverLines_HaveTheLinesOfTheirKeys) {
  const Document document = parse("\n{\n\"a\":\n1,\n\"b\": [\n\"x\"\n]}\n\n", "b.json");

  EXPECT_EQ(document.line(), 2U);
  EXPECT_EQ(document.find("a")->line(), 3U);
  EXPECT_EQ(document.find("b")->line(), 5U);
  EXPECT_EQ(document.find("b")->list().front().line(), 6U);
}

TEST(Json, Parse_LongTextWithEscapes_IsWhole) {
  std::string escaped;
  std::string plain;
  for (int i = 0; i < 20'000; ++i) {
    escaped += "\\nabc";
    plain += "\nabc";
  }

  EXPECT_EQ(parse("{\"" + escaped + "\":\"" + escaped + "\"}", "b.json"), Document(Map{{plain, plain}}));
}

TEST(Json, Parse_Malformed_IsRefusedWithTheLine) {
  for (const char* text : {"", " ", "{", "[1,]", "{\"a\" 1}", "{'a': 1}", "[1] 2", "[01]", "[+1]", "nul", "\"a\nb\"", "\"\\ud800\"",
                           "\"\xFF\"", "// x\n1", "\xEF\xBB\xBF{}", "[1]x", "[1]\n\nx"}) {
    EXPECT_EQ(problem_of(text).code, "json.syntax") << text;
  }
  EXPECT_EQ(problem_of("{\n\"a\": 1\n\"b\": 2}").line, 3U);
  EXPECT_EQ(problem_of("[1]\n\nx").line, 3U);
}

TEST(Json, Parse_NumberNoIntegerWithin2To53_IsRefused) {
  EXPECT_EQ(problem_of("[\n1.0]"), problem(2, "json.not_integer", {{"found", "1.0"}}));
  for (const char* text :
       {"1e2", "0.5", "-1E1", "9007199254740993", "-9007199254740993", "9223372036854775808", "123456789012345678901234567890"}) {
    EXPECT_EQ(problem_of(text), problem(1, "json.not_integer", {{"found", text}}));
  }
}

TEST(Json, Parse_RepeatedKey_IsRefusedWithTheSecondOnesLine) {
  EXPECT_EQ(problem_of("{\"b\": 1,\n\"a\": 2,\n\"b\":\n3}"), problem(3, "json.repeated_key", {{"key", "b"}}));
  EXPECT_EQ(problem_of(R"([{"x": {"a": 1, "\u0061": 2}}])"), problem(1, "json.repeated_key", {{"key", "a"}}));
}

TEST(Json, Parse_FortyThousandMembersUnsortedWithOneRepeated_IsRefusedQuickly) {
  std::string text = "{";
  for (int i = 40'000; i > 0; --i) text += '"' + std::to_string(i) + "\":1,";
  EXPECT_EQ(parse(text + "\"x\":1}", "b.json").map().size(), 40'001U);
  EXPECT_EQ(problem_of(text + "\"77\":1}"), problem(1, "json.repeated_key", {{"key", "77"}}));
}

TEST(Json, Parse_NestingOf64_IsTheDeepest) {
  EXPECT_EQ(canonical(parse(nested(64), "b.json")), nested(64));
  EXPECT_EQ(problem_of(nested(65)), problem(1, "json.too_deep", {}));
  EXPECT_EQ(problem_of(std::string(1 << 22, '[')), problem(1, "json.too_deep", {}));
}

TEST(Json, Canonical_AnyTree_HasSortedMembersAndNoBlanks) {
  EXPECT_EQ(canonical(Map{{"b", List{Document(), true, std::int64_t{-5}, List{}, Map{}}}, {"a", "x"}, {"B", false}}),
            R"({"B":false,"a":"x","b":[null,true,-5,[],{}]})");
}

TEST(Json, Canonical_MemberNames_AreInOrderOfUtf16CodeUnits) {
  // The example of RFC 8785, 3.2.3, and names around the surrogates.
  EXPECT_EQ(
      canonical(parse(R"({"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",)"
                      R"( "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"})",
                      "b.json")),
      "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\",\"\xC3\xB6\":\"Latin Small Letter O With Diaeresis\","
      "\"\xE2\x82\xAC\":\"Euro Sign\",\"\xF0\x9F\x98\x80\":\"Emoji: Grinning Face\",\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With Dagesh\"}");
  EXPECT_EQ(canonical(Map{{"\xEE\x80\x80", "E000"}, {"\xF4\x8F\xBF\xBF", "10FFFF"}, {"\xED\x9F\xBF", "D7FF"}, {"\xED\x9F", "prefix"}}),
            "{\"\xED\x9F\":\"prefix\",\"\xED\x9F\xBF\":\"D7FF\",\"\xF4\x8F\xBF\xBF\":\"10FFFF\",\"\xEE\x80\x80\":\"E000\"}");
}

TEST(Json, Canonical_Text_IsEscapedAsRfc8785Says) {
  EXPECT_EQ(canonical(std::string("\x00\x01\b\t\n\v\f\r\x1f\"\\/\x7f\xC3\xA9", 15)),
            "\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\/\x7f\xC3\xA9\"");
}

TEST(Json, Canonical_ParsedAgain_GivesTheSame) {
  const Document document = Map{{"z", List{"a", Map{{"k", std::int64_t{1}}}}}, {"\x01", Document()}};

  EXPECT_EQ(parse(canonical(document), "b.json"), document);
}

TEST(Json, Pretty_AnyTree_IsIndentedInItsOrder) {
  EXPECT_EQ(pretty(Map{{"b", List{std::int64_t{1}, List{}, Map{{"x", "y"}}}}, {"a", Map{}}}), R"({
  "b": [
    1,
    [],
    {
      "x": "y"
    }
  ],
  "a": {}
}
)");
  EXPECT_EQ(pretty("x"), "\"x\"\n");
}

}  // namespace
}  // namespace json
