#include "tally/pack_reader.hpp"

#include <gtest/gtest.h>

#include "tests/support/contest.hpp"

namespace tally {
namespace {

using support::tree;
using Words = std::vector<std::string>;

/// What a pack breaks: `code:line` of each problem.
struct Broken {
  const char* name;
  Words problems;
  std::string yaml;

  friend void PrintTo(const Broken& broken, std::ostream* out) { *out << broken.yaml; }
};

class BrokenPack : public testing::TestWithParam<Broken> {};

TEST_P(BrokenPack, Read_EveryProblem_HasItsLine) {
  EXPECT_EQ(support::problems([&] { return support::pack(GetParam().yaml); }), GetParam().problems);
}

std::string name_of(const testing::TestParamInfo<Broken>& broken) { return broken.param.name; }

/// A tree whose root stands on line 2.
std::string root(const std::string& text) { return "trees:\n  - {level: entry, root: {id: total, " + text + "}}\n"; }
/// A ranking on line 2.
std::string ranking(const std::string& text) { return "rankings:\n  - {id: main, level: entry, " + text + "}\n"; }
std::string bands(const std::string& text) { return "bands:\n  - {" + text + "}\n"; }
std::string rule(const std::string& text) {
  return "parameters: [{id: p, type: number, default: 1}]\neligibility:\n  - {id: e, level: entry, " + text + "}\n";
}
std::string value(const std::string& text) { return root("value: {" + text + "}"); }

std::string deep(int levels) {
  std::string node = "{id: leaf}";
  for (int i = levels - 1; i > 1; --i) node = "{id: n" + std::to_string(i) + ", op: sum, children: [" + node + "]}";
  return "trees:\n  - {level: entry, root: {id: total, op: sum, children: [" + node + "]}}\n";
}

const std::string kTwoLevels = "levels: [{id: unit, types: [u]}, {id: office}]\ntrees:\n";
const std::string kTwoStages = "stages: [{id: s, kind: desk, weight: 1}, {id: t, kind: visit}]\ntrees:\n";

INSTANTIATE_TEST_SUITE_P(
    Top, BrokenPack,
    testing::Values(
        Broken{"format", {"pack.format:1"}, "juara: pack/2\n"}, Broken{"bad_id", {"pack.bad_id:1"}, "id: Big\n"},
        Broken{"bad_years", {"pack.bad_years:1"}, "years: [2024, 2022]\n"}, Broken{"one_year", {"pack.bad_years:1"}, "years: [2024]\n"},
        Broken{"unknown_key", {"pack.unknown_key:2"}, "issuer: x\nsomething: y\n"},
        Broken{"unknown_key_near", {"pack.unknown_key_near:2"}, "issuer: x\nraking: []\n"},
        Broken{"missing_key", {"pack.missing_key:2"}, "stages:\n  - {kind: desk, name: {id: a, en: a}}\n"},
        Broken{"not_a_list", {"pack.not_a_list:1"}, "notes: text\n"}, Broken{"not_a_word", {"pack.not_a_word:1"}, "issuer: [a]\n"},
        Broken{"not_a_mapping", {"pack.not_a_mapping:2"}, "notes:\n  - text\n"}, Broken{"empty", {"pack.not_a_word:1"}, "issuer:\n"},
        Broken{"unknown_source", {"pack.unknown_source:0"}, "evaluators: {combine: mean, at: total, sheets: partial, source: other}\n"},
        Broken{"unknown_word", {"pack.unknown_word:2"}, "issuer: x\nevaluators: {combine: most, at: total, sheets: partial}\n"},
        Broken{"unknown_trust", {"pack.unknown_word:1"}, "trust: sure\n"},
        Broken{"rounding_decimals", {"pack.not_whole:1"}, "rounding: {decimals: 10, mode: down}\n"},
        Broken{"rounding_absent", {"pack.missing_key:1"}, "rounding: {mode: down}\n"},
        Broken{"parameter_without_default", {"pack.bad_default:2"}, "parameters:\n  - {id: p, type: number}\n"},
        Broken{"parameter_no_number", {"pack.bad_default:2"}, "parameters:\n  - {id: p, type: number, default: two}\n"},
        Broken{"parameter_not_offered", {"pack.bad_default:2"}, "parameters:\n  - {id: p, type: number, default: 1, choices: [2]}\n"},
        Broken{"parameter_no_day", {"pack.bad_default:2"}, "parameters:\n  - {id: p, type: date, default: 2023-02-29}\n"},
        Broken{"level_twice", {"pack.repeated:3"}, "levels:\n  - {id: entry, types: [a]}\n  - {id: entry}\n"},
        Broken{"levels_without_types", {"pack.levels_without_types:1"}, "levels: [{id: entry}, {id: other}]\n"},
        Broken{"stage_twice", {"pack.repeated:3"}, "stages:\n  - {id: s, kind: desk}\n  - {id: s, kind: visit}\n"},
        Broken{"stage_kind", {"pack.unknown_word:2"}, "stages:\n  - {id: s, kind: party}\n"},
        Broken{"stage_weight",
               {"pack.stage_weight:0"},
               kTwoStages + "  - {level: entry, stage: s, root: {id: total}}\n  - {level: entry, stage: t, root: {id: total}}\n"},
        Broken{"several", {"pack.unknown_key:1", "pack.unknown_key:2", "pack.not_a_list:3"}, "qqq: 1\nwww: 2\nnotes: x\n"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Tree, BrokenPack,
    testing::Values(
        Broken{"unknown_level", {"pack.unknown_level:2"}, "trees:\n  - {level: other, root: {id: total}}\n"},
        Broken{"unknown_stage", {"pack.unknown_stage:2"}, "trees:\n  - {level: entry, stage: other, root: {id: total}}\n"},
        Broken{"root_not_total", {"pack.root_not_total:2"}, "trees:\n  - {level: entry, root: {id: all}}\n"},
        Broken{"node_repeated", {"pack.node_repeated:2"}, root("op: sum, children: [{id: x}, {id: x}]")},
        Broken{"node_circular", {"pack.node_circular:2"}, root("op: sum, children: [{id: total}]")},
        Broken{"too_deep", {"pack.too_deep:2"}, deep(13)},
        Broken{"bad_range", {"pack.bad_range:2"}, root("op: sum, range: [1, 0], children: [{id: x}]")},
        Broken{"bad_range_one", {"pack.bad_range:2"}, root("op: sum, range: [1], children: [{id: x}]")},
        Broken{"weights_sum", {"pack.weights_sum:2"}, root("op: weighted_mean, children: [{id: x, weight: 50}, {id: y, weight: 49.9}]")},
        Broken{"weights_zero", {"pack.weights_zero:2"}, root("op: weighted_mean, weights_sum: 0, children: [{id: x, weight: 0}]")},
        Broken{"weight_absent", {"pack.missing_key:2"}, root("op: weighted_sum, children: [{id: x}]")},
        Broken{"weight_unused", {"pack.weight_unused:2"}, root("op: sum, children: [{id: x, weight: 1}]")},
        Broken{"weight_negative",
               {"pack.weight_negative:2", "pack.weight_negative:2"},
               root("op: weighted_sum, children: [{id: x, weight: -1}, {id: y, weight: -2}]")},
        Broken{"weight_no_number", {"pack.not_a_number:2"}, root("op: weighted_sum, children: [{id: x, weight: 1e2}]")},
        Broken{"unknown_parameter", {"pack.unknown_parameter:2"}, root("op: scale, factor: $f, children: [{id: x}]")},
        Broken{"factor_absent", {"pack.missing_key:2"}, root("op: scale, children: [{id: x}]")},
        Broken{"no_children", {"pack.shape_some_children:2"}, root("op: sum")},
        Broken{"scale_of_two", {"pack.shape_one_child:2"}, root("op: scale, factor: 1, children: [{id: x}, {id: y}]")},
        Broken{"ratio_of_one", {"pack.shape_two_children:2"}, root("op: ratio, children: [{id: x}]")},
        Broken{"condition_of_two",
               {"pack.shape_one_child:2"},
               root("op: condition, otherwise: 0, when_items: {attribute: a, among: [b]}, children: [{id: x}, {id: y}]")},
        Broken{"capped_without_items",
               {"pack.shape_capped_count_over_items:2", "pack.shape_some_children:2"},
               root("op: capped_count, cap: 1, factor: 1")},
        Broken{"capped_with_children",
               {"pack.shape_no_children:2"},
               root("op: capped_count, over: items, cap: 1, factor: 1, children: [{id: x}]")},
        Broken{"items_trimmed", {"pack.shape_plain_op_over_items:2"}, root("op: trimmed_mean, over: items, children: [{id: x}]")},
        Broken{"items_of_two", {"pack.shape_one_child:2"}, root("op: sum, over: items, children: [{id: x}, {id: y}]")},
        Broken{"items_in_items",
               {"pack.shape_no_items_in_items:2"},
               root("op: sum, over: items, children: [{id: n, op: sum, over: items, children: [{id: x}]}]")},
        Broken{"capped_in_items",
               {"pack.shape_no_items_in_items:2"},
               root("op: sum, over: items, children: [{id: n, op: capped_count, over: items, cap: 1, factor: 1}]")},
        Broken{"at_least_of_children", {"pack.unknown_key:2"}, root("op: mean, at_least: 2, children: [{id: x}]")},
        Broken{"subjects_upwards", {"pack.level_circular:2"}, root("op: sum, over: subjects, level: entry")},
        Broken{"subjects_unknown", {"pack.unknown_level:2"}, root("op: sum, over: subjects, level: other")},
        Broken{"subjects_below",
               {"pack.shape_subjects_at_root:3"},
               kTwoLevels + "  - {level: office, root: {id: total, op: sum, children: [{id: n, op: sum, over: subjects, level: unit}]}}\n"},
        Broken{"subjects_with_children",
               {"pack.shape_no_children:3"},
               kTwoLevels + "  - {level: office, root: {id: total, op: sum, over: subjects, level: unit, children: [{id: x}]}}\n"},
        Broken{"subjects_at_stage",
               {"pack.shape_subjects_at_root:4"},
               "stages: [{id: s, kind: desk}]\n" + kTwoLevels +
                   "  - {level: office, stage: s, root: {id: total, op: sum, over: subjects, level: unit}}\n"},
        Broken{"empty_range", {"pack.empty_range:2"}, value("type: number, min: 2, max: 1")},
        Broken{"min_absent", {"pack.missing_key:2"}, value("type: number, max: 1")},
        Broken{"levels_not_rising",
               {"pack.levels_not_rising:2"},
               value("type: level, levels: [{value: 2, text: {id: a, en: a}}, {value: 1, text: {id: b, en: b}}]")},
        Broken{"ratio_factor_zero", {"pack.ratio_factor:2"}, value("type: ratio, factor: 0")},
        Broken{"ratio_factor_fraction", {"pack.ratio_factor:2"}, value("type: ratio, factor: 50/3")},
        Broken{"unknown_type", {"pack.unknown_word:2"}, value("type: colour, min: 0, max: 1")},
        Broken{"unknown_evidence", {"pack.unknown_word:2"}, root("evidence: maybe")}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Rules, BrokenPack,
    testing::Values(
        Broken{"bands_empty", {"pack.bands_empty:2"}, bands("closed: lower, list: []")},
        Broken{"bands_gap", {"pack.bands_gap:2"}, bands("closed: both, list: [{id: a, from: 0, to: 49}, {id: b, from: 50, to: 100}]")},
        Broken{
            "bands_overlap", {"pack.bands_overlap:2"}, bands("closed: both, list: [{id: a, from: 0, to: 50}, {id: b, from: 50, to: 100}]")},
        Broken{"bands_do_not_meet",
               {"pack.bands_gap:2"},
               bands("closed: lower, list: [{id: a, from: 0, to: 49.99}, {id: b, from: 50, to: 100}]")},
        Broken{"bands_of_own_rounding",
               {"pack.bands_gap:2"},
               bands("closed: both, round: {decimals: 3, mode: down}, list: [{id: a, from: 0, to: 49.99}, {id: b, from: 50, to: 100}]")},
        Broken{
            "bands_need_rounding", {"pack.bands_need_rounding:2"}, bands("closed: both, round: none, list: [{id: a, from: 0, to: 100}]")},
        Broken{"bands_span", {"pack.bands_span:2"}, bands("closed: lower, list: [{id: a, from: 0, to: 99}]")},
        Broken{"band_reversed", {"pack.band_reversed:2", "pack.bands_span:2"}, bands("closed: lower, list: [{id: a, from: 100, to: 0}]")},
        Broken{"band_without_bounds", {"pack.missing_key:2"}, bands("closed: lower, list: [{id: a, to: 100}]")},
        Broken{"band_level", {"pack.unknown_level:2"}, bands("level: [other], closed: lower, list: [{id: a, from: 0, to: 100}]")},
        Broken{"ranking_level", {"pack.unknown_level:2"}, "rankings:\n  - {id: main, level: other}\n"},
        Broken{"unknown_node", {"pack.unknown_node:0"}, ranking("ties: [{rule: higher, node: x}]")},
        Broken{"unknown_stage_node", {"pack.unknown_node:0"}, ranking("ties: [{rule: higher, node: s/total}]")},
        Broken{"empty_cut", {"pack.empty_cut:2"}, ranking("cuts: [{id: top}]")},
        Broken{"cut_places", {"pack.not_whole:2"}, ranking("cuts: [{id: top, places: 0, min_score: 1}]")},
        Broken{"bad_ranks", {"pack.bad_ranks:2"}, ranking("awards: [{ranks: [3, 1], name: {id: a, en: a}}]")},
        Broken{"huge_ranks", {"pack.bad_ranks:2"}, ranking("awards: [{ranks: [1, 99999999999999], name: {id: a, en: a}}]")},
        Broken{"rule_date", {"pack.bad_date:3"}, rule("rule: between, attribute: d, from: \"2023-13-01\"")},
        Broken{"rule_values", {"pack.missing_key:3"}, rule("rule: one_of, attribute: d")},
        Broken{"rule_parameter", {"pack.unknown_parameter:3"}, rule("rule: min_age, attribute: d, on: p, years: 1")}),
    name_of);

TEST(PackReader, Settings_UnknownOrNotOffered_AreRefused) {
  const std::string yaml = "parameters:\n  - {id: f, type: number, default: 1, choices: [1, 2]}\n  - {id: d, type: date}\n";
  const auto problems = [&](const Settings& settings) { return support::problems([&] { return support::pack(yaml, settings); }); };
  EXPECT_EQ(problems({{"f", "2"}, {"d", "2024-02-29"}}), Words{});
  EXPECT_EQ(problems({{"f", "3"}}), (Words{"tally.parameter_value:0"}));
  EXPECT_EQ(problems({{"d", "2023-02-29"}}), (Words{"tally.parameter_value:0"}));
  EXPECT_EQ(problems({{"g", "1"}}), (Words{"tally.unknown_parameter:0"}));
}

TEST(PackReader, Trust_IsInheritedFromTheEnclosingMapping) {
  const Pack pack = support::pack(
      "trust: reported\nsources: {law: {title: L}, news: {title: N}}\n" +
      tree("{id: total, trust: derived, source: news, op: sum, children: [{id: x}, {id: y, trust: code, source: [law, news]}]}"));
  const auto& nodes = pack.trees.front().nodes;
  EXPECT_EQ(nodes[1].provenance.trust, Trust::derived);
  EXPECT_EQ(nodes[1].provenance.sources, (Words{"news"}));
  EXPECT_EQ(nodes[2].provenance.trust, Trust::code);
  EXPECT_EQ(nodes[2].provenance.sources, (Words{"law", "news"}));
  EXPECT_EQ(pack.rounding_provenance.trust, Trust::reported);
}

TEST(PackReader, UnknownOp_IsTheFirstProblem) {
  EXPECT_EQ(support::problems([] { return support::pack(root("op: product, children: [{id: x}]")); }).front(), "pack.unknown_word:2");
}

TEST(PackReader, Depth_Twelve_IsRead) {
  EXPECT_EQ(support::problems([] { return support::pack(deep(12)); }), Words{});
}

TEST(PackReader, IsDate_OnlyDaysThatExist) {
  for (const char* day : {"2024-02-29", "2000-02-29", "2023-12-31", "0001-01-01"}) EXPECT_TRUE(is_date(day)) << day;
  for (const char* day : {"2023-02-29", "1900-02-29", "2024-04-31", "2024-00-01", "2024-13-01", "2024-1-01", "24-01-01", "2024/01/01",
                          "2024-01-01 ", "-024-01-01", ""}) {
    EXPECT_FALSE(is_date(day)) << day;
  }
}

}  // namespace
}  // namespace tally
