#include "base/document.hpp"

#include <algorithm>

namespace base {
namespace {

std::vector<const Document::Member*> by_key(const Document::Map& map) {
  std::vector<const Document::Member*> members;
  members.reserve(map.size());
  for (const auto& member : map) members.push_back(&member);
  std::ranges::sort(members, {}, [](const Document::Member* member) -> const std::string& { return member->first; });
  return members;
}

bool equal(const Document::Map& a, const Document::Map& b) {
  const auto same = [](const Document::Member* x, const Document::Member* y) { return *x == *y; };
  return a.size() == b.size() && std::ranges::equal(by_key(a), by_key(b), same);
}

}  // namespace

Document::Document(List value) : value_(std::move(value)) {}
Document::Document(Map value) : value_(std::move(value)) {}

const Document* Document::find(std::string_view key) const {
  const Map* map = std::get_if<Map>(&value_);
  if (map == nullptr) return nullptr;
  const auto found = std::ranges::find(*map, key, &Member::first);
  return found == map->end() ? nullptr : &found->second;
}

bool operator==(const Document& a, const Document& b) {
  if (a.is_map() && b.is_map()) return equal(a.map(), b.map());
  return a.value_ == b.value_;
}

}  // namespace base
