#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>

#include "base/csv.hpp"
#include "features/packs/api.hpp"
#include "features/results/api.hpp"
#include "features/sheets/api.hpp"
#include "tally/tally.hpp"

namespace packs {
namespace {

/// A score that an issuer published with its category: tests/published/published_scores.csv.
struct Published {
  std::string instrument, year, entity, score, category;

  friend void PrintTo(const Published& row, std::ostream* out) {
    *out << row.instrument << " " << row.year << " " << row.entity << " " << row.score << " " << row.category;
  }
};

/// The pack under which it was given, or nothing if Juara has none.
std::string pack_of(const Published& row) {
  if (row.instrument == "ombudsman_kepatuhan") {
    if (row.year == "2018" || row.year == "2019") return "ombudsman-kepatuhan@2017";
    return "ombudsman-kepatuhan@" + std::string(row.year == "2021" ? "2021" : "2022");
  }
  if (row.instrument == "ipp_pekppp") return "ipp@2022";
  if (row.instrument == "skm_ikm_2017") return "skm@2017";
  if (row.instrument == "ikm_kep25_2004") return "skm@2004";
  return row.instrument == "indeks_pencapaian_spm" ? "spm@2021" : "";
}

std::vector<Published> published() {
  std::ifstream in(JUARA_SOURCE_DIR "/tests/published/published_scores.csv", std::ios::binary);
  base::csv::Reader reader("published_scores.csv", in);
  std::vector<Published> rows;
  for (std::vector<std::string_view> fields; reader.next(fields);) {
    Published row{std::string(fields[0]), std::string(fields[1]), std::string(fields[3]), std::string(fields[5]), std::string(fields[6])};
    if (!row.score.empty() && !row.category.empty() && !pack_of(row).empty()) rows.push_back(std::move(row));
  }
  return rows;
}

/// As packs write ids: `Tuntas Utama` is `tuntas-utama`; letters stay.
std::string id_of(std::string category) {
  if (category.size() <= 2) return category;
  for (char& c : category) c = c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return category;
}

class PublishedScore : public testing::TestWithParam<Published> {};

TEST_P(PublishedScore, Tally_GivesThePublishedCategory) {
  const Published& row = GetParam();
  const LoadedPack loaded = load_pack(pack_of(row));
  sheets::Tables tables;
  tables.subjects = sheets::text_table("subjects.csv", "id,type\na,kabupaten\n");
  tables.scores.push_back(sheets::text_table("scores.csv", "subject,total\na," + row.score + "\n"));
  const tally::Input input = sheets::read_input(loaded.pack, std::move(tables));
  const tally::Result result = tally::tally(loaded.pack, input);
  const tally::Band* band = result.rows.front().band;
  ASSERT_NE(band, nullptr);
  EXPECT_EQ(band->named.id.size() == 1 && row.category.size() > 2 ? band->zone : band->named.id, id_of(row.category));
}

INSTANTIATE_TEST_SUITE_P(Rows, PublishedScore, testing::ValuesIn(published()));

TEST(Published, KabupatenTangerang2023_IsTheMeanOfItsSixUnits) {
  const LoadedPack loaded = load_pack("ombudsman-kepatuhan@2022");
  sheets::Tables tables;
  tables.subjects =
      sheets::text_table("subjects.csv", "id,parent,type\nkab,,kabupaten\nu1,kab,\nu2,kab,\nu3,kab,\nu4,kab,\nu5,kab,\nu6,kab,\n");
  tables.scores.push_back(sheets::text_table("scores.csv", "subject,total\nu1,88.70\nu2,90.92\nu3,93.72\nu4,96.07\nu5,96.20\nu6,96.73\n"));
  const tally::Input input = sheets::read_input(loaded.pack, std::move(tables));
  EXPECT_EQ(tally::tally(loaded.pack, input).rows.front().score, "93.72");
}

}  // namespace
}  // namespace packs
