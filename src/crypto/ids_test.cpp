#include "crypto/ids.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crypto {
namespace {

TEST(Ids, NewId_IsAUuidOfItsTime) {
  // The time of RFC 9562's example, A.6.
  const std::string id = new_id(base::from_millis(1'645'557'742'000));
  EXPECT_THAT(id, testing::StartsWith("017f22e2-79b0-7"));
  EXPECT_EQ(id.size(), 36U);
  EXPECT_THAT(id.substr(19, 1), testing::AnyOf("8", "9", "a", "b"));
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef-"), std::string::npos);
}

TEST(Ids, NewId_OfTheSameTime_IsAnother) {
  EXPECT_NE(new_id(base::from_millis(0)), new_id(base::from_millis(0)));
  EXPECT_LT(new_id(base::from_millis(1)), new_id(base::from_millis(2)));
}

}  // namespace
}  // namespace crypto
