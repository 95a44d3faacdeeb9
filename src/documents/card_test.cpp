#include "documents/card.hpp"

#include <gtest/gtest.h>

#include "tests/support/fontconfig_leak.hpp"

namespace documents {
namespace {

const Card kCard{.title = "Penilaian 2024",
                 .subtitle = "Ombudsman RI",
                 .lines = {{"1", "Dinas Kesehatan Kota Cilegon", "96.29"}, {"2", "Dinas lain", "90.00"}},
                 .mark = "",
                 .source = "juara"};

unsigned number(const std::string& png, std::size_t at) {
  unsigned value = 0;
  for (std::size_t i = at; i < at + 4; ++i) value = value << 8U | static_cast<unsigned char>(png.at(i));
  return value;
}

TEST(Card, IsAPngOfItsSize) {
  const std::string png = card_png(kCard);
  EXPECT_EQ(png.substr(0, 8), "\x89PNG\r\n\x1a\n");
  EXPECT_EQ(number(png, 16), 1200U);
  EXPECT_EQ(number(png, 20), 630U);
  EXPECT_EQ(card_png(kCard), png);
}

TEST(Card, EveryPartOfIt_IsDrawn) {
  const std::string plain = card_png(kCard);
  const auto changed = [&](const auto& change) {
    Card card = kCard;
    change(card);
    return card_png(card) != plain;
  };
  EXPECT_TRUE(changed([](Card& card) { card.title = "x"; }));
  EXPECT_TRUE(changed([](Card& card) { card.subtitle = "x"; }));
  EXPECT_TRUE(changed([](Card& card) { card.lines.pop_back(); }));
  EXPECT_TRUE(changed([](Card& card) { card.lines[1].place = "3"; }));
  EXPECT_TRUE(changed([](Card& card) { card.lines[1].name = "x"; }));
  EXPECT_TRUE(changed([](Card& card) { card.lines[1].value = "x"; }));
  EXPECT_TRUE(changed([](Card& card) { card.mark = "Data ilustratif"; }));
  EXPECT_TRUE(changed([](Card& card) { card.source = "x"; }));
}

TEST(Card, LongTexts_AreCut) {
  Card card = kCard;
  card.title = std::string(5000, 'W');
  card.lines = {5, {"1000", std::string(5000, 'W'), std::string(5000, '9')}};
  EXPECT_EQ(number(card_png(card), 20), 630U);
}

}  // namespace
}  // namespace documents
