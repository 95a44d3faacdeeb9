#include "features/programmes/reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "features/programmes/answers.hpp"
#include "features/programmes/json_parts.hpp"
#include "features/programmes/store.hpp"
#include "features/programmes/unit_store.hpp"

namespace programmes {
namespace {

using base::Instant;

constexpr std::int64_t kFound = 10;       // of each kind, by a search
constexpr char kBetween = '~';            // of a cursor; stands in no slug, day or normalised name
constexpr std::int64_t kAll = 1'000'000;  // rows; more than any result has

/// Within one read, as of one moment.
struct Moment {
  db::Transaction& transaction;
  Instant now;
};

[[noreturn]] void refuse_unknown(std::string_view what) {
  throw base::Error(base::Kind::not_found, "programmes.unknown", {{"id", std::string(what)}});
}

[[noreturn]] void refuse_cursor() { throw base::Error(base::Kind::invalid, "programmes.bad_cursor", {{"field", "cursor"}}); }

template <typename Found>
Found known(std::optional<Found> found, std::string_view what) {
  if (!found) refuse_unknown(what);
  return std::move(*found);
}

/// A whole number from 0 on.
std::optional<std::int64_t> parsed(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

std::int64_t whole(std::string_view text) {
  const auto number = parsed(text);
  if (!number || *number > kAll) refuse_cursor();
  return *number;
}

Result public_result(const Moment& moment, std::string_view id) {
  Result result = known(store::find_result(moment.transaction, id), id);
  if (!is_public(result.state_at(moment.now))) refuse_unknown(id);
  return result;
}

/// A result whose rows the public sees.
Result shown_result(const Moment& moment, std::string_view id) {
  Result result = public_result(moment, id);
  if (result.state_at(moment.now) == State::withdrawn) {
    throw base::Error(base::Kind::not_found, "programmes.withdrawn", {{"id", result.id}});
  }
  return result;
}

Surroundings surroundings_of(const Moment& moment, const Result& result) {
  Surroundings around;
  if (result.replaces) around.replaces = store::find_result(moment.transaction, *result.replaces);
  if (!result.withdrawn) around.history = store::history_of(moment.transaction, result, moment.now);
  return around;
}

std::string answer_of_result(const Moment& moment, const Result& result) {
  return result_answer(result, surroundings_of(moment, result), moment.now);
}

/// The list that is open ends here; `next` is empty after the last part.
void close_part(json::Writer& writer, const std::string& next) {
  writer.close_list();
  write_or_null(writer, "next", next);
}

store::ProgrammeMark mark_of_programme(const std::string& cursor) {
  if (cursor.empty()) return {};
  const auto parts = base::split(cursor, kBetween);
  if (parts.size() != 3) refuse_cursor();
  return {.year = static_cast<int>(whole(parts[0])), .day = std::string(parts[1]), .slug = std::string(parts[2])};
}

std::string mark_text(const Programme& programme) {
  return std::to_string(programme.year) + kBetween + programme.day.value_or("") + kBetween + programme.slug;
}

store::UnitMark mark_of_unit(const std::string& cursor) {
  if (cursor.empty()) return {};
  const auto parts = base::split(cursor, kBetween);
  if (parts.size() != 2) refuse_cursor();
  return {.name_key = std::string(parts[0]), .slug = std::string(parts[1])};
}

}  // namespace

template <typename Work>
Answer Reader::answer(const Work& work) const {
  return database_.read([&](db::Transaction& transaction) {
    const Moment moment{transaction, clock_()};
    Answer answer{.json = "", .edition = store::edition(transaction, moment.now)};
    json::Writer writer(answer.json);
    work(moment, writer);
    return answer;
  });
}

Edition Reader::edition() const {
  return database_.read([&](db::Transaction& transaction) { return store::edition(transaction, clock_()); });
}

Answer Reader::programmes(std::string_view search, std::optional<int> year, const Part& part) const {
  return answer([&](const Moment& moment, json::Writer& writer) {
    auto found = store::public_programmes(
        moment.transaction, {.search = std::string(search), .year = year, .after = mark_of_programme(part.cursor), .limit = part.limit + 1},
        moment.now);
    const bool more = static_cast<std::int64_t>(found.size()) > part.limit;
    if (more) found.pop_back();
    writer.open_object().key("items").open_list();
    for (const Programme& programme : found) {
      write_programme(writer, programme, store::results_of_programme(moment.transaction, programme.slug), moment.now, false);
    }
    close_part(writer, more ? mark_text(found.back()) : "");
    writer.close_object();
  });
}

Answer Reader::programme(std::string_view slug) const {
  return answer([&](const Moment& moment, json::Writer& writer) {
    const Programme programme = known(store::find_programme(moment.transaction, slug), slug);
    const auto all = store::results_of_programme(moment.transaction, slug);
    const auto is_seen = [&](const Result& result) { return is_public(result.state_at(moment.now)); };
    if (std::none_of(all.begin(), all.end(), is_seen)) refuse_unknown(slug);
    write_programme(writer, programme, all, moment.now, true);
  });
}

Answer Reader::result(std::string_view id) const {
  return answer([&](const Moment& moment, json::Writer& writer) { writer.raw(answer_of_result(moment, public_result(moment, id))); });
}

Answer Reader::rows(std::string_view id, const RowsWanted& wanted) const {
  return answer([&](const Moment& moment, json::Writer& writer) {
    const Result result = shown_result(moment, id);
    const std::int64_t offset = wanted.part.cursor.empty() ? 0 : whole(wanted.part.cursor);
    const std::int64_t total = store::count_rows(moment.transaction, result, wanted.filter);
    const std::int64_t end = offset + wanted.part.limit;
    writer.open_object().key("items").open_list();
    for (const store::Row& row :
         store::rows_of(moment.transaction, result, {.filter = wanted.filter, .order = wanted.order, .slice = {offset, wanted.part.limit}},
                        moment.now)) {
      write_row(writer, row);
    }
    close_part(writer, end < total ? std::to_string(end) : "");
    writer.key("total").integer(total).close_object();
  });
}

Answer Reader::row(std::string_view id, std::string_view subject) const {
  return answer([&](const Moment& moment, json::Writer& writer) {
    const auto found = known(store::find_row(moment.transaction, shown_result(moment, id), subject, moment.now), subject);
    write_row(writer, found.row, {.result = {}, .explanation = &found.explanation});
  });
}

Answer Reader::table(std::string_view id) const {
  return answer([&](const Moment& moment, json::Writer& writer) {
    const Result result = shown_result(moment, id);
    writer.open_object().key("result").raw(answer_of_result(moment, result)).key("rows").open_list();
    for (const store::Row& row : store::rows_of(moment.transaction, result, {.filter = {}, .order = {}, .slice = {0, kAll}}, moment.now)) {
      write_row(writer, row);
    }
    writer.close_list().close_object();
  });
}

Reader::Bundle Reader::bundle(std::string_view id) const {
  return database_.read([&](db::Transaction& transaction) {
    const Moment moment{transaction, clock_()};
    const Result result = shown_result(moment, id);
    return Bundle{result.sha256, store::bundle_of(transaction, id), store::edition(transaction, moment.now)};
  });
}

Answer Reader::units(std::string_view search, std::string_view region, const Part& part) const {
  return answer([&](const Moment& moment, json::Writer& writer) {
    auto found = store::public_units(
        moment.transaction,
        {.search = std::string(search), .region = std::string(region), .after = mark_of_unit(part.cursor), .limit = part.limit + 1},
        moment.now);
    const bool more = static_cast<std::int64_t>(found.size()) > part.limit;
    if (more) found.pop_back();
    writer.open_object().key("items").open_list();
    for (const store::Unit& unit : found) write_unit(writer, unit);
    close_part(writer, more ? found.back().name_key + kBetween + found.back().slug : "");
    writer.close_object();
  });
}

Answer Reader::unit(std::string_view slug) const {
  return answer([&](const Moment& moment, json::Writer& writer) {
    const store::Unit unit = known(store::public_unit(moment.transaction, slug, moment.now), slug);
    writer.open_object();
    write_unit_members(writer, unit);
    writer.key("rows").open_list();
    std::string result_id;
    std::string mention;
    for (const store::Row& row : store::rows_of_unit(moment.transaction, slug, moment.now)) {
      if (row.result != result_id) {
        result_id = row.result;
        mention.clear();
        json::Writer of_result(mention);
        write_result_short(of_result, public_result(moment, result_id), moment.now);
      }
      write_row(writer, row, {.result = mention});
    }
    writer.close_list().close_object();
  });
}

Answer Reader::search(std::string_view text) const {
  return answer([&](const Moment& moment, json::Writer& writer) {
    writer.open_object().key("programmes").open_list();
    for (const Programme& programme : store::public_programmes(
             moment.transaction, {.search = std::string(text), .year = {}, .after = {}, .limit = kFound}, moment.now)) {
      write_programme_short(writer, programme);
    }
    writer.close_list().key("results").open_list();
    for (const Result& result : store::found_results(moment.transaction, text, kFound, moment.now)) {
      write_result_short(writer, result, moment.now);
    }
    writer.close_list().key("units").open_list();
    for (const store::Unit& unit :
         store::public_units(moment.transaction, {.search = std::string(text), .region = {}, .after = {}, .limit = kFound}, moment.now)) {
      write_unit(writer, unit);
    }
    writer.close_list().close_object();
  });
}

Reader::Addresses Reader::addresses() const {
  return database_.read([&](db::Transaction& transaction) {
    const Moment moment{transaction, clock_()};
    Addresses all;
    for (const Programme& programme :
         store::public_programmes(transaction, {.search = {}, .year = {}, .after = {}, .limit = kAll}, moment.now)) {
      all.programmes.push_back(programme.slug);
    }
    for (const Result& result : store::found_results(transaction, "", kAll, moment.now)) all.results.push_back(result.id);
    for (const store::Unit& unit : store::public_units(transaction, {.search = {}, .region = {}, .after = {}, .limit = kAll}, moment.now)) {
      all.units.push_back(unit.slug);
    }
    all.edition = store::edition(transaction, moment.now);
    return all;
  });
}

Reader::RowsWanted Reader::wanted(const Asked& asked) {
  static constexpr std::array<std::pair<std::string_view, store::RowOrder>, 4> kOrders{{{"rank", store::RowOrder::reading},
                                                                                        {"name", store::RowOrder::name},
                                                                                        {"-score", store::RowOrder::highest},
                                                                                        {"score", store::RowOrder::lowest}}};
  RowsWanted wanted{.filter = {.level = asked("level"),
                               .group = asked("group"),
                               .category = asked("category"),
                               .region = asked("region"),
                               .band = asked("band"),
                               .contest = {},
                               .search = asked("q")}};
  if (const std::string sort = asked("sort"); !sort.empty()) {
    const auto* found = std::ranges::find(kOrders, sort, &std::pair<std::string_view, store::RowOrder>::first);
    if (found == kOrders.end()) throw base::Error(base::Kind::invalid, "programmes.bad_sort", {{"found", sort}, {"field", "sort"}});
    wanted.order = found->second;
  }
  if (const std::string contest = asked("contest"); !contest.empty()) {
    wanted.filter.contest = parsed(contest);
    if (!wanted.filter.contest) {
      throw base::Error(base::Kind::invalid, "programmes.bad_contest", {{"found", contest}, {"field", "contest"}});
    }
  }
  return wanted;
}

}  // namespace programmes
