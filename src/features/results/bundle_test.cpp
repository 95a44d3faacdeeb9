#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/results/api.hpp"
#include "json/json.hpp"
#include "tally/tally.hpp"
#include "tests/support/contest.hpp"

namespace results {
namespace {

using crypto::SigningKey;
using testing::HasSubstr;
using testing::Not;
using Words = std::vector<std::string>;

const std::string kSmall = support::tree("{id: total, op: sum, children: [{id: x}]}");
const support::Given kSmallGiven{.sheets = {"a~JurorAnna x=5"}};

/// As the command line makes it: with pseudonyms.
std::string bundle_of(const std::string& yaml, const support::Given& given, const SigningKey* key = nullptr,
                      const tally::Settings& settings = {}) {
  const tally::Pack pack = support::pack(yaml, settings);
  const tally::Input input = pseudonymous(pack, support::input(pack, given));
  const tally::Result result = tally::tally(pack, input);
  return bundle({pack, input, result}, support::pack_document(yaml), key);
}

/// The codes of what is wrong with a bundle.
Words faults(std::string_view text, const std::optional<crypto::PublicKey>& expected = {}) {
  Words codes;
  for (const base::Problem& problem : verify(text, "b.json", expected).differences) codes.push_back(problem.code);
  return codes;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

/// All that a bundle can hold: stages, items, n/a, ratios, evaluators, parameters, roll-ups, ties.
const std::string kLarge = R"(
parameters: [{id: f, type: number, default: 1/9}, {id: day, type: date}]
levels: [{id: unit, types: [u]}, {id: office}]
stages: [{id: s, kind: desk, weight: 1}, {id: t, kind: visit, weight: 2}]
bands: [{closed: lower, list: [{id: all, from: 0, to: 100}]}]
rankings: [{id: main, level: unit, ties: [{rule: higher, node: s/x}], cuts: [{id: top, places: 1}]}]
trees:
  - {level: unit, stage: s, root: {id: total, op: mean, children: [{id: x}, {id: y, not_applicable: drop, value: {type: ratio, factor: 100}}, {id: m, op: sum, over: items, children: [{id: u}]}]}}
  - {level: unit, stage: t, root: {id: total, op: scale, factor: $f, children: [{id: z}]}}
  - {level: office, root: {id: total, op: mean, over: subjects, level: unit}}
)";
const support::Given kLargeGiven{
    .subjects = {"o", "a parent=o type=u since=2020", "b parent=o type=u", "c parent=o type=u"},
    .items = {"a#2 area=p", "a#1"},
    .sheets = {"a@s~p x=1 y=2/3", "a@s~q x=2 y=n/a", "a@s#1~q u=3", "a@s#2~p u=4", "a@t z=10", "b total=12.5"}};

TEST(Bundle, RoundTrip_Verifies) {
  for (const support::Given& given : {kLargeGiven, support::Given{}, support::Given{.stage = "t"}}) {
    const std::string text = bundle_of(kLarge, given, nullptr, {{"f", "0.5"}, {"day", "2024-02-29"}});
    EXPECT_EQ(faults(text), Words{});
    EXPECT_EQ(json::canonical(json::parse(text, "b.json")), text);
  }
  const Verification found = verify(bundle_of(kLarge, kLargeGiven), "b.json", std::nullopt);
  EXPECT_EQ(found.pack, "plain@1");
  EXPECT_EQ(found.subjects, 4U);
  EXPECT_EQ(found.sheets, 6U);
  EXPECT_EQ(found.signed_by, "");
}

TEST(Bundle, Opened_IsTheTallyItCameFrom) {
  const support::Contest contest(kLarge, kLargeGiven);
  const auto opened = open_bundle(bundle_of(kLarge, kLargeGiven), "b.json");
  EXPECT_EQ(json(opened->tallied(), i18n::Language::en), json({contest.pack, contest.input, contest.result}, i18n::Language::en));
}

TEST(Bundle, Opened_ThatDoesNotVerify_IsRefusedWithWhatDiffers) {
  const std::string text = replaced(bundle_of(kSmall, kSmallGiven), R"("score":"5.00")", R"("score":"6.00")");
  EXPECT_EQ(support::problems([&] { return open_bundle(text, "b.json"); }), (Words{"bundle.hash:0"}));
}

TEST(Bundle, Signed_VerifiesWithItsKeyAlone) {
  const SigningKey key = SigningKey::generate();
  const std::string text = bundle_of(kLarge, kLargeGiven, &key);
  EXPECT_EQ(faults(text), Words{});
  EXPECT_EQ(faults(text, key.public_key()), Words{});
  EXPECT_EQ(faults(text, SigningKey::generate().public_key()), (Words{"bundle.other_key"}));
  EXPECT_EQ(faults(bundle_of(kLarge, kLargeGiven), key.public_key()), (Words{"bundle.not_signed"}));
}

TEST(Bundle, EveryChangedByte_IsRefused) {
  const SigningKey key = SigningKey::generate();
  for (const SigningKey* signer : {static_cast<const SigningKey*>(nullptr), &key}) {
    const std::string text = bundle_of(kSmall, kSmallGiven, signer);
    for (std::size_t at = 0; at < text.size(); ++at) {
      for (const char flip : {'\x01', '\x20'}) {
        std::string changed = text;
        changed[at] = static_cast<char>(changed[at] ^ flip);
        EXPECT_NE(faults(changed), Words{}) << at << ": " << text.substr(at < 20 ? 0 : at - 20, 40);
      }
    }
  }
}

TEST(Bundle, TruncatedOrLengthened_IsRefused) {
  const std::string text = bundle_of(kSmall, kSmallGiven);
  for (std::size_t size = 0; size < text.size(); size += 7) EXPECT_NE(faults(text.substr(0, size)), Words{});
  EXPECT_EQ(faults(text + "\n"), (Words{"bundle.not_canonical"}));
}

TEST(Bundle, Forms_ThatNoTallyWrites_AreRefused) {
  const std::string text = bundle_of(kSmall, kSmallGiven);
  EXPECT_EQ(faults(replaced(text, "\"rank\":null", "\"rank\":1.5")), (Words{"json.not_integer"}));
  EXPECT_EQ(faults(replaced(text, "\"stage\":\"\"}", "\"stage\":\"\",\"stage\":\"\"}")), (Words{"json.repeated_key"}));
  EXPECT_EQ(faults(replaced(text, "\"format\":", "\"formal\":")), (Words{"bundle.shape", "bundle.shape"}));
  EXPECT_EQ(faults(replaced(text, "{\"stage\":\"\"}", "{\"more\":\"\",\"stage\":\"\"}")), (Words{"bundle.shape"}));
  EXPECT_EQ(faults(replaced(text, "juara/bundle/1", "juara/bundle/2")), (Words{"bundle.shape"}));
  EXPECT_EQ(faults(replaced(text, "\"total\":\"5\"", "\"total\":\"6\"")), (Words{"bundle.hash"}));
  EXPECT_EQ(faults(""), (Words{"json.syntax"}));
  EXPECT_EQ(faults("[]"), (Words{"bundle.shape"}));
}

/// The bundle with a part changed and its hash made right again.
std::string forged(const std::string& text, const std::string& from, const std::string& to) {
  base::Document document = json::parse(replaced(text, from, to), "b.json");
  base::Document::Map hashes;
  for (const auto& [name, part] : document.find("parts")->map()) hashes.emplace_back(name, crypto::sha256(json::canonical(part)));
  for (auto& [name, member] : document.map()) {
    if (name == "hashes") member = hashes;
  }
  return json::canonical(document);
}

TEST(Bundle, ForgedWithRightHashes_IsFoundByRecomputing) {
  const std::string text = bundle_of(kSmall, kSmallGiven);
  EXPECT_EQ(faults(forged(text, "\"score\":\"5.00\"", "\"score\":\"6.00\"")), (Words{"bundle.differs"}));
  EXPECT_EQ(faults(forged(text, "\"values\":{\"x\":\"5\"}", "\"values\":{\"x\":\"6\"}")),
            (Words{"bundle.differs", "bundle.differs", "bundle.differs", "bundle.differs"}));
  EXPECT_EQ(faults(forged(text, "\"values\":{\"x\":\"5\"}", "\"values\":{\"x\":\"500\"}")), (Words{"bundle.bad_value"}));
  EXPECT_EQ(faults(forged(text, "\"values\":{\"x\":\"5\"}", "\"values\":{\"q\":\"5\"}")), (Words{"bundle.unknown_reference"}));
  EXPECT_EQ(faults(forged(text, "\"op\":\"sum\"", "\"op\":\"product\"")).front(), "pack.unknown_word");
}

TEST(Bundle, Pseudonyms_DifferBetweenBundlesAndHideTheNames) {
  const std::string first = bundle_of(kSmall, kSmallGiven);
  const std::string second = bundle_of(kSmall, kSmallGiven);
  const auto pseudonym = [](const std::string& text) { return text.substr(text.find("J-"), 14); };
  EXPECT_NE(pseudonym(first), pseudonym(second));
  EXPECT_EQ(replaced(second, pseudonym(second), pseudonym(first)).size(), first.size());
  EXPECT_THAT(first, Not(HasSubstr("Juror")));
}

TEST(Bundle, RatioOfAnotherFactorInAnotherTree_Verifies) {
  const std::string yaml = R"(
levels: [{id: unit, types: [u]}, {id: office}]
trees:
  - {level: unit, root: {id: total, op: sum, children: [{id: y, value: {type: ratio, factor: 100}}]}}
  - {level: office, root: {id: total, op: sum, children: [{id: y, value: {type: ratio, factor: 1}}]}}
)";
  EXPECT_EQ(faults(bundle_of(yaml, {.subjects = {"a type=office", "b type=u"}, .sheets = {"a y=1/3", "b y=1/3"}})), Words{});
}

TEST(Bundle, RatioWithALongDecimal_Verifies) {
  const std::string yaml = support::tree("{id: total, op: sum, children: [{id: y, value: {type: ratio, factor: 1}}]}");
  EXPECT_EQ(faults(bundle_of(yaml, {.sheets = {"a y=1/1267650600228229401496703205376"}})), Words{});
}

/// Three jurors over four entries, with a part `fair`.
std::string fair_bundle(tally::FairModel model = tally::FairModel::shared) {
  const support::Given given{
      .sheets = {"a~Anna x=5", "a~Budi x=7", "b~Anna x=6", "b~Citra x=9", "c~Budi x=3", "c~Citra x=8", "d~Anna x=1", "d~Budi x=4"}};
  const tally::Pack pack = support::pack(kSmall);
  const tally::Input input = pseudonymous(pack, support::input(pack, given));
  const tally::Result result = tally::tally(pack, input);
  const auto sheets = tally::sheet_totals(pack, input);
  const tally::FairRanking fair =
      tally::rank_fairly({pack, input, result, sheets}, {.model = model, .top = {1, 2}, .draws = 500, .seed = 18446744073709551615U});
  return bundle({pack, input, result, &fair}, support::pack_document(kSmall), nullptr);
}

/// Paths of what differs after `from` became `to` and the hash of the part was mended.
Words paths_after(const std::string& key, const std::string& to) {
  std::string text = fair_bundle();
  const auto at = text.find(key, text.find("\"fair\":{")) + key.size();
  text.replace(at, text.find_first_of(",]}", at) - at, to);
  const base::Document read = json::parse(text, "b.json");
  const std::string part = json::canonical(*read.find("parts")->find("fair"));
  const auto hash = text.find("\"fair\":\"") + 8;
  text.replace(hash, 64, crypto::sha256(part));
  Words paths;
  for (const base::Problem& problem : verify(text, "b.json", {}).differences) {
    paths.push_back(problem.code + " " + problem.params.at(0).second);
  }
  return paths;
}

TEST(FairBundle, AsWritten_Verifies) {
  EXPECT_EQ(faults(fair_bundle()), Words{});
  EXPECT_EQ(faults(fair_bundle(tally::FairModel::lot)), Words{});
}

TEST(FairBundle, WithoutItsPart_IsRefused) {
  std::string text = fair_bundle();
  const auto begin = text.find("\"fair\":{");
  text.erase(begin, text.find("\"items\":[") - begin);
  EXPECT_EQ(faults(text), Words{"bundle.shape"});
}

TEST(FairBundle, ChangedEstimates_AreReportedByPath) {
  EXPECT_EQ(paths_after("\"corrected\":", "\"6.5\""), Words{"bundle.differs fair.entries[0, a].corrected"});
  EXPECT_EQ(paths_after("\"severity\":", "\"0\""), Words{"bundle.differs fair.jurors[0].severity"});
  EXPECT_EQ(paths_after("\"top\":[", "\"0.95\"").at(0), "bundle.differs fair.entries[0, a].top[0]");
  EXPECT_EQ(paths_after("\"zone\":", "\"in\""), Words{"bundle.differs fair.entries[0, a].zone"});
  EXPECT_EQ(paths_after("\"rank_low\":", "4"), Words{"bundle.differs fair.entries[0, a].rank_low"});
  EXPECT_EQ(paths_after("\"reliability\":", "\"0.999\""), Words{"bundle.differs fair.summary.reliability"});
}

TEST(FairBundle, WrongShapes_AreReportedByPath) {
  EXPECT_EQ(paths_after("\"draws\":", "0"), Words{"bundle.shape fair.request"});
  EXPECT_EQ(paths_after("\"seed\":", "\"01\""), Words{"bundle.shape fair.request"});
  EXPECT_EQ(paths_after("\"model\":", "\"other\""), Words{"bundle.shape fair.request"});
  EXPECT_EQ(paths_after("\"sheets\":", "\"2\""), Words{"bundle.shape fair.entries[0].sheets"});
}

TEST(FairBundle, LastDigits_MayDiffer) {
  const std::string text = fair_bundle();
  const auto at = text.find("\"raw\":\"", text.find("\"fair\":{")) + 7;
  const std::string raw = text.substr(at, text.find('"', at) - at);
  EXPECT_EQ(paths_after("\"raw\":", "\"" + raw + ".0000000001\""), Words{});
  EXPECT_EQ(paths_after("\"raw\":", "\"" + raw + ".0\""), Words{"bundle.differs fair.entries[0, a].raw"});
}

}  // namespace
}  // namespace results
