#include "db/postgres_error.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"
#include "db/connection.hpp"

namespace db {
namespace {

bool is_column(std::string_view name) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && std::ranges::all_of(name, is_plain);
}

/// The columns stand in a sentence of the server's language: "Key (a, b)=(1, 2) already exists."
Key key_of(const PostgresError& error) {
  Key key{error.table, {}, {}};
  const std::size_t begin = error.detail.find('(') + 1;
  const std::size_t end = error.detail.find(")=(");
  if (begin > 0 && end != std::string::npos) {
    for (const std::string_view part : base::split(std::string_view{error.detail}.substr(begin, end - begin), ',')) {
      key.columns.emplace_back(base::trimmed(part));
    }
  }
  if (!std::ranges::all_of(key.columns, is_column)) key.columns.clear();
  if (key.columns.empty()) key.index = error.constraint;
  return key;
}

std::string said(const PostgresError& error) { return error.state + ": " + error.message; }

[[noreturn]] void unavailable(const char* code, const PostgresError& error) { throw Failure(base::Kind::unavailable, code, said(error)); }

}  // namespace

void throw_postgres_error(const PostgresError& error, Mode mode) {
  const std::string_view state = error.state;
  const auto is = [&](std::initializer_list<std::string_view> states) { return std::ranges::find(states, state) != states.end(); };
  if (is({"40001", "40P01"})) throw Contention(said(error));
  if (is({"23505"})) throw Conflict(key_of(error), said(error));
  if (is({"23503", "23001"})) throw Failure(base::Kind::conflict, "db.foreign_key", said(error));
  if (state.starts_with("23") || state.starts_with("22")) throw Failure(base::Kind::invalid, "db.check", said(error));
  if (is({"55P03", "57014"})) unavailable("db.busy", error);
  if (is({"53100"})) unavailable("db.full", error);
  if (is({"XX001", "XX002"})) unavailable("db.damaged", error);
  if (is({"42501"})) throw Failure(base::Kind::forbidden, "db.not_permitted", said(error));
  // A server that went over to another one refuses to write.
  if (is({"25006"}) && writes(mode)) unavailable("db.unavailable", error);
  if (is({"08P01", "25006"}) || state.starts_with("42") || state.starts_with("0A")) throw std::logic_error("db: " + said(error));
  unavailable("db.unavailable", error);
}

bool survives_postgres_error(std::string_view state) {
  return state.starts_with("22") || state.starts_with("23") || state.starts_with("40") || state == "55P03" || state == "57014" ||
         state == "53100";
}

}  // namespace db
