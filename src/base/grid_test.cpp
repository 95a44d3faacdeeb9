#include "base/grid.hpp"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Grid, Columns_AreAsWideAsTheirWidestCell_AndEmptyOnesAreLeftOut) {
  Grid grid({"No", "Nama", "Catatan", "Skor"}, {true, false, false, true});
  grid.add({"1", "Desa Á", "", "9.5"});
  grid.add({"12", "Kota", "", "10"});
  EXPECT_EQ(grid.text(),
            "  No  Nama    Skor\n"
            "  --  ------  ----\n"
            "   1  Desa Á   9.5\n"
            "  12  Kota      10\n");
}

}  // namespace
}  // namespace base
