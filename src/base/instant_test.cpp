#include "base/instant.hpp"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Instant, ToText_HasTheOffsetOfItsZone) {
  const Instant instant = from_millis(1'733'277'600'000);
  EXPECT_EQ(to_text(instant), "2024-12-04T09:00:00+07:00");
  EXPECT_EQ(to_text(instant, Zone::wita), "2024-12-04T10:00:00+08:00");
  EXPECT_EQ(to_text(instant, Zone::wit), "2024-12-04T11:00:00+09:00");
}

TEST(Instant, ToText_ShowsMillisecondsOnlyWhereThereAreSome) {
  EXPECT_EQ(to_text(from_millis(1'733'277'600'007)), "2024-12-04T09:00:00.007+07:00");
  EXPECT_EQ(to_text(from_millis(-1)), "1970-01-01T06:59:59.999+07:00");
  EXPECT_EQ(to_text(from_millis(0)), "1970-01-01T07:00:00+07:00");
}

TEST(Instant, ParseInstant_ReadsWhatToTextWrites) {
  for (const std::int64_t millis : {0LL, -1LL, 1'733'277'600'007LL, -62'000'000'000'000LL, 253'000'000'000'000LL, 951'782'400'000LL}) {
    for (const Zone zone : {Zone::wib, Zone::wita, Zone::wit}) {
      EXPECT_EQ(parse_instant(to_text(from_millis(millis), zone)), from_millis(millis));
    }
  }
}

TEST(Instant, ParseInstant_TakesEveryFormOfRfc3339) {
  const Instant instant = from_millis(1'733'277'600'000);
  using std::chrono::milliseconds;
  for (const char* text : {"2024-12-04T02:00:00Z", "2024-12-04t02:00:00z", "2024-12-03T21:30:00-04:30", "2024-12-04T02:00:00.0004Z"}) {
    EXPECT_EQ(parse_instant(text), instant) << text;
  }
  EXPECT_EQ(parse_instant("2024-12-04T02:00:00.5Z"), instant + milliseconds(500));
  EXPECT_EQ(parse_instant("2024-02-29T00:00:00Z"), from_millis(1'709'164'800'000));
}

TEST(Instant, ParseInstant_RefusesEverythingElse) {
  for (const char* text : {"", "2024-12-04", "2024-12-04T02:00:00", "2024-12-04 02:00:00Z", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z",
                           "2024-12-04T24:00:00Z", "2024-12-04T02:60:00Z", "2024-12-04T02:00:60Z", "2024-12-04T02:00:00.Z",
                           "2024-12-04T02:00:00+0700", "2024-12-04T02:00:00+07:00 ", "+024-12-04T02:00:00Z", "2024-12-04T02:00:00+24:00"}) {
    EXPECT_EQ(parse_instant(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace base
