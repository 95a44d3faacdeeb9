#include "features/portal/picture.hpp"

#include <algorithm>
#include <vector>

#include "features/portal/format.hpp"

namespace portal {
namespace {

using base::Document;

constexpr std::size_t kPlaces = 3;

/// The rows of the first contest on the highest level that has ranks: a contest of agencies says more than one of their entries.
std::vector<const Document*> leading(const Document& rows, const Document& result) {
  std::vector<const Document*> ranked;
  const Document::List& levels = result.find("levels")->list();
  for (auto level = levels.rbegin(); level != levels.rend() && ranked.empty(); ++level) {
    for (const Document& row : rows.find("rows")->list()) {
      const bool fits = *row.find("level") == *level->find("id") && !row.find("rank")->is_null();
      if (fits && (ranked.empty() || *row.find("contest") == *ranked.front()->find("contest"))) ranked.push_back(&row);
    }
  }
  return ranked;
}

documents::Card::Line line(const Document& row, i18n::Language language) {
  return {std::to_string(row.find("rank")->integer()), row.find("name")->text(), decimal(row.find("score")->text(), language)};
}

}  // namespace

documents::Card card_of(const Document& result, const Document* rows, i18n::Language language) {
  const auto words = [&](std::string_view code, const base::Params& params = {}) { return i18n::text(language, code, params); };
  const std::string& state = result.find("state")->text();
  documents::Card card{.title = said(*result.find("caption"), language),
                       .subtitle = said(*result.find("programme")->find("title"), language),
                       .lines = {},
                       .mark = "",
                       .source = "Juara · " + said(*result.find("pack")->find("name"), language)};
  if (result.find("illustrative")->boolean()) card.mark = words("page.illustrative_mark");
  if (state != "published") card.mark = words("state." + state);
  if (rows == nullptr) return card;
  const auto ranked = leading(*rows, result);
  for (std::size_t begin = 0; begin < ranked.size();) {
    const auto shares = [&](const Document* row) { return *row->find("rank") == *ranked[begin]->find("rank"); };
    const auto count = static_cast<std::size_t>(std::ranges::count_if(ranked, shares));
    if (begin + count > kPlaces) {
      if (begin == 0) card.lines.push_back({"1", words("page.share_first", {{"count", std::to_string(count)}}), ""});
      break;
    }
    for (std::size_t at = begin; at < begin + count; ++at) card.lines.push_back(line(*ranked[at], language));
    begin += count;
  }
  return card;
}

}  // namespace portal
