#include <algorithm>
#include <array>
#include <string>

#include "features/packs/api.hpp"
#include "features/packs/show_order.hpp"
#include "tally/trust.hpp"

namespace packs {
namespace {

using tally::Node;
using tally::Op;
using tally::Over;
using tally::Text;
using tally::ValueRule;

void append(std::string& text, std::string_view between, std::string_view word) { text.append(text.empty() ? "" : between).append(word); }

/// Says a pack in one language, a section after the other.
class Saying {
 public:
  Saying(const tally::Pack& pack, i18n::Language language) : pack_(pack), language_(language) {}

  std::string text() {
    say_identity();
    say_subjects();
    say_stages();
    for (const tally::Tree& tree : pack_.trees) say_tree(tree);
    say_result();
    say_rankings();
    say_eligibility();
    if (!pack_.notes.empty()) heading("show.notes");
    for (const Text& note : pack_.notes) item(in(note));
    say_sources();
    return out_;
  }

 private:
  const std::string& in(const Text& text) const { return language_ == i18n::Language::id ? text.id : text.en; }
  std::string words(std::string_view code, const base::Params& params = {}) const { return i18n::text(language_, code, params); }
  void line(int depth, const std::string& text) { out_ += std::string(static_cast<std::size_t>(depth) * 2, ' ') + text + "\n"; }
  void item(const std::string& text) { line(1, "- " + text); }
  void heading(std::string_view code, const base::Params& params = {}) { out_ += "\n" + words(code, params) + "\n"; }

  /// ` [reported: KEY]` where it is not what the pack says in general, and the note, if there is one.
  std::string sourced(const tally::Provenance& own, const tally::Provenance& general) const {
    std::string text;
    if (own.trust != general.trust || own.sources != general.sources) {
      std::string keys;
      for (const std::string& key : own.sources) append(keys, ", ", key);
      text = " [" + words(std::string("trust.") + tally::word(own.trust)) + (keys.empty() ? "" : ": " + keys) + "]";
    }
    if (!in(own.note).empty() && own.note.id != general.note.id) text += " — " + in(own.note);
    return text;
  }

  /// The four attributes that every list of subjects knows have names; others are columns of the office.
  std::string attribute_name(const std::string& attribute) const {
    if (attribute == "type") return words("attribute.type");
    if (attribute == "group") return words("attribute.group");
    if (attribute == "category") return words("attribute.category");
    if (attribute == "region") return words("attribute.region");
    return attribute;
  }

  std::string when(const tally::When& when) const {
    std::string text;
    for (const auto& [attribute, values] : when) {
      std::string all;
      for (const std::string& value : values) append(all, ", ", value);
      append(text, "; ", attribute_name(attribute) + ": " + all);
    }
    return text.empty() ? "" : " (" + text + ")";
  }

  void say_identity() {
    out_ = in(pack_.name) + "  [" + pack_.id + "@" + pack_.version + "]\n";
    const std::string years =
        std::to_string(pack_.first_year) + (pack_.first_year == pack_.last_year ? "" : "–" + std::to_string(pack_.last_year));
    line(0, words("show.issuer", {{"issuer", pack_.issuer}, {"years", years}}));
    if (!in(pack_.about).empty()) line(0, in(pack_.about));
    std::string basis;
    for (const tally::Source& source : pack_.legal_basis) append(basis, "; ", source.title);
    if (!basis.empty()) line(0, words("show.legal_basis", {{"basis", basis}}));
    std::string keys;
    for (const std::string& key : pack_.provenance.sources) append(keys, ", ", key);
    line(0, words("show.trust", {{"trust", words(std::string("trust.") + tally::word(pack_.provenance.trust))}, {"sources", keys}}));
    if (!in(pack_.provenance.note).empty()) line(0, in(pack_.provenance.note));
  }

  void say_named(std::string_view code, const std::vector<tally::Named>& list) {
    if (list.empty()) return;
    heading(code);
    for (const tally::Named& named : list) item(in(named.name) + " (" + named.id + ")" + sourced(named.provenance, pack_.provenance));
  }

