#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "db/migrations.hpp"
#include "features/programmes/publishing.hpp"
#include "features/programmes/reader.hpp"
#include "json/json.hpp"
#include "tally/tally.hpp"
#include "tests/support/contest.hpp"
#include "tests/support/databases.hpp"

namespace support {

inline const std::string kPublishedPack =
    tree("{id: total, op: sum, children: [{id: x}]}") + "rankings: [{id: main, level: entry, cuts: [{id: top, places: 1}]}]\n";

/// The bundle of a small contest; subject `a` is called `Name of a`.
inline std::string bundle_of(const Given& given, const std::string& pack = kPublishedPack) {
  const Contest contest(pack, given);
  return results::bundle({contest.pack, contest.input, contest.result}, pack_document(pack), nullptr);
}

/// A programme `lomba`, results of it, and a reader, at a moment that the test sets.
class PublicationsTest : public DatabaseTest {
 protected:
  using Words = std::vector<std::string>;

  PublicationsTest() {
    db::migrate(database, 0);
    add_programme("lomba", 2024);
  }

  void add_programme(const std::string& slug, int year) {
    change([&](db::Transaction& transaction) {
      programmes::store::put_programme(transaction, {.slug = slug,
                                                     .title = {"Lomba " + slug, "Contest " + slug},
                                                     .pack = {"plain", "1", {"Polos", "Plain"}},
                                                     .year = year,
                                                     .day = {},
                                                     .place = {},
                                                     .organiser = {},
                                                     .facts = {{"fakta", "fact"}},
                                                     .illustrative = {}});
    });
  }

  template <typename Work>
  void change(const Work& work) {
    database.write([&](db::Transaction& transaction) { work(transaction); });
  }

  struct Draft {
    Given given = {.subjects = {"a region=Serang", "b region=Serang"}, .sheets = {"a x=60", "b x=40"}};
    int year = 2024;
    std::optional<std::string> replaces = {};
    std::string pack = kPublishedPack;
  };
  std::string load(const Draft& draft) {
    const auto prepared = programmes::prepare({.programme = "lomba",
                                               .caption = {"Hasil", "Result"},
                                               .year = draft.year,
                                               .bundle = bundle_of(draft.given, draft.pack),
                                               .file = "b.json",
                                               .replaces = draft.replaces});
    return database.write([&](db::Transaction& transaction) { return programmes::add_draft(transaction, prepared, now); });
  }
  void publish(const std::string& id, std::optional<base::Instant> from = {}, const tally::Text& note = {}) {
    change([&](db::Transaction& transaction) { programmes::decide(transaction, {.result = id, .from = from, .note = note}, now); });
  }
  std::string published(const Draft& draft) {
    std::string id = load(draft);
    publish(id);
    return id;
  }

  [[nodiscard]] static base::Document json(const programmes::Answer& answer) { return json::parse(answer.json, "answer"); }
  /// A text member of each item of a list.
  static Words each(const base::Document& list, const char* key) {
    Words all;
    for (const base::Document& item : list.list()) all.push_back(item.find(key)->text());
    return all;
  }

 public:
  base::Instant now = base::from_millis(1'000'000);
  programmes::Reader reader{database, [this] { return now; }};
};

}  // namespace support
