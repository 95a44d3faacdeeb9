#include "base/error.hpp"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Error, OfCode_HoldsOneProblemWithoutPlace) {
  const Error error(Kind::not_found, "pack.unknown", {{"id", "x"}});

  EXPECT_EQ(error.kind(), Kind::not_found);
  EXPECT_EQ(error.problems(), (std::vector<Problem>{{.file = "", .line = 0, .code = "pack.unknown", .params = {{"id", "x"}}}}));
  EXPECT_EQ(error.total(), 1U);
  EXPECT_STREQ(error.what(), "pack.unknown");
}

TEST(Problems, None_ThrowNothing) {
  const Problems problems;

  EXPECT_TRUE(problems.empty());
  EXPECT_NO_THROW(problems.throw_if_any());
}

TEST(Problems, MoreThanKept_CountsAllAndKeepsTheFirst) {
  Problems problems;
  for (std::size_t line = 1; line <= Problems::kKept + 7; ++line) {
    problems.add({.file = "a.csv", .line = line, .code = "row.bad", .params = {}});
  }

  try {
    problems.throw_if_any();
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), Kind::invalid);
    EXPECT_EQ(error.total(), Problems::kKept + 7);
    ASSERT_EQ(error.problems().size(), Problems::kKept);
    EXPECT_EQ(error.problems().back().line, Problems::kKept);
  }
}

}  // namespace
}  // namespace base
