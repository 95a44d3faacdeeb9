#include "features/results/row_writer.hpp"

#include <algorithm>

#include "tally/trust.hpp"

namespace results {
namespace {

using tally::Outcome;

void write_texts(json::Writer& writer, std::string_view key, const std::vector<std::string>& texts) {
  writer.key(key).open_list();
  for (const std::string& text : texts) writer.text(text);
  writer.close_list();
}

void write_outcome(json::Writer& writer, std::string_view key, const Outcome& outcome) {
  writer.member(key, outcome.is_number() ? outcome.number.text() : "n/a");
}

bool is_shown(const Outcome& outcome) { return outcome.is_number() || outcome.kind == Outcome::Kind::not_applicable; }

/// Positions of a tree in the order of their ids, as canonical JSON wants members.
std::vector<std::size_t> by_id(const tally::Tree& tree, std::size_t begin, std::size_t end) {
  std::vector<std::size_t> order;
  for (std::size_t at = begin; at < end; ++at) order.push_back(at);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return tree.nodes[a].id < tree.nodes[b].id; });
  return order;
}

/// The stages of a row in the order of their key prefixes.
std::vector<const tally::StageOutcomes*> by_prefix(const Tallied& tallied, const tally::Row& row) {
  std::vector<const tally::StageOutcomes*> stages;
  for (const auto& stage : row.stages) {
    if (stage.tree != nullptr) stages.push_back(&stage);
  }
  std::sort(stages.begin(), stages.end(),
            [&](const auto* a, const auto* b) { return row.prefix(tallied.pack, *a) < row.prefix(tallied.pack, *b); });
  return stages;
}

void write_items(json::Writer& writer, const Tallied& tallied, const tally::Row& row) {
  writer.key("items").open_object();
  const auto stages = by_prefix(tallied, row);
  std::vector<std::vector<std::size_t>> orders;
  std::size_t count = 0;
  for (const auto* stage : stages) {
    orders.push_back(
        by_id(*stage->tree, static_cast<std::size_t>(stage->tree->items_begin), static_cast<std::size_t>(stage->tree->items_end)));
    count = std::max(count, stage->items.size());
  }
  for (std::size_t k = 0; k < count; ++k) {
    bool open = false;
    for (std::size_t s = 0; s < stages.size(); ++s) {
      if (k >= stages[s]->items.size()) continue;
      const tally::ItemOutcomes& item = stages[s]->items[k];
      if (item.nodes.empty()) continue;
      for (const std::size_t at : orders[s]) {
        const Outcome& outcome = item.nodes[at - static_cast<std::size_t>(stages[s]->tree->items_begin)];
        if (!is_shown(outcome)) continue;
        if (!open) writer.key(tallied.input.items[item.item].id).open_object();
        open = true;
        write_outcome(writer, row.prefix(tallied.pack, *stages[s]) + stages[s]->tree->nodes[at].id, outcome);
      }
    }
    if (open) writer.close_object();
  }
  writer.close_object();
}

void write_nodes(json::Writer& writer, const Tallied& tallied, const tally::Row& row) {
  std::vector<std::pair<std::string, const Outcome*>> nodes;
  for (const auto& stage : row.stages) {
    for (std::size_t at = 0; stage.tree != nullptr && at < stage.nodes.size(); ++at) {
      if (is_shown(stage.nodes[at])) nodes.emplace_back(row.prefix(tallied.pack, stage) + stage.tree->nodes[at].id, &stage.nodes[at]);
    }
  }
  if (row.stages.size() != 1 && is_shown(row.total)) nodes.emplace_back("total", &row.total);
  std::sort(nodes.begin(), nodes.end());
  writer.key("nodes").open_object();
  for (const auto& [key, outcome] : nodes) write_outcome(writer, key, *outcome);
  writer.close_object();
}

void write_place(json::Writer& writer, std::string_view key, int place) {
  writer.key(key);
  if (place == 0) {
    writer.null();
  } else {
    writer.integer(place);
  }
}

}  // namespace

void write_row(json::Writer& writer, const Tallied& tallied, const tally::Row& row, bool for_people) {
  const tally::Subject& subject = tallied.input.subjects[row.subject];
  writer.open_object().member("band", row.band == nullptr ? "" : row.band->named.id);
  write_texts(writer, "broken", row.broken);
  if (for_people) writer.member("category", subject.category);
  writer.key("complete").boolean(row.complete());
  write_texts(writer, "cuts", row.cuts);
  writer.member("exact", row.complete() ? row.total.number.text() : "");
  if (for_people) writer.member("group", subject.group);
  write_items(writer, tallied, row);
  writer.member("level", tallied.pack.levels[static_cast<std::size_t>(row.level)].named.id);
  write_texts(writer, "missing", row.missing);
  if (for_people) writer.member("name", subject.name);
  write_nodes(writer, tallied, row);
  write_place(writer, "rank", row.rank);
  write_place(writer, "ranked_among", row.ranked_among);
  writer.member("ranking", row.rank == 0 ? "" : row.ranking->named.id);
  if (for_people) writer.member("region", subject.region);
  write_texts(writer, "scope", row.rank == 0 ? std::vector<std::string>() : row.scope);
  writer.member("score", row.score).member("subject", subject.id).member("tie", row.tie).member("trust", tally::word(row.trust));
  write_texts(writer, "unchecked", row.unchecked);
  writer.member("zone", row.band == nullptr ? "" : row.band->zone).close_object();
}

}  // namespace results
