#include "features/programmes/overview.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <vector>

#include "features/fairness/api.hpp"
#include "features/programmes/json_parts.hpp"

namespace programmes {
namespace {

using base::Document;
using Counts = std::map<std::string, std::size_t, std::less<>>;
using Said = std::function<std::vector<std::string>(i18n::Language)>;

std::int64_t number(std::size_t count) { return static_cast<std::int64_t>(count); }

/// The same sentences in both languages, side by side.
void write_sentences(json::Writer& writer, const Said& said) {
  const auto id = said(i18n::Language::id);
  const auto en = said(i18n::Language::en);
  writer.key("notices").open_list();
  for (std::size_t at = 0; at < id.size(); ++at) write_text(writer, {id[at], en.at(at)});
  writer.close_list();
}

class Overview {
 public:
  Overview(const results::Recomputed& bundle, const Census& census) : bundle_(bundle), tallied_(bundle.tallied()), census_(census) {}

  std::string text() {
    writer_.open_object();
    write_sentences(writer_, [&](i18n::Language language) { return results::notices(tallied_, language); });
    levels();
    named("groups", bundle_.pack.groups, count([](const tally::Subject& subject) { return subject.group; }));
    named("categories", bundle_.pack.categories, count([](const tally::Subject& subject) { return subject.category; }));
    regions();
    bands();
    contests();
    fair();
    writer_.close_object();
    return std::move(out_);
  }

 private:
  template <typename Of>
  Counts count(Of of) const {
    Counts counts;
    for (const tally::Subject& subject : bundle_.input.subjects) ++counts[of(subject)];
    return counts;
  }

  void levels() {
    writer_.key("levels").open_list();
    for (std::size_t at = 0; at < bundle_.pack.levels.size(); ++at) {
      const auto rows = std::ranges::count(census_.rows, static_cast<int>(at), &tally::Row::level);
      if (rows == 0) continue;
      const tally::Named& level = bundle_.pack.levels[at].named;
      writer_.open_object().member("id", level.id);
      write_text(writer_, "name", level.name);
      writer_.key("count").integer(rows).close_object();
    }
    writer_.close_list();
  }

  /// Those that the pack names in its order, then what else the subjects state.
  void named(std::string_view key, const std::vector<tally::Named>& names, Counts counts) {
    writer_.key(key).open_list();
    for (const tally::Named& name : names) {
      const auto found = counts.find(name.id);
      if (found == counts.end()) continue;
      named_count(name.id, name.name, found->second);
      counts.erase(found);
    }
    for (const auto& [id, rows] : counts) {
      if (!id.empty()) named_count(id, {id, id}, rows);
    }
    writer_.close_list();
  }

  void named_count(const std::string& id, const tally::Text& name, std::size_t rows) {
    writer_.open_object().member("id", id);
    write_text(writer_, "name", name);
    writer_.key("count").integer(number(rows)).close_object();
  }

  void regions() {
    writer_.key("regions").open_list();
    for (const auto& [region, rows] : count([](const tally::Subject& subject) { return subject.region; })) {
      if (region.empty()) continue;
      writer_.open_object().member("code", region).key("name").null().key("count").integer(number(rows)).close_object();
    }
    writer_.close_list();
  }

  void bands() {
    writer_.key("bands").open_list();
    for (const SeenBand& seen : census_.bands) {
      writer_.open_object();
      write_band(writer_, *seen.band);
      writer_.key("count").integer(number(seen.count)).close_object();
    }
    writer_.close_list();
  }

  void contests() {
    writer_.key("contests").open_list();
    for (const RankedContest& contest : census_.contests) {
      writer_.open_object().member("level", bundle_.pack.levels[static_cast<std::size_t>(contest.level)].named.id);
      writer_.member("ranking", contest.ranking->named.id);
      write_text(writer_, "name",
                 in_both([&](i18n::Language language) { return results::contest_name(tallied_, *contest.first, language); }));
      writer_.key("scope").open_object();
      for (std::size_t at = 0; at < contest.scope.size(); ++at) writer_.member(contest.ranking->by[at], contest.scope[at]);
      writer_.close_object();
      order(results::order_made(tallied_, *contest.first));
      writer_.key("count").integer(number(contest.ranked)).key("cuts").open_list();
      for (const tally::Cut* cut : contest.cuts) write_cut(*cut);
      writer_.close_list().close_object();
    }
    writer_.close_list();
  }

  void order(const std::optional<results::OrderMade>& made) {
    writer_.key("order");
    if (!made) return (void)writer_.null();
    writer_.open_object().member("method", made->method);
    write_text(writer_, "name", made->name);
    write_text_or_null(writer_, "figure", made->figure);
    writer_.key("evaluators").integer(number(made->ballots)).close_object();
  }

  void write_cut(const tally::Cut& cut) {
    writer_.open_object().member("id", cut.named.id);
    write_text(writer_, "name", cut.named.name);
    write_or_null(writer_, "places", cut.places == 0 ? std::nullopt : std::optional<std::int64_t>(cut.places));
    write_or_null(writer_, "min_score", cut.min_score ? cut.min_score->text() : "");
    writer_.close_object();
  }

  void fair() {
    writer_.key("fair");
    const Document* part = bundle_.bundle.find("parts")->find("fair");
    if (part == nullptr) return (void)writer_.null();
    const Document& request = *part->find("request");
    const Document& summary = *part->find("summary");
    writer_.open_object().member("model", request.find("model")->text()).key("top").open_list();
    for (const Document& places : request.find("top")->list()) writer_.integer(places.integer());
    writer_.close_list().member("case", summary.find("case")->text());
    write_or_null(writer_, "reliability", summary.find("reliability")->text());
    writer_.key("components").integer(summary.find("components")->integer());
    write_or_null(writer_, "weakest_link", summary.find("weakest_link")->text());
    write_sentences(writer_, [&](i18n::Language language) { return fairness::notices(*bundle_.fair, language); });
    writer_.close_object();
  }

  const results::Recomputed& bundle_;
  const results::Tallied tallied_;
  const Census& census_;
  std::string out_;
  json::Writer writer_{out_};
};

}  // namespace

void write_band(json::Writer& writer, const tally::Band& band) {
  writer.member("id", band.named.id);
  write_text(writer, "name", band.named.name);
  write_or_null(writer, "zone", band.zone);
  write_text_or_null(writer, "zone_name", band.zone_name);
}

std::string overview_of(const results::Recomputed& bundle, const Census& census) { return Overview(bundle, census).text(); }

}  // namespace programmes
