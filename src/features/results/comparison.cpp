#include "features/results/comparison.hpp"

#include <algorithm>

#include "json/json.hpp"

namespace results {
namespace {

using base::Document;

/// Where a member of a list stands, and whose it is: `3, kota-cilegon`.
std::string name_of(const Document& member, std::size_t at) {
  const Document* subject = member.find("subject");
  return std::to_string(at) + (subject != nullptr && subject->is_text() ? ", " + subject->text() : "");
}

std::string shown(const Document* document) { return document == nullptr ? "—" : json::canonical(*document).substr(0, 80); }

}  // namespace

void Comparison::compare(const Document& bundle, const Document& recomputed, const std::string& path, std::string_view key) {
  if (bundle.is_list() && recomputed.is_list()) return lists(bundle.list(), recomputed.list(), path, key);
  if (bundle.is_map() && recomputed.is_map()) return maps(bundle, recomputed, path);
  if (bundle == recomputed || (same_ && same_(key, bundle, recomputed))) return;
  differ(path, &bundle, &recomputed);
}

void Comparison::differ(const std::string& path, const Document* bundle, const Document* recomputed) {
  problems_.add({"", 0, "bundle.differs", {{"path", path}, {"bundle", shown(bundle)}, {"recomputed", shown(recomputed)}}});
}

void Comparison::lists(const Document::List& bundle, const Document::List& recomputed, const std::string& path, std::string_view key) {
  for (std::size_t at = 0; at < std::max(bundle.size(), recomputed.size()); ++at) {
    const std::string here = path + "[" + name_of(at < bundle.size() ? bundle[at] : recomputed[at], at) + "]";
    if (at < bundle.size() && at < recomputed.size()) {
      compare(bundle[at], recomputed[at], here, key);
    } else {
      differ(here, at < bundle.size() ? &bundle[at] : nullptr, at < recomputed.size() ? &recomputed[at] : nullptr);
    }
  }
}

void Comparison::maps(const Document& bundle, const Document& recomputed, const std::string& path) {
  for (const auto& [key, value] : bundle.map()) {
    if (const Document* other = recomputed.find(key)) {
      compare(value, *other, path + "." + key, key);
    } else {
      differ(path + "." + key, &value, nullptr);
    }
  }
  for (const auto& [key, value] : recomputed.map()) {
    if (bundle.find(key) == nullptr) differ(path + "." + key, nullptr, &value);
  }
}

}  // namespace results
