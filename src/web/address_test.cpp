#include "web/address.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace web {
namespace {

std::string round_trip(std::string_view text) {
  const auto address = Address::parse(text);
  return address ? address->text() : "none";
}

TEST(Address, Parse_Text_GivesOneFormOfEach) {
  EXPECT_EQ(round_trip("10.0.0.1"), "10.0.0.1");
  EXPECT_EQ(round_trip("::ffff:10.0.0.1"), "10.0.0.1");
  EXPECT_EQ(round_trip("2001:DB8:0:0::1"), "2001:db8::1");
  EXPECT_EQ(round_trip("::"), "::");
  for (const char* bad : {"", "10.0.0", "10.0.0.256", "10.0.0.1 ", "fe80::1%eth0", "juara.test", "[::1]", "10.0.0.1:80"}) {
    EXPECT_EQ(round_trip(bad), "none") << bad;
  }
}

TEST(Address, Network_OfIpv6_IsItsHalf) {
  EXPECT_EQ(Address::parse("2001:db8:1:2:3:4:5:6")->network(), *Address::parse("2001:db8:1:2::"));
  EXPECT_EQ(Address::parse("10.1.2.3")->network(), *Address::parse("10.1.2.3"));
}

TEST(AddressRange, Contains_Address_ByItsFirstBits) {
  struct Case {
    const char* range;
    const char* address;
    bool inside;
  };
  const std::vector<Case> cases{
      {"10.0.0.0/8", "10.255.0.1", true},
      {"10.0.0.0/8", "11.0.0.1", false},
      {"10.128.0.0/9", "10.127.0.1", false},
      {"10.128.0.0/9", "10.200.0.1", true},
      {"127.0.0.1", "127.0.0.1", true},
      {"127.0.0.1", "127.0.0.2", false},
      {"0.0.0.0/0", "1.2.3.4", true},
      {"0.0.0.0/0", "::1", false},
      {"::/0", "1.2.3.4", true},
      {"fd00::/8", "fdff::1", true},
      {"fd00::/8", "fe00::1", false},
      {"::1/128", "::1", true},
      {"10.0.0.0/8", "::ffff:10.0.0.1", true},
      {"2001:db8::/33", "2001:db8:8000::1", false},
      {"2001:db8::/33", "2001:db8:7fff::1", true},
  };
  for (const auto& [range, address, inside] : cases) {
    EXPECT_EQ(AddressRange::parse(range)->contains(*Address::parse(address)), inside) << range << " " << address;
  }
}

TEST(AddressRange, Parse_BadText_GivesNothing) {
  for (const char* bad : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/8/8", "juara.test/8", "10.0.0.0/8x"}) {
    EXPECT_FALSE(AddressRange::parse(bad)) << bad;
  }
}

}  // namespace
}  // namespace web