  void say_subjects() {
    heading("show.levels");
    for (const tally::Level& level : pack_.levels) {
      item(in(level.named.name) + " (" + level.named.id + ")" + sourced(level.named.provenance, pack_.provenance));
    }
    say_named("show.groups", pack_.groups);
    say_named("show.categories", pack_.categories);
    if (!pack_.parameters.empty()) heading("show.parameters");
    for (const tally::Parameter& parameter : pack_.parameters) {
      const std::string value = parameter.value.empty() ? words("show.not_set") : parameter.value;
      item(in(parameter.named.name) + " (" + parameter.named.id + "): " + value + sourced(parameter.named.provenance, pack_.provenance));
    }
  }

  void say_stages() {
    if (!pack_.stages.empty()) heading("show.stages");
    for (const tally::Stage& stage : pack_.stages) {
      std::string text = in(stage.named.name) + " (" + stage.named.id + ")";
      if (!in(stage.actor).empty()) text += ", " + in(stage.actor);
      if (stage.weight) text += ", " + words("show.weight", {{"weight", stage.weight->text()}});
      if (stage.presentation_minutes > 0) {
        text += ", " + words("show.minutes", {{"presentation", std::to_string(stage.presentation_minutes)},
                                              {"interview", std::to_string(stage.interview_minutes)}});
      }
      if (stage.days > 0) text += ", " + words("show.days", {{"days", std::to_string(stage.days)}});
      item(text + sourced(stage.named.provenance, pack_.provenance));
    }
  }

  void say_tree(const tally::Tree& tree) {
    const std::string stage = tree.stage == tally::kNoStage ? "" : ", " + in(pack_.stages[static_cast<std::size_t>(tree.stage)].named.name);
    heading("show.tree",
            {{"level", in(pack_.levels[static_cast<std::size_t>(tree.level)].named.name)}, {"stage", stage + when(tree.when)}});
    say_node(tree, 0, 1);
  }

  void say_node(const tally::Tree& tree, int at, int depth) {
    const Node& node = tree.nodes[static_cast<std::size_t>(at)];
    std::string text = in(node.name) + " (" + node.id + ")";
    if (node.weight) text += ", " + words("show.weight", {{"weight", node.weight->text()}});
    text += ": " + (node.op == Op::indicator ? value(node.indicator) : rollup(node));
    const auto& general = node.parent < 0 ? pack_.provenance : tree.nodes[static_cast<std::size_t>(node.parent)].provenance;
    line(depth, "- " + text + sourced(node.provenance, general));
    if (node.op == Op::indicator) say_levels(node.indicator, depth + 1);
    for (const int child : node.children) say_node(tree, child, depth + 1);
  }

  std::string value(const tally::Indicator& indicator) const {
    static constexpr auto kCodes =
        std::to_array<std::string_view>({"show.value_number", "show.value_level", "show.value_count", "show.value_checklist",
                                         "show.value_yes_no", "show.value_ratio", "show.value_survey", "show.value_measured"});
    const ValueRule& rule = indicator.value;
    std::string text = words(kCodes[static_cast<std::size_t>(rule.type)], {{"min", rule.min.text()},
                                                                           {"max", rule.max ? rule.max->text() : "∞"},
                                                                           {"factor", rule.factor.text()},
                                                                           {"count", std::to_string(rule.labels.size())},
                                                                           {"unit", rule.unit}});
    if (indicator.max_words > 0) text += ", " + words("show.max_words", {{"words", std::to_string(indicator.max_words)}});
    if (indicator.min_words > 0) text += ", " + words("show.min_words", {{"words", std::to_string(indicator.min_words)}});
    if (indicator.evidence == "required") text += ", " + words("show.evidence_required");
    if (indicator.evidence == "optional") text += ", " + words("show.evidence_optional");
    if (indicator.drop_if_not_applicable) text += ", " + words("show.not_applicable");
    if (indicator.zero_if_missing) text += ", " + words("show.missing_zero");
    return text;
  }

  void say_levels(const tally::Indicator& indicator, int depth) {
    if (!in(indicator.guidance).empty()) line(depth, in(indicator.guidance));
    for (const ValueRule::Level& level : indicator.value.levels) line(depth, level.value.text() + " = " + in(level.text));
    for (const Text& label : indicator.value.labels) line(depth, "· " + in(label));
  }

