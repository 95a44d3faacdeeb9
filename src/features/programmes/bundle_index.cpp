#include "features/programmes/bundle_index.hpp"

#include <algorithm>
#include <map>

#include "features/fairness/api.hpp"
#include "features/packs/api.hpp"
#include "features/programmes/census.hpp"
#include "features/programmes/json_parts.hpp"
#include "features/programmes/names.hpp"
#include "features/programmes/overview.hpp"
#include "tally/trust.hpp"

namespace programmes {
namespace {

using base::Document;

std::optional<std::int64_t> place(int number) { return number == 0 ? std::nullopt : std::optional<std::int64_t>(number); }

void write_band_or_null(json::Writer& writer, const tally::Band* band) {
  writer.key("band");
  if (band == nullptr) return (void)writer.null();
  writer.open_object();
  write_band(writer, *band);
  writer.close_object();
}

std::string brief_of(const tally::Row& row) {
  std::string out;
  json::Writer writer(out);
  writer.open_object();
  write_or_null(writer, "score", row.score);
  write_or_null(writer, "rank", place(row.rank));
  write_or_null(writer, "ranked_among", place(row.ranked_among));
  write_band_or_null(writer, row.band);
  writer.close_object();
  return out;
}

void write_tie(json::Writer& writer, const results::Tallied& tallied, const tally::Row& row) {
  writer.key("tie");
  if (row.tie.empty()) return (void)writer.null();
  writer.open_object().member("rule", row.tie);
  write_text(writer, "name", in_both([&](i18n::Language language) { return results::tie_name(tallied, row, language); }));
  writer.close_object();
}

void write_cuts(json::Writer& writer, const tally::Row& row) {
  writer.key("cuts").open_list();
  for (const std::string& entry : row.cuts) {
    const bool undecided = entry.ends_with('?');
    const std::string id = undecided ? entry.substr(0, entry.size() - 1) : entry;
    const auto cut = std::ranges::find_if(row.ranking->cuts, [&](const tally::Cut& one) { return one.named.id == id; });
    writer.open_object().member("id", id);
    write_text(writer, "name", cut->named.name);
    writer.key("undecided").boolean(undecided).close_object();
  }
  writer.close_list();
}

void write_broken(json::Writer& writer, const tally::Pack& pack, const tally::Row& row) {
  writer.key("broken").open_list();
  for (const tally::EligibilityRule& rule : pack.eligibility) {
    if (std::ranges::find(row.broken, rule.named.id) != row.broken.end()) write_text(writer, rule.named.name);
  }
  writer.close_list();
}

/// What is missing, each thing once: entries `node~evaluator` name a sheet, which is nobody's business here.
void write_missing(json::Writer& writer, const tally::Row& row) {
  std::vector<std::string> all;
  for (const std::string& entry : row.missing) {
    const std::string what = entry.substr(0, entry.find('~'));
    if (std::ranges::find(all, what) == all.end()) all.push_back(what);
  }
  writer.key("missing").open_list();
  for (const std::string& what : all) writer.text(what);
  writer.close_list();
}

void write_rank_bound(json::Writer& writer, std::string_view key, const Document& entry) {
  const Document& bound = *entry.find(key);
  write_or_null(writer, key, bound.is_integer() ? std::optional(bound.integer()) : std::nullopt);
}

/// An entry of the bundle's part `fair`, in its own figures.
void write_fair(json::Writer& writer, const Document& entry, const Document::List& top) {
  writer.open_object().member("raw", entry.find("raw")->text()).member("corrected", entry.find("corrected")->text());
  write_or_null(writer, "se", entry.find("se")->text());
  writer.key("sheets").integer(entry.find("sheets")->integer()).key("chances").open_list();
  const Document::List& chances = entry.find("top")->list();
  for (std::size_t at = 0; at < std::min(top.size(), chances.size()); ++at) {
    writer.open_object().key("top").integer(top[at].integer());
    write_or_null(writer, "p", chances[at].text());
    writer.close_object();
  }
  writer.close_list();
  write_rank_bound(writer, "rank_low", entry);
  write_rank_bound(writer, "rank_high", entry);
  write_or_null(writer, "zone", entry.find("zone")->text());
  writer.close_object();
}

class Indexing {
 public:
  explicit Indexing(const results::Recomputed& bundle) : bundle_(bundle), tallied_(bundle.tallied()), census_(take_census(tallied_)) {
    const Document* fair = bundle.bundle.find("parts")->find("fair");
    if (fair == nullptr) return;
    explainer_.emplace(*bundle.fair, tallied_);
    top_ = &fair->find("request")->find("top")->list();
    for (const Document& entry : fair->find("entries")->list()) fair_.emplace(entry.find("subject")->text(), &entry);
  }

