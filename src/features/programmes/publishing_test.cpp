#include "features/programmes/publishing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/publications.hpp"

namespace programmes {
namespace {

using base::Document;
using base::Instant;
using testing::ElementsAre;
using testing::IsEmpty;
using Words = std::vector<std::string>;

/// Whatever could leak of a result that is not public: all that a reader may ask.
class Publishing : public support::PublicationsTest {
 protected:
  [[nodiscard]] Words programmes_seen() const { return each(*json(reader.programmes("", {}, {})).find("items"), "slug"); }
  [[nodiscard]] Words units_seen() const { return each(*json(reader.units("", "", {})).find("items"), "slug"); }
  [[nodiscard]] Words results_seen() const { return each(*json(reader.programme("lomba")).find("results"), "id"); }
  [[nodiscard]] Words found(const char* kind, const char* text) const {
    return each(*json(reader.search(text)).find(kind), kind == std::string("results") ? "id" : "slug");
  }
  [[nodiscard]] std::string state(const std::string& id) const { return json(reader.result(id)).find("state")->text(); }
  template <typename Ask>
  [[nodiscard]] static Words refusal(const Ask& ask) {
    return support::problems(ask);
  }
};

const Words kUnknown{"programmes.unknown:0"};

TEST_P(Publishing, Draft_LeavesNoTraceAnywhere) {
  const std::string id = load({});
  EXPECT_EQ(refusal([&] { return reader.result(id); }), kUnknown);
  EXPECT_EQ(refusal([&] { return reader.rows(id, {}); }), kUnknown);
  EXPECT_EQ(refusal([&] { return reader.row(id, "a"); }), kUnknown);
  EXPECT_EQ(refusal([&] { return reader.table(id); }), kUnknown);
  EXPECT_EQ(refusal([&] { return reader.bundle(id); }), kUnknown);
  EXPECT_EQ(refusal([&] { return reader.programme("lomba"); }), kUnknown);
  EXPECT_EQ(refusal([&] { return reader.unit("name-of-a"); }), kUnknown);
  EXPECT_THAT(programmes_seen(), IsEmpty());
  EXPECT_THAT(units_seen(), IsEmpty());
  EXPECT_THAT(found("programmes", "lomba"), IsEmpty());
  EXPECT_THAT(found("results", "hasil"), IsEmpty());
  EXPECT_THAT(found("units", "name"), IsEmpty());
}

TEST_P(Publishing, Refusal_OfADraftAndOfNothing_AreAlike) {
  const std::string id = load({});
  const auto told = [&](const std::string& asked) {
    try {
      (void)reader.result(asked);
    } catch (const base::Error& error) {
      return error.problems();
    }
    return std::vector<base::Problem>{};
  };
  EXPECT_EQ(told(id), (std::vector{base::Problem{"", 0, "programmes.unknown", {{"id", id}}}}));
  EXPECT_EQ(told("nothing"), (std::vector{base::Problem{"", 0, "programmes.unknown", {{"id", "nothing"}}}}));
}

TEST_P(Publishing, Embargo_HidesEverything_UntilItsMoment) {
  const std::string first = published({});
  const std::string second =
      load({.given = {.subjects = {"a region=Serang", "c region=Serang"}, .sheets = {"a x=70", "c x=50"}}, .year = 2025});
  const Instant moment = now + std::chrono::hours(1);
  publish(second, moment);

  now = moment - std::chrono::milliseconds(1);
  EXPECT_EQ(refusal([&] { return reader.result(second); }), kUnknown);
  EXPECT_EQ(refusal([&] { return reader.bundle(second); }), kUnknown);
  EXPECT_EQ(refusal([&] { return reader.unit("name-of-c"); }), kUnknown);
  EXPECT_THAT(results_seen(), ElementsAre(first));
  EXPECT_THAT(units_seen(), ElementsAre("name-of-a", "name-of-b"));
  EXPECT_THAT(found("results", "hasil"), ElementsAre(first));
  EXPECT_THAT(json(reader.result(first)).find("history")->list(), IsEmpty());
  EXPECT_EQ(json(reader.unit("name-of-a")).find("rows")->list().size(), 1U);
  EXPECT_EQ(reader.edition().until, moment);

  now = moment;
  EXPECT_EQ(state(second), "published");
  EXPECT_THAT(results_seen(), ElementsAre(second, first));
  EXPECT_THAT(units_seen(), ElementsAre("name-of-a", "name-of-b", "name-of-c"));
  EXPECT_THAT(found("results", "hasil"), ElementsAre(second, first));
  EXPECT_EQ(each(*json(reader.result(first)).find("history"), "id"), Words{second});
  EXPECT_EQ(json(reader.unit("name-of-a")).find("rows")->list().size(), 2U);
  EXPECT_EQ(json(reader.row(second, "a")).find("previous")->find("score")->text(), "60.00");
  EXPECT_EQ(reader.edition().until, std::nullopt);
}

TEST_P(Publishing, Embargo_MovedOrCancelled_HoldsAsDecidedLast) {
  const std::string id = load({});
  const Instant moment = now + std::chrono::hours(1);
  publish(id, moment);
  publish(id, moment + std::chrono::hours(1));
  now = moment;
  EXPECT_EQ(refusal([&] { return reader.result(id); }), kUnknown);
  change([&](db::Transaction& transaction) { cancel(transaction, id, now); });
  now = moment + std::chrono::hours(2);
  EXPECT_EQ(refusal([&] { return reader.result(id); }), kUnknown);
  publish(id);
  EXPECT_EQ(state(id), "published");
  EXPECT_EQ(refusal([&] {
              publish(id);
              return 0;
            }),
            Words{"programmes.already_public:0"});
  EXPECT_EQ(refusal([&] {
              change([&](db::Transaction& t) { cancel(t, id, now); });
              return 0;
            }),
            Words{"programmes.already_public:0"});
}

TEST_P(Publishing, Withdrawn_SaysWhy_AndShowsNothingElse) {
  const std::string id = published({});
  const auto withdraw_it = [&] {
    change([&](db::Transaction& t) { withdraw(t, id, {"keliru", "wrong"}, now); });
    return 0;
  };
  withdraw_it();
  const Document result = json(reader.result(id));
  EXPECT_EQ(result.find("state")->text(), "withdrawn");
  EXPECT_EQ(result.find("withdrawn")->find("reason")->find("en")->text(), "wrong");
  EXPECT_TRUE(result.find("bundle")->is_null());
  for (const char* list : {"notices", "levels", "groups", "categories", "regions", "bands", "contests", "history"}) {
    EXPECT_THAT(result.find(list)->list(), IsEmpty()) << list;
  }
  const Words gone{"programmes.withdrawn:0"};
  EXPECT_EQ(refusal([&] { return reader.rows(id, {}); }), gone);
  EXPECT_EQ(refusal([&] { return reader.row(id, "a"); }), gone);
  EXPECT_EQ(refusal([&] { return reader.table(id); }), gone);
  EXPECT_EQ(refusal([&] { return reader.bundle(id); }), gone);
  EXPECT_EQ(refusal([&] { return reader.unit("name-of-a"); }), kUnknown);
  EXPECT_THAT(found("results", "hasil"), IsEmpty());
  EXPECT_THAT(results_seen(), ElementsAre(id));
  EXPECT_EQ(refusal(withdraw_it), Words{"programmes.already_withdrawn:0"});
}

TEST_P(Publishing, Replaced_KeepsItsRows_AndPointsToTheCorrection) {
  const std::string old = published({});
  const std::string mended =
      load({.given = {.subjects = {"a region=Serang", "b region=Serang"}, .sheets = {"a x=61", "b x=40"}}, .replaces = old});
  const Instant moment = now + std::chrono::hours(1);
  EXPECT_EQ(refusal([&] {
              publish(mended, moment);
              return 0;
            }),
            Words{"programmes.note_needed:0"});
  publish(mended, moment, {"nilai a diperbaiki", "score of a mended"});
  EXPECT_EQ(state(old), "published");
  EXPECT_TRUE(json(reader.result(old)).find("replaced_by")->is_null());

  now = moment;
  EXPECT_EQ(state(old), "replaced");
  const Document before = json(reader.result(old));
  EXPECT_EQ(before.find("replaced_by")->find("id")->text(), mended);
  EXPECT_EQ(before.find("replaced_by")->find("note")->find("id")->text(), "nilai a diperbaiki");
  EXPECT_EQ(json(reader.rows(old, {})).find("total")->integer(), 2);
  const Document after = json(reader.result(mended));
  EXPECT_EQ(after.find("replaces")->find("id")->text(), old);
  EXPECT_EQ(after.find("replaces")->find("note")->find("en")->text(), "score of a mended");
  EXPECT_THAT(after.find("history")->list(), IsEmpty());
  EXPECT_THAT(found("results", "hasil"), ElementsAre(mended));
  EXPECT_EQ(json(reader.unit("name-of-a")).find("rows")->list().size(), 1U);
}

TEST_P(Publishing, Replacement_OfWhatIsNotPublished_IsRefused) {
  const tally::Text note{"catatan", "note"};
  const std::string draft = load({});
  const std::string other = load({.year = 2025, .replaces = draft});
  const Words refused{"programmes.not_replaceable:0"};
  EXPECT_EQ(refusal([&] {
              publish(other, {}, note);
              return 0;
            }),
            refused);
  publish(draft);
  publish(other, {}, note);
  const std::string third = load({.year = 2026, .replaces = draft});
  EXPECT_EQ(refusal([&] {
              publish(third, {}, note);
              return 0;
            }),
            refused);
}

TEST_P(Publishing, Bundle_ThatDoesNotVerify_IsRefusedWithItsDifferences) {
  std::string text = support::bundle_of({.sheets = {"a x=60"}});
  text.replace(text.find("60.00"), 5, "61.00");
  EXPECT_EQ(refusal([&] { return prepare({.programme = "lomba", .caption = {}, .year = 2024, .bundle = text, .file = "b.json"}); }),
            Words{"bundle.hash:0"});
}

TEST_P(Publishing, Bundle_LoadedTwice_IsGivenBackByteForByte) {
  const std::string text = support::bundle_of(Draft().given);
  const std::string first = published({});
  const std::string second = published({});
  EXPECT_EQ(reader.bundle(first).content, text);
  EXPECT_EQ(reader.bundle(second).sha256, crypto::sha256(text));
}

TEST_P(Publishing, Edition_ChangesWithEveryDecision) {
  const Edition empty = reader.edition();
  const std::string id = load({});
  EXPECT_EQ(reader.edition(), empty);
  publish(id);
  const Edition one = reader.edition();
  EXPECT_GT(one.revision, empty.revision);
  change([&](db::Transaction& t) { withdraw(t, id, {"keliru", "wrong"}, now); });
  EXPECT_GT(reader.edition().revision, one.revision);
}

TEST_P(Publishing, Events_TellWhatReadersSee_WhenTheySeeIt) {
  const auto events = [&](const store::Since& since) {
    return database.read([&](db::Transaction& t) { return store::events(t, since, now); });
  };
  const std::string old = published({});
  const store::Since start{reader.edition().revision, now};
  EXPECT_THAT(events(start), IsEmpty());
  const std::string mended = load({.replaces = old});
  const Instant moment = now + std::chrono::hours(1);
  publish(mended, moment, {"catatan", "note"});
  publish(mended, moment, {"catatan lain", "other note"});
  EXPECT_THAT(events(start), IsEmpty());
  const store::Since seen{reader.edition().revision, now};
  now = moment;
  const std::vector<store::Event> replaced{{old, "lomba", "replaced"}, {mended, "lomba", "published"}};
  EXPECT_EQ(events(start), replaced);
  EXPECT_EQ(events(seen), replaced);
  EXPECT_THAT(events({reader.edition().revision, now}), IsEmpty());
  change([&](db::Transaction& t) { withdraw(t, mended, {"keliru", "wrong"}, now); });
  EXPECT_EQ(events({seen.revision, now}), (std::vector<store::Event>{{mended, "lomba", "withdrawn"}}));
}

ON_BOTH_DATABASES(Publishing);

}  // namespace
}  // namespace programmes
