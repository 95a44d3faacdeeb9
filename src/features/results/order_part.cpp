#include "features/results/order_part.hpp"

#include <algorithm>
#include <utility>

#include "json/json.hpp"

namespace results {
namespace {

using base::Document;

Document list_of(const std::vector<std::string>& texts) { return Document::List(texts.begin(), texts.end()); }

Document order_document(const Tallied& tallied, const tally::ContestOrder& order) {
  const auto id = [&](std::uint32_t subject) { return tallied.input.subjects[subject].id; };
  Document::Map figures;
  Document::Map places;
  for (const tally::Placed& placed : order.placed) {
    if (placed.figure) figures.emplace_back(id(placed.subject), placed.figure->text());
    places.emplace_back(id(placed.subject), std::int64_t{placed.place});
  }
  std::vector<std::string> about;
  for (const std::uint32_t subject : order.about) about.push_back(id(subject));
  return Document::Map{{"ballots", static_cast<std::int64_t>(order.ballots)},
                       {"figures", std::move(figures)},
                       {"fit", order.fit},
                       {"method", tally::word(order.ranking->order.method)},
                       {"note", order.note},
                       {"places", std::move(places)},
                       {"ranking", order.ranking->named.id},
                       {"reason", order.reason},
                       {"scope", list_of(order.scope)},
                       {"subjects", list_of(about)}};
}

const std::string* text_of(const Document& owner, std::string_view key) {
  const Document* found = owner.find(key);
  return found != nullptr && found->is_text() ? &found->text() : nullptr;
}

void read_figures(const Document& order, tally::PublishedFigures& figures) {
  const std::string* ranking = text_of(order, "ranking");
  const Document* scope = order.find("scope");
  const Document* stated = order.find("figures");
  if (ranking == nullptr || scope == nullptr || !scope->is_list() || stated == nullptr || !stated->is_map()) return;
  std::vector<std::string> values;
  for (const Document& value : scope->list()) {
    if (value.is_text()) values.push_back(value.text());
  }
  auto& own = figures[{*ranking, std::move(values)}];
  for (const auto& [subject, figure] : stated->map()) {
    const auto number = figure.is_text() ? base::Rational::parse(figure.text()) : std::nullopt;
    if (number) own.emplace(subject, *number);
  }
}

}  // namespace

bool has_methods(const tally::Pack& pack) {
  return std::any_of(pack.rankings.begin(), pack.rankings.end(),
                     [](const tally::Ranking& ranking) { return ranking.order.method != tally::Method::score; });
}

std::string orders_part(const Tallied& tallied) {
  Document::List orders;
  for (const tally::ContestOrder& order : tallied.result.orders) orders.push_back(order_document(tallied, order));
  return json::canonical(orders);
}

tally::PublishedFigures published_figures(const Document* part) {
  tally::PublishedFigures figures;
  if (part == nullptr || !part->is_list()) return figures;
  for (const Document& order : part->list()) {
    if (order.is_map()) read_figures(order, figures);
  }
  return figures;
}

}  // namespace results
