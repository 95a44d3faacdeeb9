#include "json/tree_builder.hpp"

#include <algorithm>
#include <utility>

namespace json {

using base::Document;

void TreeBuilder::begin(Document&& container, std::uint32_t line) {
  if (open_.size() == kMaxDepth) fail(codes_.too_deep, line);
  container.set_line(line_of_node(line));
  open_.push_back({.container = std::move(container), .key = {}, .key_line = 0, .has_key = false});
}

void TreeBuilder::end() {
  Document node = std::move(open_.back().container);
  open_.pop_back();
  if (node.is_map()) refuse_repeated_key(node.map());
  place(std::move(node));
}

void TreeBuilder::key(std::string key, std::uint32_t line) {
  Open& open = open_.back();
  open.key = std::move(key);
  open.key_line = line;
  open.has_key = true;
}

void TreeBuilder::value(Document&& value, std::uint32_t line) {
  value.set_line(line_of_node(line));
  place(std::move(value));
}

void TreeBuilder::place(Document&& node) {
  if (open_.empty()) {
    root_ = std::move(node);
    return;
  }
  Open& open = open_.back();
  if (open.container.is_list()) {
    open.container.list().push_back(std::move(node));
  } else {
    open.container.map().emplace_back(std::move(open.key), std::move(node));
    open.has_key = false;
  }
}

std::uint32_t TreeBuilder::line_of_node(std::uint32_t line) const {
  return !open_.empty() && open_.back().has_key ? open_.back().key_line : line;
}

void TreeBuilder::refuse_repeated_key(const Document::Map& map) const {
  using Member = Document::Member;
  // Canonical JSON comes sorted: one pass then shows that no key is repeated.
  const auto not_rising = [](const Member& a, const Member& b) { return a.first >= b.first; };
  if (std::ranges::adjacent_find(map, not_rising) == map.end()) return;

  std::vector<const Member*> members;
  members.reserve(map.size());
  for (const Member& member : map) members.push_back(&member);
  const auto key_of = [](const Member* member) -> const std::string& { return member->first; };
  std::ranges::stable_sort(members, {}, key_of);
  const auto repeated = std::ranges::adjacent_find(members, {}, key_of);
  if (repeated == members.end()) return;
  const Member& second = **std::next(repeated);
  fail(codes_.repeated_key, second.second.line(), {{"key", second.first}});
}

void TreeBuilder::fail(std::string code, std::uint32_t line, base::Params params) const {
  throw base::Error(base::Kind::invalid, base::Problem{.file = file_, .line = line, .code = std::move(code), .params = std::move(params)});
}

}  // namespace json