  std::string rollup(const Node& node) const {
    static constexpr auto kCodes = std::to_array<std::string_view>({"", "show.weighted_mean", "show.weighted_sum", "show.mean", "show.sum",
                                                                    "show.min", "show.max", "show.median", "show.trimmed_mean",
                                                                    "show.scale", "show.ratio", "show.capped_count", "show.condition"});
    const tally::Rollup& rule = node.rollup;
    std::string among;
    for (const std::string& one : rule.when_items.among) append(among, ", ", one);
    const bool plain_scale = node.op == Op::scale && rule.offset.is_zero();
    std::string text = words(plain_scale ? "show.scale_plain" : kCodes[static_cast<std::size_t>(node.op)],
                             {{"factor", rule.factor.text()},
                              {"offset", rule.offset.text()},
                              {"cap", rule.cap.text()},
                              {"low", std::to_string(rule.drop_low)},
                              {"high", std::to_string(rule.drop_high)},
                              {"attribute", rule.when_items.attribute},
                              {"at_least", std::to_string(rule.when_items.at_least)},
                              {"among", among},
                              {"otherwise", rule.otherwise.text()}});
    if (rule.over == Over::items && node.op != Op::capped_count) text += " " + words("show.over_items");
    if (rule.over == Over::subjects) {
      text += " " + words("show.over_subjects", {{"level", in(pack_.levels[static_cast<std::size_t>(rule.level)].named.name)}});
      if (rule.best > 0) text += ", " + words("show.best", {{"best", std::to_string(rule.best)}});
    }
    if (!rule.at_least.is_zero()) text += ", " + words("show.at_least", {{"at_least", rule.at_least.text()}});
    if (rule.round) text += ", " + rounding(*rule.round);
    return text + ", " + words("show.range", {{"low", rule.low.text()}, {"high", rule.high.text()}});
  }

  std::string rounding(const tally::RoundingRule& rule) const {
    static constexpr auto kModes = std::to_array<std::string_view>({"rounding.half_up", "rounding.half_even", "rounding.down"});
    return words("show.round", {{"decimals", std::to_string(rule.decimals)}, {"mode", words(kModes[static_cast<std::size_t>(rule.mode)])}});
  }

  void say_result() {
    heading("show.result");
    static constexpr auto kCombine =
        std::to_array<std::string_view>({"show.combine_mean", "show.combine_median", "show.combine_trimmed_mean"});
    const tally::Evaluators& rule = pack_.evaluators;
    item(words(kCombine[static_cast<std::size_t>(rule.combine)],
               {{"low", std::to_string(rule.drop_low)}, {"high", std::to_string(rule.drop_high)}}) +
         sourced(rule.provenance, pack_.provenance));
    item((pack_.rounding ? rounding(*pack_.rounding) : words("show.no_rounding")) + sourced(pack_.rounding_provenance, pack_.provenance));
    for (const tally::BandTable& table : pack_.bands) say_bands(table);
  }

  /// `88 – 100`, with `<` at a bound that does not belong to the band.
  static std::string interval(const tally::BandTable& table, const tally::Band& band) {
    const bool open_below = table.closed == tally::Closed::upper && &band != &table.bands.front();
    const bool open_above = table.closed == tally::Closed::lower && &band != &table.bands.back();
    return (open_below ? ">" : "") + band.from.text() + " – " + (open_above ? "<" : "") + band.to.text();
  }

  void say_bands(const tally::BandTable& table) {
    static constexpr auto kClosed = std::to_array<std::string_view>({"show.closed_both", "show.closed_lower", "show.closed_upper"});
    std::string on = words(kClosed[static_cast<std::size_t>(table.closed)]);
    if (table.exact) on += ", " + words("show.bands_exact");
    if (table.round) on += ", " + rounding(*table.round);
    item(words("show.bands", {{"rule", on + when(table.when)}}) + sourced(table.provenance, pack_.provenance));
    for (auto band = table.bands.rbegin(); band != table.bands.rend(); ++band) {
      const std::string zone = band->zone.empty() || band->zone == band->named.id ? "" : ", " + words("show.zone", {{"zone", band->zone}});
      line(3, band->named.id + "  " + interval(table, *band) + "  " + in(band->named.name) + zone);
    }
  }

