#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace db {

/// What a database refused or failed to do; the same codes on both. Codes that callers may meet:
///   conflict     db.conflict (see Conflict), db.foreign_key
///   invalid      db.check (CHECK, NOT NULL, a value of the wrong type), db.bad_value (text that is not UTF-8 or holds NUL, a number that
///                is not finite)
///   forbidden    db.not_permitted
///   unavailable  db.unavailable (gone; comes back by itself), db.busy (locked too long), db.full (disk), db.damaged,
///                db.commit_unknown (lost during COMMIT: saved or not)
/// SQL that the database does not understand is a programmer's mistake: std::logic_error.
class Failure : public base::Error {
 public:
  Failure(base::Kind kind, std::string code, std::string detail, base::Params params = {})
      : Error(kind, std::move(code), std::move(params)), detail_(std::move(detail)) {}

  /// What the database itself said: for the log of the operator, never for users.
  [[nodiscard]] const std::string& detail() const { return detail_; }

 private:
  std::string detail_;
};

/// What is unique and was there already.
struct Key {
  std::string table;
  std::vector<std::string> columns;  ///< in the order of the index; empty for an index on expressions
  std::string index;                 ///< its name, only for an index on expressions

  bool operator==(const Key&) const = default;
};

/// A row with the same unique key is there already.
class Conflict : public Failure {
 public:
  Conflict(Key key, std::string detail);
  [[nodiscard]] const Key& key() const { return key_; }

 private:
  Key key_;
};

}  // namespace db
