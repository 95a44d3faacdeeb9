#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/files.hpp"
#include "db/migrations.hpp"
#include "features/programmes/api.hpp"
#include "features/programmes/reader.hpp"
#include "features/programmes/scenario.hpp"
#include "features/programmes/scenario_tally.hpp"
#include "features/results/api.hpp"
#include "json/json.hpp"
#include "tally/tally.hpp"
#include "tests/support/databases.hpp"

namespace programmes {
namespace {

using base::Document;
using Outcome = ScenarioResult::Outcome;
using Cells = std::vector<std::string>;

const base::Instant kNow = base::from_millis(1'733'277'600'000);  // 2024-12-04T09:00:00+07:00

std::vector<std::filesystem::path> examples() { return base::find_files({JUARA_SOURCE_DIR "/examples"}, "scenario.yaml"); }

std::vector<Outcome> outcomes(const std::vector<ScenarioResult>& told) {
  std::vector<Outcome> all;
  all.reserve(told.size());
  for (const ScenarioResult& one : told) all.push_back(one.outcome);
  return all;
}

std::string text(const Document& value) { return value.is_null() ? "" : value.text(); }
std::string number(const Document& value) { return value.is_null() ? "" : std::to_string(value.integer()); }

/// A row of the API in the order of results::columns().
Cells cells(const Document& row) {
  const Document& band = *row.find("band");
  const Document& tie = *row.find("tie");
  std::string cuts;
  for (const Document& cut : row.find("cuts")->list()) {
    cuts += (cuts.empty() ? "" : " ") + cut.find("id")->text() + (cut.find("undecided")->boolean() ? "?" : "");
  }
  return {row.find("subject")->text(),
          row.find("name")->text(),
          row.find("level")->text(),
          text(*row.find("group")),
          text(*row.find("category")),
          text(*row.find("score")),
          band.is_null() ? "" : band.find("id")->text(),
          band.is_null() ? "" : text(*band.find("zone")),
          number(*row.find("rank")),
          number(*row.find("ranked_among")),
          tie.is_null() ? "" : tie.find("rule")->text(),
          cuts,
          row.find("complete")->boolean() ? "true" : "false",
          row.find("trust")->text()};
}

class Examples : public support::DatabaseTest {
 protected:
  Examples() { db::migrate(database, base::to_millis(kNow)); }

  std::vector<ScenarioResult> publish() { return publish_scenarios(database, examples(), nullptr, kNow); }

  static Document read(const Answer& answer) { return json::parse(answer.json, "answer"); }

  /// All rows of a result, part by part.
  std::vector<Cells> rows_of(const std::string& id) const {
    std::vector<Cells> rows;
    Reader::RowsWanted wanted{.part = {.cursor = "", .limit = 50}};
    do {
      const Document part = read(reader.rows(id, wanted));
      for (const Document& row : part.find("items")->list()) rows.push_back(cells(row));
      wanted.part.cursor = text(*part.find("next"));
    } while (!wanted.part.cursor.empty());
    return rows;
  }

 public:
  Reader reader{database, [] { return kNow; }};
};

TEST_P(Examples, Published_ReadBack_EqualTheTally) {
  const auto told = publish();
  std::size_t at = 0;
  for (const auto& file : examples()) {
    const Scenario scenario = read_scenario(file);
    for (const ScenarioTally& one : scenario.tallies) {
      const ScenarioInput given = read_tally(scenario, one);
      const tally::Result result = tally::tally(given.loaded.pack, given.input);
      const results::Tallied tallied{given.loaded.pack, given.input, result};
      std::vector<Cells> expected;
      for (const tally::Row* row : results::reading_order(tallied)) expected.push_back(results::cells(tallied, *row));
      EXPECT_EQ(told.at(at).scenario, scenario.id);
      EXPECT_EQ(rows_of(told.at(at).result), expected) << scenario.id;
      ++at;
    }
  }
  EXPECT_EQ(told.size(), at);
}

TEST_P(Examples, PublishedTwice_ChangesNothing) {
  const auto first = publish();
  EXPECT_EQ(outcomes(first), std::vector(6, Outcome::published));
  const Edition edition = reader.edition();
  const auto second = publish();
  EXPECT_EQ(outcomes(second), std::vector(6, Outcome::unchanged));
  EXPECT_EQ(reader.edition(), edition);
  for (std::size_t at = 0; at < first.size(); ++at) EXPECT_EQ(second[at].result, first[at].result);
}

TEST_P(Examples, Cilegon2024_HasTheScoreOf2023BesideIt) {
  const std::string id = publish().at(2).result;
  const Document row = read(reader.row(id, "dinkes-cilegon"));
  EXPECT_EQ(row.find("score")->text(), "96.29");
  const Document& previous = *row.find("previous");
  EXPECT_EQ(previous.find("score")->text(), "89.02");
  EXPECT_EQ(previous.find("year")->integer(), 2023);
  EXPECT_EQ(row.find("unit")->text(), "dinas-kesehatan-kota-cilegon");
}

ON_BOTH_DATABASES(Examples);

}  // namespace
}  // namespace programmes
