#include "tally/order_reader.hpp"

#include <algorithm>
#include <string_view>

#include "tally/input.hpp"
#include "tally/tree_reader.hpp"

namespace tally {
namespace {

const std::vector<std::string_view> kMethods{"score", "corrected", "borda", "schulze", "stv", "kemeny", "bradley_terry"};

struct Option {
  std::string_view key;
  std::vector<Method> methods;
};

const std::vector<Option>& options() {
  using enum Method;
  static const std::vector<Option> all{{"on", {score}},
                                       {"stage", {corrected, borda, schulze, stv, kemeny, bradley_terry}},
                                       {"unranked", {borda, schulze, stv, kemeny, bradley_terry}},
                                       {"wins", {schulze}},
                                       {"seats", {stv}},
                                       {"quota", {stv}},
                                       {"elimination", {stv}},
                                       {"lots", {stv}},
                                       {"prior", {bradley_terry}}};
  return all;
}

bool takes(Method method, const Option& option) {
  return std::find(option.methods.begin(), option.methods.end(), method) != option.methods.end();
}

/// An option of another method would be without effect: whoever wrote it meant something else.
void refuse_options_of_others(Fields& fields, Method method) {
  for (const Option& option : options()) {
    const base::Document* found = takes(method, option) ? nullptr : fields.optional(option.key);
    if (found == nullptr) continue;
    fields.reading().problem(found->line(), "pack.not_an_option", {{"key", std::string(option.key)}, {"method", word(method)}});
  }
}

void read_stage(Fields& fields, const Pack& pack, Ranking& ranking) {
  const auto stages = scored_stages(pack, ranking.level, kNoStage);
  const base::Document* found = fields.optional("stage");
  if (found == nullptr) {
    if (stages.size() > 1) fields.problem("pack.method_stage", {{"method", word(ranking.order.method)}});
    return;
  }
  const std::string stage = fields.word("stage");
  ranking.order.stage = index_of(pack.stages, stage);
  const bool scored = ranking.order.stage >= 0 && std::find(stages.begin(), stages.end(), ranking.order.stage) != stages.end();
  if (!scored && !stage.empty()) fields.reading().problem(found->line(), "pack.not_scored", {{"stage", stage}});
}

void read_elimination(Fields& fields, OrderRule& rule) {
  static const std::vector<std::string_view> words{"backwards", "forwards", "lots"};
  const base::Document* found = fields.optional("elimination");
  if (found != nullptr && !found->is_list()) {
    return fields.reading().problem(found->line(), "pack.not_a_list", {{"key", "elimination"}, {"what", fields.what()}});
  }
  const auto rules = found == nullptr ? std::vector<std::string>{"backwards"} : fields.words("elimination");
  rule.elimination.clear();
  for (const std::string& each : rules) {
    const auto at = std::find(words.begin(), words.end(), each);
    if (at != words.end()) {
      rule.elimination.push_back(static_cast<aggregate::StvTie>(at - words.begin()));
    } else if (!each.empty()) {
      fields.reading().problem(
          found->line(), "pack.unknown_word",
          {{"found", each}, {"key", "elimination"}, {"what", fields.what()}, {"choices", "backwards, forwards, lots"}});
    }
  }
  rule.lots = fields.word("lots", false);
  const bool draws = std::find(rules.begin(), rules.end(), "lots") != rules.end();
  if (draws == rule.lots.empty()) fields.problem("pack.lots");
}

void read_seats(Fields& fields, Ranking& ranking) {
  const auto cut = std::find_if(ranking.cuts.begin(), ranking.cuts.end(), [](const Cut& each) { return each.places > 0; });
  const int places = cut == ranking.cuts.end() ? 0 : cut->places;
  constexpr int kMostSeats = 1000000;
  const bool stated = fields.optional("seats") != nullptr;
  ranking.order.seats = fields.whole("seats", 1, kMostSeats, places);
  if (!stated && places == 0) fields.problem("pack.stv_seats");
}

/// Some indicator at the level is filled in by evaluators; otherwise there is never a sheet.
bool has_sheets(const Pack& pack, int level) {
  return std::any_of(pack.trees.begin(), pack.trees.end(), [&](const Tree& tree) {
    return tree.level == level && std::any_of(tree.nodes.begin(), tree.nodes.end(), [](const Node& node) {
             return node.op == Op::indicator && node.indicator.value.type != ValueType::measured;
           });
  });
}

}  // namespace

const char* word(Method method) { return kMethods[static_cast<std::size_t>(method)].data(); }

void read_order(Fields& fields, const Pack& pack, Ranking& ranking) {
  OrderRule& rule = ranking.order;
  rule.method = static_cast<Method>(fields.choice("method", kMethods, 0));
  const base::Document* named = fields.optional("method");
  const bool unknown = named != nullptr && (!named->is_text() || named->text() != word(rule.method));
  if (!unknown) refuse_options_of_others(fields, rule.method);
  for (const Option& option : options()) (void)fields.optional(option.key);  // of an unknown method nothing more is said
  if (rule.method == Method::score) return;
  if (ranking.level >= 0 && !has_sheets(pack, ranking.level)) fields.problem("pack.method_without_sheets", {{"method", word(rule.method)}});
  if (ranking.level >= 0) read_stage(fields, pack, ranking);
  if (rule.method == Method::corrected) return;
  rule.unranked_last = fields.flag("unranked", "last", "unknown", false);
  if (rule.method == Method::schulze) {
    rule.wins = static_cast<aggregate::LinkStrength>(fields.choice("wins", {"winning_votes", "margins"}, 0));
  }
  if (rule.method == Method::bradley_terry) {
    rule.prior = fields.number("prior").value_or(0);
    if (rule.prior < 0) fields.problem("aggregate.prior", {{"found", rule.prior.text()}});
  }
  if (rule.method != Method::stv) return;
  rule.quota = static_cast<aggregate::Quota>(fields.choice("quota", {"droop", "hagenbach_bischoff"}, 0));
  read_seats(fields, ranking);
  read_elimination(fields, rule);
}

}  // namespace tally
