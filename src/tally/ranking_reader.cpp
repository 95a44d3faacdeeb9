#include "tally/ranking_reader.hpp"

#include <charconv>
#include <string>
#include <utility>

#include "tally/order_reader.hpp"
#include "tally/pack_reader.hpp"
#include "tally/tree_reader.hpp"

namespace tally {
namespace {

const std::vector<std::string_view> kTieRules{"higher", "lower", "earlier", "later"};
const std::vector<std::string_view> kEligibilityRules{"min_age", "between", "none_of", "fewer_than", "one_of"};

int level_index(Fields& fields, const Pack& pack) {
  const std::string level = fields.word("level");
  const int index = index_of(pack.levels, level);
  if (index < 0) fields.problem("pack.unknown_level", {{"level", level}});
  return index;
}

void read_ties(Fields& fields, Ranking& ranking) {
  fields.list("ties", false, [&](const base::Document& member, const std::string& name) {
    Fields entry(member, fields.what() + "." + name, fields.reading());
    TieRule rule;
    rule.kind = static_cast<TieRule::Kind>(entry.choice("rule", kTieRules));
    const bool by_node = rule.kind == TieRule::Kind::higher || rule.kind == TieRule::Kind::lower;
    rule.key = entry.word(by_node ? "node" : "attribute");
    (void)entry.provenance(ranking.named.provenance);
    ranking.ties.push_back(std::move(rule));
  });
}

void read_cuts(Fields& fields, Ranking& ranking) {
  fields.list("cuts", false, [&](const base::Document& member, const std::string& name) {
    Fields entry(member, fields.what() + "." + name, fields.reading());
    Cut cut;
    cut.named = entry.named(ranking.named.provenance);
    cut.places = entry.whole("places", 1, 1000000, 0);
    cut.min_score = entry.number("min_score");
    cut.when = entry.when();
    if (cut.places == 0 && !cut.min_score) entry.problem("pack.empty_cut", {{"id", cut.named.id}});
    ranking.cuts.push_back(std::move(cut));
  });
}

/// A rank from 1 to a million, or 0 for anything else.
int rank_of(const std::string& text) {
  int rank = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rank);
  return error == std::errc() && end == text.data() + text.size() && rank >= 1 && rank <= 1000000 ? rank : 0;
}

void read_awards(Fields& fields, Ranking& ranking) {
  fields.list("awards", false, [&](const base::Document& member, const std::string& name) {
    Fields entry(member, fields.what() + "." + name, fields.reading());
    Award award;
    const auto ranks = entry.words("ranks");
    award.first = ranks.size() == 2 ? rank_of(ranks[0]) : 0;
    award.last = ranks.size() == 2 ? rank_of(ranks[1]) : 0;
    if (award.first == 0 || award.last < award.first) entry.problem("pack.bad_ranks", {{"what", entry.what()}});
    award.name = entry.text("name");
    award.provenance = entry.provenance(ranking.named.provenance);
    ranking.awards.push_back(std::move(award));
  });
}

void read_dates(Fields& fields, EligibilityRule& rule) {
  rule.from = fields.word("from", false);
  rule.to = fields.word("to", false);
  for (const std::string& date : {rule.from, rule.to}) {
    if (!date.empty() && !is_date(date)) fields.problem("pack.bad_date", {{"found", date}});
  }
}

EligibilityRule read_rule(Fields& fields, const Pack& pack) {
  using Kind = EligibilityRule::Kind;
  EligibilityRule rule;
  rule.named = fields.named(pack.provenance);
  rule.level = level_index(fields, pack);
  rule.when = fields.when();
  rule.kind = static_cast<Kind>(fields.choice("rule", kEligibilityRules));
  rule.attribute = fields.word("attribute");
  switch (rule.kind) {
    case Kind::min_age: {
      rule.on = fields.word("on");
      rule.years = fields.whole("years", 0, 100, 0);
      const int parameter = index_of(pack.parameters, rule.on);
      if (parameter < 0 || !pack.parameters[static_cast<std::size_t>(parameter)].is_date) {
        fields.problem("pack.unknown_parameter", {{"parameter", rule.on}});
      }
      break;
    }
    case Kind::between:
      read_dates(fields, rule);
      break;
    case Kind::fewer_than:
      rule.limit = fields.whole("limit", 1, 1000, 1);
      [[fallthrough]];
    case Kind::none_of:
    case Kind::one_of:
      rule.values = fields.words("values");
      if (rule.values.empty()) fields.problem("pack.missing_key", {{"key", "values"}, {"what", fields.what()}});
      break;
  }
  return rule;
}

}  // namespace

void read_rankings(Fields& fields, Pack& pack) {
  fields.list("rankings", false, [&](const base::Document& member, const std::string& name) {
    Fields entry(member, name, fields.reading());
    Ranking ranking;
    ranking.named = entry.named(pack.provenance);
    ranking.level = level_index(entry, pack);
    ranking.when = entry.when();
    ranking.by = entry.words("by");
    ranking.on_exact = entry.flag("on", "exact", "rounded", false);
    ranking.ascending = entry.flag("order", "ascending", "descending", false);
    read_ties(entry, ranking);
    read_cuts(entry, ranking);
    read_awards(entry, ranking);
    read_order(entry, pack, ranking);
    pack.rankings.push_back(std::move(ranking));
  });
}

void read_eligibility(Fields& fields, Pack& pack) {
  fields.list("eligibility", false, [&](const base::Document& member, const std::string& name) {
    Fields entry(member, name, fields.reading());
    pack.eligibility.push_back(read_rule(entry, pack));
  });
}

}  // namespace tally