  void say_rankings() {
    if (!pack_.rankings.empty()) heading("show.rankings");
    for (const tally::Ranking& ranking : pack_.rankings) {
      std::string by;
      for (const std::string& attribute : ranking.by) append(by, ", ", attribute_name(attribute));
      item(in(ranking.named.name) + when(ranking.when) + (by.empty() ? "" : ", " + words("show.by", {{"attributes", by}})) +
           sourced(ranking.named.provenance, pack_.provenance));
      const bool by_score = ranking.order.method == tally::Method::score;
      if (!by_score) {
        for (const std::string& text : order_words(pack_, ranking, language_)) line(3, text);
      }
      for (const tally::TieRule& rule : ranking.ties) {
        const std::string text = rule.text();
        line(3, words(by_score ? "show.tie" : "show.tie_places",
                      {{"rule", words("tie." + text.substr(0, text.find(':')), {{"key", node_name(rule.key)}})}}));
      }
      if (ranking.ties.empty()) line(3, words(by_score ? "show.ties_shared" : "show.ties_shared_places"));
      for (const tally::Cut& cut : ranking.cuts) say_cut(cut, ranking);
      for (const tally::Award& award : ranking.awards) {
        const char* code = award.first == award.last ? "show.award_one" : "show.award";
        line(3, words(code, {{"first", std::to_string(award.first)}, {"last", std::to_string(award.last)}, {"award", in(award.name)}}));
      }
    }
  }

  /// A node by its name in the first tree that has it; an attribute as it is.
  std::string node_name(const std::string& key) const {
    const std::string id = key.substr(key.find('/') == std::string::npos ? 0 : key.find('/') + 1);
    for (const tally::Tree& tree : pack_.trees) {
      for (const Node& node : tree.nodes) {
        if (node.id == id) return in(node.name);
      }
    }
    return key;
  }

  void say_cut(const tally::Cut& cut, const tally::Ranking& ranking) {
    std::string rule = in(cut.named.name) + " (" + cut.named.id + ")";
    if (cut.places > 0) rule += ", " + words("show.places", {{"places", std::to_string(cut.places)}});
    if (cut.min_score) rule += ", " + words("show.min_score", {{"score", cut.min_score->text()}});
    line(3, words("show.cut", {{"cut", rule + when(cut.when)}}) + sourced(cut.named.provenance, ranking.named.provenance));
  }

  void say_eligibility() {
    static constexpr auto kRules =
        std::to_array<std::string_view>({"show.min_age", "show.between", "show.none_of", "show.fewer_than", "show.one_of"});
    if (!pack_.eligibility.empty()) heading("show.eligibility");
    for (const tally::EligibilityRule& rule : pack_.eligibility) {
      std::string values;
      for (const std::string& value : rule.values) append(values, ", ", value);
      item(in(rule.named.name) + when(rule.when) + ": " +
           words(kRules[static_cast<std::size_t>(rule.kind)], {{"attribute", rule.attribute},
                                                               {"values", values},
                                                               {"years", std::to_string(rule.years)},
                                                               {"on", rule.on},
                                                               {"limit", std::to_string(rule.limit)},
                                                               {"from", rule.from.empty() ? "…" : rule.from},
                                                               {"to", rule.to.empty() ? "…" : rule.to}}) +
           sourced(rule.named.provenance, pack_.provenance));
    }
  }

  void say_sources() {
    heading("show.sources");
    for (const tally::Source& source : pack_.sources) {
      item(source.key + ": " + source.title + (source.url.empty() ? "" : " <" + source.url + ">"));
    }
  }

  const tally::Pack& pack_;
  i18n::Language language_;
  std::string out_;
};

}  // namespace

std::string show_pack(const tally::Pack& pack, i18n::Language language) { return Saying(pack, language).text(); }

}  // namespace packs
