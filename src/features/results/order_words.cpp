#include "features/results/order_words.hpp"

#include <algorithm>

namespace results {
namespace {

constexpr std::size_t kSubjectsShown = 6;

std::string named(const Tallied& tallied, const Wording& words, const std::vector<std::uint32_t>& subjects) {
  std::string all;
  for (std::size_t at = 0; at < std::min(subjects.size(), kSubjectsShown); ++at) {
    all.append(all.empty() ? "" : ", ").append(tallied.input.subjects[subjects[at]].name);
  }
  if (subjects.size() <= kSubjectsShown) return all;
  return all + words.text("table.and_more", {{"count", std::to_string(subjects.size() - kSubjectsShown)}});
}

std::string reason(const Tallied& tallied, const Wording& words, const tally::ContestOrder& order) {
  const auto name = [&](std::size_t at) { return order.about.size() > at ? tallied.input.subjects[order.about[at]].name : ""; };
  return words.text("order.reason_" + order.reason,
                    {{"subjects", named(tallied, words, order.about)}, {"first", name(0)}, {"second", name(1)}});
}

}  // namespace

const tally::ContestOrder* order_of(const Tallied& tallied, const tally::Row& row) {
  const auto& orders = tallied.result.orders;
  const auto at = std::find_if(orders.begin(), orders.end(),
                               [&](const auto& order) { return order.ranking == row.ranking && order.scope == row.scope; });
  return at == orders.end() ? nullptr : &*at;
}

const tally::Placed* placed_of(const tally::ContestOrder& order, const tally::Row& row) {
  const auto at = std::lower_bound(order.placed.begin(), order.placed.end(), row.subject,
                                   [](const tally::Placed& placed, std::uint32_t subject) { return placed.subject < subject; });
  return at == order.placed.end() || at->subject != row.subject ? nullptr : &*at;
}

std::string method_name(const Wording& words, tally::Method method) {
  return words.text(std::string("order.method_") + tally::word(method));
}

std::string figure_name(const Wording& words, const tally::ContestOrder& order) {
  const bool has = std::any_of(order.placed.begin(), order.placed.end(), [](const auto& placed) { return placed.figure.has_value(); });
  return has ? words.text(std::string("order.figure_") + tally::word(order.ranking->order.method)) : "";
}

std::vector<std::string> order_notices(const Tallied& tallied, const Wording& words) {
  std::vector<std::string> all;
  for (const tally::ContestOrder& order : tallied.result.orders) {
    const std::string contest = words.contest(*order.ranking, order.scope);
    if (!order.reason.empty()) {
      all.push_back(words.text(
          "order.none",
          {{"contest", contest}, {"method", method_name(words, order.ranking->order.method)}, {"reason", reason(tallied, words, order)}}));
    } else if (!order.note.empty()) {
      all.push_back(words.text("order.noted", {{"contest", contest}, {"note", words.text("order.note_" + order.note)}}));
    }
  }
  return all;
}

std::string order_explained(const Wording& words, const tally::ContestOrder& order, const tally::Placed& placed) {
  std::string text = words.text("explain.order", {{"method", method_name(words, order.ranking->order.method)},
                                                  {"count", std::to_string(order.ballots)},
                                                  {"place", std::to_string(placed.place)}});
  if (placed.figure) {
    text += ", " + words.text("explain.order_figure", {{"name", figure_name(words, order)}, {"figure", placed.figure->text()}});
  }
  if (order.ranking->order.method == tally::Method::stv && order.placed.size() > 1) {
    const char* code = placed.round > 0 ? "explain.order_elected" : placed.round < 0 ? "explain.order_eliminated" : "explain.order_left";
    text += ", " + words.text(code, {{"round", std::to_string(std::abs(placed.round))}});
  }
  return text;
}

std::optional<OrderMade> order_made(const Tallied& tallied, const tally::Row& row) {
  const tally::ContestOrder* order = order_of(tallied, row);
  if (order == nullptr || !order->reason.empty()) return std::nullopt;
  const tally::Method method = order->ranking->order.method;
  const Wording id(tallied, i18n::Language::id);
  const Wording en(tallied, i18n::Language::en);
  return OrderMade{.method = tally::word(method),
                   .name = {method_name(id, method), method_name(en, method)},
                   .figure = {figure_name(id, *order), figure_name(en, *order)},
                   .ballots = order->ballots};
}

std::string order_figure(const Tallied& tallied, const tally::Row& row) {
  const tally::ContestOrder* order = order_of(tallied, row);
  const tally::Placed* placed = order == nullptr ? nullptr : placed_of(*order, row);
  return placed != nullptr && placed->figure ? placed->figure->text() : "";
}

}  // namespace results
