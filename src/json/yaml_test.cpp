#include "json/yaml.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace json {
namespace {

using base::Document;
using base::Problem;
using List = Document::List;
using Map = Document::Map;

Document read(std::string_view text) { return parse_yaml(text, "p.yaml"); }

Problem problem_of(std::string_view text) {
  try {
    static_cast<void>(read(text));
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::Kind::invalid);
    return error.problems().front();
  }
  return {};
}

Problem problem(std::size_t line, std::string code, base::Params params = {}) {
  return {.file = "p.yaml", .line = line, .code = std::move(code), .params = std::move(params)};
}

std::string repeated(std::string_view unit, std::size_t size) {
  std::string text;
  while (text.size() < size) text += unit;
  return text;
}

TEST(Yaml, Parse_BlockAndFlow_GiveATreeOfText) {
  EXPECT_EQ(read("a: 1.50\n"
                 "b: [x, 'y z', \"q\\n\", {k: v}]\n"
                 "c:\n  - p: no\n    q: 2024-01-01\n  -\n"
                 "d: |\n  two\n  lines\n"
                 "e: >\n  one\n  line\n"
                 "\"f g\": # comment\n"),
            Document(Map{{"a", "1.50"},
                         {"b", List{"x", "y z", "q\n", Map{{"k", "v"}}}},
                         {"c", List{Map{{"p", "no"}, {"q", "2024-01-01"}}, ""}},
                         {"d", "two\nlines\n"},
                         {"e", "one line\n"},
                         {"f g", ""}}));
}

TEST(Yaml, Parse_NullWords_AreTextLikeAnyOther) {
  EXPECT_EQ(
      read("a: null\r\nb: ~\r\nc: [~, NULL, Null]\nd: {null: x, e: null}\nnull: ~ # note\n"),
      Document(Map{{"a", "null"}, {"b", "~"}, {"c", List{"~", "NULL", "Null"}}, {"d", Map{{"null", "x"}, {"e", "null"}}}, {"null", "~"}}));
}

TEST(Yaml, Parse_EmptyValueBeforeAKeyNamedNull_IsEmptyText) {
  EXPECT_EQ(read("a:\nnull: 1\nb: {c: , ~ : 2}\n"), Document(Map{{"a", ""}, {"null", "1"}, {"b", Map{{"c", ""}, {"~", "2"}}}}));
}

TEST(Yaml, Parse_FileWithoutContent_IsAnEmptyMap) {
  for (const char* text : {"", "\n", "# only a comment\n", "---\n", "\xEF\xBB\xBF"}) EXPECT_EQ(read(text), Document(Map{})) << text;
}

TEST(Yaml, Parse_ByteOrderMarkAndMarkers_DoNotMatter) {
  EXPECT_EQ(read("\xEF\xBB\xBF---\na: ~\n...\n"), Document(Map{{"a", "~"}}));
  EXPECT_EQ(read("a: ! x\nb: ! null\n"), Document(Map{{"a", "x"}, {"b", "null"}}));
}

TEST(Yaml, Parse_MembersOverLines_HaveTheLinesOfTheirKeys) {
  const Document document = read("# note\na:\n  b:\n    - x\n    - y\n");

  EXPECT_EQ(document.line(), 2U);
  EXPECT_EQ(document.find("a")->line(), 2U);
  EXPECT_EQ(document.find("a")->find("b")->line(), 3U);
  EXPECT_EQ(document.find("a")->find("b")->list().back().line(), 5U);
}

TEST(Yaml, Parse_Malformed_IsRefusedWithTheLine) {
  for (const char* text : {"a: b: c", "a: [1", "a: 'x", "\ta: 1", "a: {b", "a: @x", "a: 1\n b: 2\nc", "[a]]", "- a\nb: c", "a: \"\\q\""}) {
    EXPECT_EQ(problem_of(text).code, "yaml.syntax") << text;
  }
  EXPECT_EQ(problem_of("a: 1\nb: [\n").code, "yaml.syntax");
  EXPECT_EQ(problem_of("a: 1\nb: c: d\n"), problem(2, "yaml.syntax", {{"reason", "illegal map value"}}));
}

