#include "features/packs/show_order.hpp"

#include <array>
#include <string_view>

namespace packs {
namespace {

using tally::Method;

std::string elimination(const tally::OrderRule& rule, i18n::Language language) {
  static constexpr auto kCodes = std::to_array<std::string_view>({"show.order_backwards", "show.order_forwards", "show.order_lots"});
  std::string rules;
  for (const auto tie : rule.elimination) {
    rules.append(rules.empty() ? "" : ", ").append(i18n::text(language, kCodes[static_cast<std::size_t>(tie)], {{"attribute", rule.lots}}));
  }
  return i18n::text(language, "show.order_elimination", {{"rules", rules}});
}

}  // namespace

std::vector<std::string> order_words(const tally::Pack& pack, const tally::Ranking& ranking, i18n::Language language) {
  const tally::OrderRule& rule = ranking.order;
  const auto words = [&](std::string_view code, const base::Params& params = {}) { return i18n::text(language, code, params); };
  std::vector<std::string> lines{words(std::string("order.about_") + tally::word(rule.method))};
  if (rule.stage != tally::kNoStage) {
    const tally::Text& name = pack.stages[static_cast<std::size_t>(rule.stage)].named.name;
    lines.push_back(words("show.order_stage", {{"stage", language == i18n::Language::id ? name.id : name.en}}));
  }
  if (ranking.ascending) lines.push_back(words("show.order_ascending"));
  if (rule.unranked_last) lines.push_back(words("show.order_unranked_last"));
  if (rule.wins == tally::aggregate::LinkStrength::margins) lines.push_back(words("show.order_margins"));
  if (rule.method == Method::stv) {
    const bool droop = rule.quota == tally::aggregate::Quota::droop;
    lines.push_back(words("show.order_seats", {{"seats", std::to_string(rule.seats)}}) + ", " +
                    words(droop ? "show.order_droop" : "show.order_hagenbach_bischoff"));
    lines.push_back(elimination(rule, language));
  }
  if (!rule.prior.is_zero()) lines.push_back(words("show.order_prior", {{"prior", rule.prior.text()}}));
  return lines;
}

}  // namespace packs
