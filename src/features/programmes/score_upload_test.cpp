#include "features/programmes/score_upload.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "documents/workbook.hpp"
#include "features/audit/api.hpp"
#include "features/programmes/routes_office.hpp"
#include "tests/support/publications.hpp"
#include "tests/support/test_server.hpp"

namespace programmes {
namespace {

using documents::Number;
using identity::Role;
using support::HttpAnswer;

const std::string kPack = "inovasi-kabupaten-top10@2020";
const std::string kCsv = "subject,inovasi,pengelolaan_pengaduan\na,80,70.5\nb,90,60\n";
const char* const kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const std::string kPath = "/api/v1/office/programmes/lomba/tallies";
const std::string kRest = "?pack=" + kPack + "&year=2020&caption_id=Hasil&caption_en=Result";

std::string workbook(std::vector<documents::Sheet> more = {}, double first = 80) {
  std::vector<documents::Sheet> sheets{
      {"Nilai", {"subject", "inovasi", "pengelolaan_pengaduan"}, {{"a", Number{first, 0}, Number{70.5, 1}}, {"b", Number{90, 0}, "60"}}}};
  sheets.insert(sheets.end(), more.begin(), more.end());
  return documents::workbook(sheets, base::from_millis(0));
}

std::vector<std::string> told(const Preview& preview) {
  std::vector<std::string> lines;
  for (const base::Problem& problem : preview.problems) {
    std::string field;
    for (const auto& [name, value] : problem.params) {
      if (name == "field") field = value;
    }
    lines.push_back(problem.file + ":" + std::to_string(problem.line) + ":" + field + " " + problem.code);
  }
  return lines;
}
using Lines = std::vector<std::string>;

TEST(ScoreUpload, WorkbookAndCsv_GiveTheSameBundle) {
  const std::string csv = bundle_of(read_upload({.pack = kPack, .bytes = kCsv}), nullptr);
  EXPECT_EQ(bundle_of(read_upload({.pack = kPack, .bytes = workbook()}), nullptr), csv);
  const std::string comma = "subject;inovasi;pengelolaan_pengaduan\na;80;70,5\nb;90;60\n";
  EXPECT_EQ(bundle_of(read_upload({.pack = kPack, .decimal = ',', .bytes = comma}), nullptr), csv);
}

TEST(ScoreUpload, Lists_AreFurtherSheets) {
  const Preview with = preview({.pack = kPack, .bytes = workbook({{"Objek", {"id", "name"}, {{"a", "Alfa"}, {"b", "Beta"}}}})});
  EXPECT_EQ(told(with), Lines{});
  ASSERT_EQ(with.tables.size(), 2U);
  EXPECT_EQ(with.tables[1].columns, (Lines{"id", "name"}));
  EXPECT_EQ(with.tables[0].rows, 2U);
  EXPECT_EQ(with.subjects, 2U);
  ASSERT_EQ(with.rows.size(), 2U);
  EXPECT_EQ(with.rows[0].rank, 1);
  EXPECT_EQ(preview({.pack = kPack, .bytes = workbook({{"lain", {"id"}, {{"a"}}}})}).tables.size(), 1U);
}

TEST(ScoreUpload, WhatIsWrong_NamesItsSheetLineAndColumn) {
  const std::string wrong = "subject,inovasi,pengelolaan_pengaduan\na,800,x\n,1,2\n";
  EXPECT_EQ(told(preview({.pack = kPack, .bytes = wrong})),
            (Lines{":2:inovasi tally.out_of_bounds", ":2:pengelolaan_pengaduan tally.not_a_number", ":3:subject tally.empty_id"}));
  EXPECT_EQ(told(preview({.pack = kPack, .bytes = workbook({}, 800)})), Lines{"Nilai:2:inovasi tally.out_of_bounds"});
  EXPECT_EQ(told(preview({.pack = kPack, .bytes = workbook({{"subjects", {"id", "name"}, {{"a", "Alfa"}}}})})),
            Lines{"Nilai:3:subject tally.unknown_subject"});
  EXPECT_EQ(told(preview({.pack = kPack, .bytes = "subject,indicator,value\na,inovasi,x\n"})), Lines{":2:value tally.not_a_number"});
  EXPECT_EQ(told(preview({.pack = kPack, .bytes = "subject,lain\na,1\n"})), Lines{":1:lain tally.unknown_column"});
  EXPECT_EQ(told(preview({.pack = kPack, .bytes = "PK\x03\x04"})), Lines{":0: documents.no_workbook"});
}

TEST(ScoreUpload, Packs_AreShippedOnesOnly) {
  for (const char* pack : {"", "kipp", "nothing@1", "/etc/passwd", "../pack.yaml"}) {
    EXPECT_EQ(support::problems([&] { return read_upload({.pack = pack, .bytes = kCsv}); }), Lines{"packs.not_shipped:0"}) << pack;
  }
}

class OfficeOfScores : public support::PublicationsTest {
 protected:
  [[nodiscard]] HttpAnswer post(const std::string& path, const std::string& body, const std::string& type = "text/csv") const {
    return server.ask("POST " + path + " HTTP/1.1\r\nHost: juara.test\r\nConnection: close\r\nContent-Type: " + type +
                      "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  [[nodiscard]] std::size_t audited() {
    return database.read(
        [&](db::Transaction& t) { return audit::search(t, {.action = "programmes.result_loaded"}, 1'000'000, 100).size(); });
  }

 public:
  support::TemporaryFolder folder;
  std::string scope = "lomba";
  Office office{database, [this] { return now; }, [] {}};
  support::TestServer server{office_routes({.office = office, .uploads = folder.path(), .caller = [this](const web::Request& request) {
                                              const identity::Grant grant{Role::secretariat, identity::programme(scope)};
                                              return identity::Caller{.actor = {.account = "siti", .grants = {grant}},
                                                                      .request_id = request.id()};
                                            }})};
};

TEST_P(OfficeOfScores, Scores_BecomeADraft_AsTheirBundleWould) {
  const HttpAnswer draft = post(kPath + kRest, workbook(), kXlsx);
  ASSERT_EQ(draft.status, 201) << draft.body;
  const base::Document result = json::parse(draft.body, "");
  EXPECT_EQ(result.find("state")->text(), "draft");
  EXPECT_EQ(result.find("bundle")->find("sha256")->text(), crypto::sha256(bundle_of(read_upload({.pack = kPack, .bytes = kCsv}), nullptr)));
  EXPECT_EQ(audited(), 1U);
}

TEST_P(OfficeOfScores, Preview_KeepsNothing) {
  const HttpAnswer good = post(kPath + "/preview?pack=" + kPack, kCsv);
  ASSERT_EQ(good.status, 200) << good.body;
  EXPECT_EQ(json::parse(good.body, "").find("total")->integer(), 0);
  EXPECT_EQ(json::parse(good.body, "").find("rows")->list().size(), 2U);
  const HttpAnswer wrong = post(kPath + "/preview?pack=" + kPack, "subject,inovasi\na,x\n");
  ASSERT_EQ(wrong.status, 200) << wrong.body;
  const base::Document problems = json::parse(wrong.body, "");
  const base::Document& problem = problems.find("problems")->list().front();
  EXPECT_EQ(problem.find("field")->text(), "inovasi");
  EXPECT_EQ(problem.find("line")->integer(), 2);
  EXPECT_EQ(audited(), 0U);
}

TEST_P(OfficeOfScores, WhatIsWrong_IsRefused_AndKeepsNothing) {
  EXPECT_EQ(post(kPath + kRest, "subject,inovasi\na,x\n").status, 400);
  EXPECT_EQ(post(kPath + kRest + "&decimal=x", kCsv).status, 400);
  EXPECT_EQ(post(kPath + "/preview?pack=nothing@1", kCsv).status, 400);
  EXPECT_EQ(post(kPath + "?pack=" + kPack, kCsv).status, 400);
  EXPECT_EQ(post(kPath + kRest, kCsv, "application/json").status, 415);
  scope = "lain";
  EXPECT_EQ(post(kPath + kRest, kCsv).status, 403);
  EXPECT_EQ(post(kPath + "/preview?pack=" + kPack, kCsv).status, 403);
  EXPECT_EQ(audited(), 0U);
}

ON_BOTH_DATABASES(OfficeOfScores);

}  // namespace
}  // namespace programmes
