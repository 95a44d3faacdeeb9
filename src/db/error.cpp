#include "db/error.hpp"

namespace db {
namespace {

std::string columns_of(const Key& key) {
  std::string text = key.index;
  for (const std::string& column : key.columns) text += (text.empty() ? "" : ", ") + column;
  return text;
}

}  // namespace

Conflict::Conflict(Key key, std::string detail)
    : Failure(base::Kind::conflict, "db.conflict", std::move(detail), {{"table", key.table}, {"columns", columns_of(key)}}),
      key_(std::move(key)) {}

}  // namespace db