  BundleIndex index() {
    const tally::Pack& pack = bundle_.pack;
    BundleIndex index{.pack_id = pack.id,
                      .pack_version = pack.version,
                      .pack_name = pack.name,
                      .pack_trust = tally::word(packs::weakest_trust(pack)),
                      .signed_by = "",
                      .overview = overview_of(bundle_, census_),
                      .rows = {}};
    if (const Document* signature = bundle_.bundle.find("signature")) index.signed_by = signature->find("public_key")->text();
    for (const tally::Row* row : census_.rows) {
      index.rows.push_back(indexed(*row));
      index.illustrative = index.illustrative || row->trust == tally::Trust::illustrative;
    }
    return index;
  }

 private:
  IndexedRow indexed(const tally::Row& row) {
    const tally::Subject& subject = bundle_.input.subjects[row.subject];
    return {.subject = subject.id,
            .parent = subject.parent,
            .name_key = normalised(subject.name),
            .level = level_of(row),
            .group = subject.group,
            .category = subject.category,
            .region = subject.region,
            .band = row.band == nullptr ? "" : row.band->named.id,
            .contest = census_.contest_of(row),
            .score = row.complete() ? std::optional(row.official.to_double()) : std::nullopt,
            .unit = unit_clue(subject),
            .brief = brief_of(row),
            .body = body_of(row, subject),
            .explanation = in_both([&](i18n::Language language) { return explanation(row, language); })};
  }

  const std::string& level_of(const tally::Row& row) const { return bundle_.pack.levels[static_cast<std::size_t>(row.level)].named.id; }

  std::string body_of(const tally::Row& row, const tally::Subject& subject) const {
    std::string out;
    json::Writer writer(out);
    writer.open_object().member("subject", subject.id).member("name", subject.name).member("level", level_of(row));
    const auto contest = census_.contest_of(row);
    write_or_null(writer, "contest", contest ? std::optional(static_cast<std::int64_t>(*contest)) : std::nullopt);
    write_or_null(writer, "group", subject.group);
    write_or_null(writer, "category", subject.category);
    write_or_null(writer, "region", subject.region);
    write_or_null(writer, "score", row.score);
    write_band_or_null(writer, row.band);
    write_or_null(writer, "rank", place(row.rank));
    write_or_null(writer, "ranked_among", place(row.ranked_among));
    write_or_null(writer, "figure", results::order_figure(tallied_, row));
    write_tie(writer, tallied_, row);
    write_cuts(writer, row);
    writer.key("complete").boolean(row.complete()).key("ineligible").boolean(!row.eligible());
    write_broken(writer, bundle_.pack, row);
    write_missing(writer, row);
    writer.member("trust", tally::word(row.trust)).key("fair");
    if (const auto found = fair_.find(subject.id); found != fair_.end()) {
      write_fair(writer, *found->second, *top_);
    } else {
      writer.null();
    }
    writer.close_object();
    return out;
  }

  std::string explanation(const tally::Row& row, i18n::Language language) {
    std::string text = results::explain_row(tallied_, row, language);
    if (explainer_) text += explainer_->explain(row, language);
    return text;
  }

  const results::Recomputed& bundle_;
  const results::Tallied tallied_;
  const Census census_;
  std::optional<fairness::Explainer> explainer_;
  std::map<std::string_view, const Document*> fair_;  ///< entries by subject
  const Document::List* top_ = nullptr;               ///< the K of each of their chances
};

}  // namespace

UnitClue unit_clue(const tally::Subject& subject) {
  const auto states = [&](std::string_view name) {
    return std::ranges::any_of(subject.attributes, [&](const auto& attribute) { return attribute.first == name; });
  };
  const std::string code(tally::attribute_of(subject.attributes, "code"));
  if (!states("unit")) return {.name = subject.name, .region = subject.region, .code = code, .own = ""};
  UnitClue clue{.name = std::string(tally::attribute_of(subject.attributes, "unit")), .region = subject.region, .code = code, .own = ""};
  if (normalised(clue.name) != normalised(subject.name)) clue.own = normalised(subject.name);
  return clue;
}

BundleIndex index_bundle(const results::Recomputed& bundle) { return Indexing(bundle).index(); }

}  // namespace programmes
