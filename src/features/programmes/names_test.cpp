#include "features/programmes/names.hpp"

#include <gtest/gtest.h>

namespace programmes {
namespace {

TEST(Names, Normalised_WritesTheSameNameAlike) {
  for (const char* name : {"Kabupaten Serang", "Kab. Serang", "KAB SERANG", "  kabupaten,  serang "}) {
    EXPECT_EQ(normalised(name), "kabupaten serang") << name;
  }
  EXPECT_EQ(normalised("RSUD H.M. Rabain: \"Salam\" 100%_"), "rsud h m rabain salam 100");
  EXPECT_EQ(normalised("Café Ünü"), "café Ünü");
  EXPECT_EQ(normalised(" -- "), "");
}

TEST(Names, Slug_IsMadeOfPlainLettersOnly) {
  EXPECT_EQ(slug_of("Dinas Kesehatan Kota Cilegon"), "dinas-kesehatan-kota-cilegon");
  EXPECT_EQ(slug_of("Prov. Banten / <b>"), "provinsi-banten-b");
  EXPECT_EQ(slug_of("日本"), "unit");
  EXPECT_EQ(slug_of(""), "unit");
  EXPECT_EQ(slug_of(std::string(79, 'a') + " b"), std::string(79, 'a'));
}

TEST(Names, IsSlug_TakesWhatSlugOfMakes) {
  for (const char* good : {"a", "a-b", "1-banten-2022"}) EXPECT_TRUE(is_slug(good)) << good;
  for (const std::string& bad :
       {std::string(), std::string("-a"), std::string("a-"), std::string("A"), std::string("a/b"), std::string(81, 'a')}) {
    EXPECT_FALSE(is_slug(bad)) << bad;
  }
}

}  // namespace
}  // namespace programmes