TEST(Yaml, Parse_ControlCharacter_IsRefused) {
  // yaml-cpp would take it for the end of the file and lose the rest.
  EXPECT_EQ(problem_of("a: 1\n\x04\nb: 2\n"), problem(2, "yaml.syntax", {{"reason", "control character"}}));
  EXPECT_EQ(problem_of(std::string_view("a: \0", 4)).code, "yaml.syntax");
}

TEST(Yaml, Parse_AnchorsAndAliases_AreRefused) {
  EXPECT_EQ(problem_of("a: 1\nb: &x y\n"), problem(2, "yaml.anchor"));
  EXPECT_EQ(problem_of("&x a: 1\n"), problem(1, "yaml.anchor"));
  EXPECT_EQ(problem_of("a: 1\nb: *x\n"), problem(2, "yaml.anchor"));
  EXPECT_EQ(problem_of("a: &x [l, l]\nb: &y [*x, *x, *x]\nc: [*y, *y, *y]\n"), problem(1, "yaml.anchor"));
}

TEST(Yaml, Parse_Tags_AreRefused) {
  EXPECT_EQ(problem_of("a: !!str x\n"), problem(1, "yaml.tag", {{"found", "tag:yaml.org,2002:str"}}));
  EXPECT_EQ(problem_of("a: 1\nb: !own [x]\n"), problem(2, "yaml.tag", {{"found", "!own"}}));
  EXPECT_EQ(problem_of("a: !own\n").code, "yaml.tag");
}

TEST(Yaml, Parse_Keys_MustBeTextAndUnique) {
  EXPECT_EQ(problem_of("a: 1\nb: 2\na:\n  x: 1\n"), problem(3, "yaml.repeated_key", {{"key", "a"}}));
  EXPECT_EQ(problem_of("? [a]\n: b\n"), problem(1, "yaml.key"));
  EXPECT_EQ(problem_of("{{a: b}: c}\n"), problem(1, "yaml.key"));
  EXPECT_EQ(problem_of("x: 1\n: c\n").code, "yaml.key");
}

TEST(Yaml, Parse_SecondDocument_IsRefused) {
  EXPECT_EQ(problem_of("a: 1\n---\nb: 2\n"), problem(2, "yaml.documents"));
  EXPECT_EQ(problem_of("a: 1\n---\n"), problem(2, "yaml.documents"));
  EXPECT_EQ(problem_of("- a\nb: c\n"), problem(2, "yaml.syntax", {{"reason", "text after the end of the document"}}));
}

TEST(Yaml, Parse_TooLargeOrNotUtf8_IsRefused) {
  EXPECT_EQ(read(repeated("#", std::size_t{4} << 20)), Document(Map{}));
  EXPECT_EQ(problem_of(repeated("#", (std::size_t{4} << 20) + 1)), problem(0, "yaml.too_large"));
  EXPECT_EQ(problem_of("a: \xE9\n"), problem(0, "yaml.not_utf8"));
}

TEST(Yaml, Parse_NestingOf64_IsTheDeepest) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(read(nested(64)).is_list());
  EXPECT_EQ(problem_of(nested(65)), problem(1, "yaml.too_deep"));
  EXPECT_EQ(problem_of(repeated("- ", 200)), problem(1, "yaml.too_deep"));
}

TEST(Yaml, Parse_HostileInputOfFourMebibytes_IsRefused) {
  for (const char* unit :
       {"[", "{", "- ", "? ", "[a,", "{a: ", ": ", "[\n", "- - ", "\"[\", [ ", ",", "[],", "]", "&a ", "*a ", "!a ", "---\n"}) {
    EXPECT_TRUE(problem_of(repeated(unit, std::size_t{4} << 20)).code.starts_with("yaml.")) << unit;
  }
}

}  // namespace
}  // namespace json
