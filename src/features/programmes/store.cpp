#include "features/programmes/store.hpp"

#include <algorithm>

#include "features/programmes/json_parts.hpp"
#include "features/programmes/names.hpp"
#include "features/programmes/store_parts.hpp"
#include "json/json.hpp"

namespace programmes::store {
namespace {

using base::Instant;
using base::to_millis;

std::string text_list(const std::vector<tally::Text>& texts) {
  std::string out;
  json::Writer writer(out);
  writer.open_list();
  for (const tally::Text& text : texts) write_text(writer, text);
  writer.close_list();
  return out;
}

std::vector<tally::Text> read_text_list(const std::string& json) {
  std::vector<tally::Text> texts;
  const base::Document document = json::parse(json, "");
  for (const base::Document& text : document.list()) texts.push_back({text.find("id")->text(), text.find("en")->text()});
  return texts;
}

std::string search_key(std::initializer_list<std::string_view> texts) {
  std::string key;
  for (const std::string_view text : texts) key += " " + normalised(text);
  return key;
}

std::optional<std::int64_t> millis(const std::optional<Instant>& instant) {
  return instant ? std::optional(to_millis(*instant)) : std::nullopt;
}

std::optional<Instant> instant(const std::optional<std::int64_t>& stored) {
  return stored ? std::optional(base::from_millis(*stored)) : std::nullopt;
}

const std::string kProgramme =
    "SELECT slug, title_id, title_en, pack_id, pack_version, pack_name_id, pack_name_en, year, day, place, organiser, facts, illustrative "
    "FROM programmes ";

Programme programme_from(const db::Row& row) {
  return {.slug = row.text(0),
          .title = {row.text(1), row.text(2)},
          .pack = {row.text(3), row.text(4), {row.text(5), row.text(6)}},
          .year = static_cast<int>(row.integer(7)),
          .day = row.optional_text(8),
          .place = row.optional_text(9),
          .organiser = row.optional_text(10),
          .facts = read_text_list(row.text(11)),
          .illustrative = read_text_list(row.text(12))};
}

/// A result beside its programme, its bundle and the result that is decided to replace it.
const std::string kResult =
    "SELECT r.id, r.programme, g.title_id, g.title_en, g.year, r.caption_id, r.caption_en, r.year, r.pack_id, r.pack_version, "
    "r.pack_name_id, r.pack_name_en, r.pack_trust, r.subjects, r.illustrative, r.overview, r.bundle, b.size, r.signed_by, r.loaded_at, "
    "r.public_from, r.withdrawn_at, r.withdrawn_reason_id, r.withdrawn_reason_en, r.replaces, r.note_id, r.note_en, r.version, "
    "s.id, s.public_from, s.note_id, s.note_en "
    "FROM results r JOIN programmes g ON g.slug = r.programme JOIN bundles b ON b.sha256 = r.bundle "
    "LEFT JOIN results s ON s.replaces = r.id AND s.public_from IS NOT NULL ";

Result result_from(const db::Row& row) {
  Result result{.id = row.text(0),
                .programme = row.text(1),
                .programme_title = {row.text(2), row.text(3)},
                .programme_year = static_cast<int>(row.integer(4)),
                .caption = {row.text(5), row.text(6)},
                .year = static_cast<int>(row.integer(7)),
                .pack = {row.text(8), row.text(9), {row.text(10), row.text(11)}},
                .pack_trust = row.text(12),
                .subjects = static_cast<int>(row.integer(13)),
                .illustrative = row.flag(14),
                .overview = row.text(15),
                .sha256 = row.text(16),
                .bytes = row.integer(17),
                .signed_by = row.optional_text(18).value_or(""),
                .loaded_at = base::from_millis(row.integer(19)),
                .public_from = instant(row.optional_integer(20)),
                .replaces = row.optional_text(24),
                .note = {row.optional_text(25).value_or(""), row.optional_text(26).value_or("")},
                .version = row.integer(27)};
  if (!row.is_null(21)) result.withdrawn = {base::from_millis(row.integer(21)), {row.text(22), row.text(23)}};
  if (!row.is_null(28)) result.successor = {row.text(28), base::from_millis(row.integer(29)), {row.text(30), row.text(31)}};
  return result;
}

std::vector<Result> results_from(const db::Rows& rows) {
  std::vector<Result> all;
  for (const db::Row& row : rows) all.push_back(result_from(row));
  return all;
}

const char* word_of(Change change) {
  switch (change) {
    case Change::edited:
      return "edited";
    case Change::published:
      return "published";
    case Change::cancelled:
      return "cancelled";
    case Change::withdrawn:
      return "withdrawn";
  }
  return "";
}

}  // namespace

bool is_same(const Programme& a, const Programme& b) {
  return a.title.id == b.title.id && a.title.en == b.title.en && a.pack.key() == b.pack.key() && a.pack.name.id == b.pack.name.id &&
         a.pack.name.en == b.pack.name.en && a.year == b.year && a.day == b.day && a.place == b.place && a.organiser == b.organiser &&
         text_list(a.facts) == text_list(b.facts) && text_list(a.illustrative) == text_list(b.illustrative);
}

bool put_programme(db::Transaction& transaction, const Programme& programme) {
  const auto known = find_programme(transaction, programme.slug);
  if (known && is_same(*known, programme)) return false;
  const std::string key = search_key({programme.title.id, programme.title.en, programme.place.value_or(""),
                                      programme.organiser.value_or(""), std::to_string(programme.year)});
  transaction.execute(
      "INSERT INTO programmes (slug, title_id, title_en, pack_id, pack_version, pack_name_id, pack_name_en, year, day, place, organiser, "
      "facts, illustrative, search_key, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1) "
      "ON CONFLICT (slug) DO UPDATE SET title_id = $2, title_en = $3, pack_id = $4, pack_version = $5, pack_name_id = $6, "
      "pack_name_en = $7, year = $8, day = $9, place = $10, organiser = $11, facts = $12, illustrative = $13, search_key = $14, "
      "version = programmes.version + 1",
      programme.slug, programme.title.id, programme.title.en, programme.pack.id, programme.pack.version, programme.pack.name.id,
      programme.pack.name.en, programme.year, programme.day, programme.place, programme.organiser, text_list(programme.facts),
      text_list(programme.illustrative), key);
  return true;
}

std::vector<Programme> programmes(db::Transaction& transaction) {
  std::vector<Programme> all;
  for (const auto& row : transaction.query(kProgramme + "ORDER BY year DESC, slug")) all.push_back(programme_from(row));
  return all;
}

std::optional<Programme> find_programme(db::Transaction& transaction, std::string_view slug) {
  const auto row = transaction.maybe_one(kProgramme + "WHERE slug = $1", slug);
  return row ? std::optional(programme_from(*row)) : std::nullopt;
}

std::vector<Programme> public_programmes(db::Transaction& transaction, const ProgrammeQuery& query, Instant now) {
  const Patterns words = patterns(query.search);
  const auto year = query.year ? std::optional<std::int64_t>(*query.year) : std::nullopt;
  const auto rows = transaction.query(
      kProgramme +
          "WHERE EXISTS (SELECT 1 FROM results r WHERE r.programme = slug AND r.public_from <= $1) AND ($2 IS NULL OR year = $2) AND "
          "search_key LIKE $3 AND search_key LIKE $4 AND search_key LIKE $5 AND search_key LIKE $6 AND "
          "(year, COALESCE(day, ''), slug) < ($7, $8, $9) ORDER BY year DESC, COALESCE(day, '') DESC, slug DESC LIMIT $10",
      to_millis(now), year, words[0], words[1], words[2], words[3], query.after.year, query.after.day, query.after.slug, query.limit);
  std::vector<Programme> all;
  for (const db::Row& row : rows) all.push_back(programme_from(row));
  return all;
}

void put_bundle(db::Transaction& transaction, const std::string& sha256, std::string_view content) {
  if (!transaction.query("SELECT 1 FROM bundles WHERE sha256 = $1", sha256).empty()) return;
  transaction.execute("INSERT INTO bundles (sha256, content, size) VALUES ($1, $2, $3)", sha256, db::Bytes{std::string(content)},
                      static_cast<std::int64_t>(content.size()));
}

std::string bundle_of(db::Transaction& transaction, std::string_view result) {
  return transaction.one("SELECT b.content FROM bundles b JOIN results r ON r.bundle = b.sha256 WHERE r.id = $1", result).bytes(0);
}

void insert_result(db::Transaction& transaction, const NewResult& result, const BundleIndex& index) {
  const std::string key = search_key({result.caption.id, result.caption.en, index.pack_name.id, index.pack_name.en});
  const auto name = result.origin ? std::optional(result.origin->name) : std::nullopt;
  const auto hash = result.origin ? std::optional(result.origin->sha256) : std::nullopt;
  const auto signed_by = index.signed_by.empty() ? std::nullopt : std::optional(index.signed_by);
  transaction.execute(
      "INSERT INTO results (id, programme, caption_id, caption_en, year, bundle, signed_by, pack_id, pack_version, pack_name_id, "
      "pack_name_en, pack_trust, subjects, illustrative, overview, search_key, origin, origin_sha256, loaded_at, replaces, version) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1)",
      result.id, result.programme, result.caption.id, result.caption.en, result.year, result.sha256, signed_by, index.pack_id,
      index.pack_version, index.pack_name.id, index.pack_name.en, index.pack_trust, static_cast<std::int64_t>(index.rows.size()),
      index.illustrative, index.overview, key, name, hash, to_millis(result.loaded_at), result.replaces);
}

std::optional<Result> find_result(db::Transaction& transaction, std::string_view id) {
  const auto row = transaction.maybe_one(kResult + "WHERE r.id = $1", id);
  return row ? std::optional(result_from(*row)) : std::nullopt;
}

std::vector<Result> results_of_programme(db::Transaction& transaction, std::string_view slug) {
  return results_from(transaction.query(kResult + "WHERE r.programme = $1 ORDER BY r.year DESC, r.loaded_at, r.id", slug));
}

std::vector<Result> found_results(db::Transaction& transaction, std::string_view search, std::int64_t limit, Instant now) {
  const Patterns words = patterns(search);
  const std::string key = "(r.search_key || g.search_key)";
  return results_from(transaction.query(kResult + "WHERE " + live("r", "$1") + " AND " + key + " LIKE $2 AND " + key + " LIKE $3 AND " +
                                            key + " LIKE $4 AND " + key +
                                            " LIKE $5 ORDER BY r.year DESC, r.public_from DESC, r.id LIMIT $6",
                                        to_millis(now), words[0], words[1], words[2], words[3], limit));
}

std::vector<Result> history_of(db::Transaction& transaction, const Result& result, Instant now) {
  return results_from(transaction.query(
      kResult + "WHERE r.id <> $2 AND r.pack_id = $3 AND " + live("r", "$1") +
          " AND EXISTS (SELECT 1 FROM result_rows a JOIN result_rows b ON b.unit = a.unit WHERE a.result = r.id AND b.result = $2) "
          "ORDER BY r.year DESC, r.public_from DESC, r.id",
      to_millis(now), result.id, result.pack.id));
}

std::optional<OfOrigin> newest_of_origin(db::Transaction& transaction, const std::string& name) {
  const auto rows = transaction.query("SELECT id, origin_sha256 FROM results WHERE origin = $1 ORDER BY loaded_at DESC, id LIMIT 1", name);
  return rows.empty() ? std::nullopt : std::optional(OfOrigin{rows.front().text(0), rows.front().text(1)});
}

void set_public_from(db::Transaction& transaction, const std::string& id, std::optional<Instant> from, const tally::Text& note) {
  const auto text = [&](const std::string& words) { return words.empty() ? std::nullopt : std::optional(words); };
  transaction.execute("UPDATE results SET public_from = $2, note_id = $3, note_en = $4, version = version + 1 WHERE id = $1", id,
                      millis(from), text(note.id), text(note.en));
}

void set_withdrawn(db::Transaction& transaction, const std::string& id, const Withdrawal& withdrawal) {
  transaction.execute(
      "UPDATE results SET withdrawn_at = $2, withdrawn_reason_id = $3, withdrawn_reason_en = $4, version = version + 1 WHERE id = $1", id,
      to_millis(withdrawal.at), withdrawal.reason.id, withdrawal.reason.en);
}

void log_change(db::Transaction& transaction, Change change, const std::optional<std::string>& result, Instant at) {
  transaction.execute(
      "INSERT INTO publication_log (revision, change, result, at) SELECT COALESCE(MAX(revision), 0) + 1, $1, $2, $3 FROM publication_log",
      word_of(change), result, to_millis(at));
}

Edition edition(db::Transaction& transaction, Instant now) {
  const db::Row row = transaction.one(
      "SELECT (SELECT COALESCE(MAX(revision), 0) FROM publication_log), (SELECT MIN(public_from) FROM results WHERE public_from > $1)",
      to_millis(now));
  return {row.integer(0), instant(row.optional_integer(1))};
}

std::vector<Event> events(db::Transaction& transaction, const Since& since, Instant now) {
  const auto rows = transaction.query(
      "SELECT r.id, r.programme, l.change, o.id, o.programme FROM publication_log l JOIN results r ON r.id = l.result "
      "LEFT JOIN results o ON o.id = r.replaces "
      "WHERE l.at <= $3 AND (l.revision > $1 OR l.at > $2) AND "
      "((l.change = 'published' AND r.public_from = l.at) OR l.change = 'withdrawn') ORDER BY l.at, l.revision",
      since.revision, to_millis(since.moment), to_millis(now));
  std::vector<Event> all;
  for (const db::Row& row : rows) {
    const bool published = row.text(2) == "published";
    if (published && !row.is_null(3)) all.push_back({row.text(3), row.text(4), word(State::replaced)});
    all.push_back({row.text(0), row.text(1), row.text(2)});
  }
  // A moment that was set twice stands in the log twice.
  for (auto event = all.begin(); event != all.end(); ++event) all.erase(std::remove(event + 1, all.end(), *event), all.end());
  return all;
}

}  // namespace programmes::store
