#include "features/programmes/answers.hpp"

#include "features/programmes/json_parts.hpp"

namespace programmes {
namespace {

void write_pack(json::Writer& writer, const PackName& pack, std::string_view trust = {}) {
  writer.key("pack").open_object().member("id", pack.id).member("version", pack.version);
  write_text(writer, "name", pack.name);
  if (!trust.empty()) writer.member("trust", trust);
  writer.close_object();
}

void write_texts(json::Writer& writer, std::string_view key, const std::vector<tally::Text>& texts) {
  writer.key(key).open_list();
  for (const tally::Text& text : texts) write_text(writer, text);
  writer.close_list();
}

/// What every mention of a result says of it. It must be public.
void write_mention(json::Writer& writer, const Result& result, base::Instant now) {
  writer.member("id", result.id);
  write_text(writer, "caption", result.caption);
  writer.key("year").integer(result.year);
  writer.member("state", word(result.state_at(now))).member("published_at", base::to_text(*result.public_from));
  writer.key("illustrative").boolean(result.illustrative).key("subjects").integer(result.subjects);
}

void write_programme_of(json::Writer& writer, const Result& result) {
  writer.key("programme").open_object().member("slug", result.programme);
  write_text(writer, "title", result.programme_title);
  writer.key("year").integer(result.programme_year).close_object();
}

void write_bundle(json::Writer& writer, const Result& result, State state) {
  writer.key("bundle");
  if (state == State::withdrawn) {
    writer.null();
  } else {
    writer.open_object().member("sha256", result.sha256).key("bytes").integer(result.bytes);
    write_or_null(writer, "signed_by", result.signed_by);
    writer.close_object();
  }
  writer.key("verified").open_object().key("by").open_list().text("juara").close_list();
  writer.member("at", base::to_text(result.loaded_at)).close_object();
}

void write_withdrawn(json::Writer& writer, const Result& result) {
  writer.key("withdrawn");
  if (!result.withdrawn) return (void)writer.null();
  writer.open_object().member("at", base::to_text(result.withdrawn->at));
  write_text(writer, "reason", result.withdrawn->reason);
  writer.close_object();
}

void write_replacement(json::Writer& writer, const Result& result, const Surroundings& around, base::Instant now) {
  writer.key("replaced_by");
  if (result.successor && result.successor->at <= now) {
    writer.open_object().member("id", result.successor->id).member("at", base::to_text(result.successor->at));
    write_text(writer, "note", result.successor->note);
    writer.close_object();
  } else {
    writer.null();
  }
  writer.key("replaces");
  if (!around.replaces) return (void)writer.null();
  writer.open_object().member("id", around.replaces->id);
  write_text(writer, "note", result.note);
  writer.close_object();
}

void write_history(json::Writer& writer, const std::vector<Result>& history) {
  writer.key("history").open_list();
  for (const Result& other : history) {
    writer.open_object().member("id", other.id).key("year").integer(other.year);
    write_text(writer, "caption", other.caption);
    writer.close_object();
  }
  writer.close_list();
}

/// The overview of a result of which nothing is shown any more.
constexpr std::string_view kNothing =
    R"("notices":[],"levels":[],"groups":[],"categories":[],"regions":[],"bands":[],"contests":[],"fair":null)";

void write_previous(json::Writer& writer, const std::optional<store::Previous>& previous) {
  writer.key("previous");
  if (!previous) return (void)writer.null();
  writer.open_object().member("result", previous->result).key("year").integer(previous->year);
  write_members(writer, previous->brief);
  writer.close_object();
}

}  // namespace

void write_programme(json::Writer& writer, const Programme& programme, const std::vector<Result>& results, base::Instant now, bool whole) {
  writer.open_object().member("slug", programme.slug);
  write_text(writer, "title", programme.title);
  writer.key("year").integer(programme.year);
  write_or_null(writer, "date", programme.day.value_or(""));
  write_or_null(writer, "place", programme.place.value_or(""));
  write_or_null(writer, "organiser", programme.organiser.value_or(""));
  write_pack(writer, programme.pack);
  writer.key("results").open_list();
  for (const Result& result : results) {
    if (!is_public(result.state_at(now))) continue;
    writer.open_object();
    write_mention(writer, result, now);
    writer.close_object();
  }
  writer.close_list();
  if (whole) {
    write_texts(writer, "facts", programme.facts);
    write_texts(writer, "illustrative", programme.illustrative);
  }
  writer.close_object();
}

void write_programme_short(json::Writer& writer, const Programme& programme) {
  writer.open_object().member("slug", programme.slug);
  write_text(writer, "title", programme.title);
  writer.key("year").integer(programme.year).close_object();
}

void write_result_short(json::Writer& writer, const Result& result, base::Instant now) {
  writer.open_object();
  write_mention(writer, result, now);
  write_programme_of(writer, result);
  write_pack(writer, result.pack);
  writer.close_object();
}

std::string result_answer(const Result& result, const Surroundings& around, base::Instant now) {
  std::string out;
  json::Writer writer(out);
  const State state = result.state_at(now);
  writer.open_object();
  write_mention(writer, result, now);
  write_programme_of(writer, result);
  write_pack(writer, result.pack, result.pack_trust);
  if (state == State::withdrawn) {
    writer.raw(kNothing);
  } else {
    write_members(writer, result.overview);
  }
  write_bundle(writer, result, state);
  write_withdrawn(writer, result);
  write_replacement(writer, result, around, now);
  write_history(writer, around.history);
  writer.close_object();
  return out;
}

void write_row(json::Writer& writer, const store::Row& row, const RowExtras& extras) {
  writer.open_object();
  write_members(writer, row.body);
  write_or_null(writer, "unit", row.unit.value_or(""));
  write_previous(writer, row.previous);
  if (!extras.result.empty()) writer.key("result").raw(extras.result);
  if (extras.explanation != nullptr) write_text(writer, "explanation", *extras.explanation);
  writer.close_object();
}

void write_unit_members(json::Writer& writer, const store::Unit& unit) {
  writer.member("slug", unit.slug).member("name", unit.name);
  write_or_null(writer, "region", unit.region);
  writer.key("parent");
  if (unit.parent.empty()) {
    writer.null();
  } else {
    writer.open_object().member("slug", unit.parent).member("name", unit.parent_name).close_object();
  }
  writer.key("results").integer(unit.results);
}

void write_unit(json::Writer& writer, const store::Unit& unit) {
  writer.open_object();
  write_unit_members(writer, unit);
  writer.close_object();
}

}  // namespace programmes
