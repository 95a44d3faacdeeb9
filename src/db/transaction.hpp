#pragma once

#include <array>
#include <cstdint>
#include <exception>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "db/value.hpp"

namespace db {

class Connection;

/// What happens whole or not at all. The SQL is that of docs/developer/database.md; values stand in it as `$1`, `$2`, ... Errors are those
/// of db/error.hpp; after one, the transaction is lost and can only end.
class Transaction {
 public:
  using Visit = std::function<void(Row&&)>;

  explicit Transaction(Connection& connection) : connection_(connection) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// All rows at once.
  template <class... Values>
  [[nodiscard]] Rows query(std::string_view sql, const Values&... values) {
    return run(sql, parameters(values...)).rows;
  }
  /// Exactly one row; another number of them is std::logic_error.
  template <class... Values>
  [[nodiscard]] Row one(std::string_view sql, const Values&... values) {
    return only(query(sql, values...));
  }
  /// One row or none; more are std::logic_error.
  template <class... Values>
  [[nodiscard]] std::optional<Row> maybe_one(std::string_view sql, const Values&... values) {
    return at_most_one(query(sql, values...));
  }
  /// How many rows were inserted, updated or deleted.
  template <class... Values>
  std::int64_t execute(std::string_view sql, const Values&... values) {
    return run(sql, parameters(values...)).affected;
  }
  // The same, with values whose number only the run time knows.
  [[nodiscard]] Rows query_all(std::string_view sql, std::span<const Parameter> values) { return run(sql, values).rows; }
  std::int64_t execute_all(std::string_view sql, std::span<const Parameter> values) { return run(sql, values).affected; }
  /// Row after row in little memory, for what may be long. `visit` may use the transaction.
  void for_each(std::string_view sql, std::initializer_list<Parameter> values, const Visit& visit);
  void for_each_of(std::string_view sql, std::span<const Parameter> values, const Visit& visit);

  /// Called once the transaction is committed and no longer holds anything of the database: to wake whoever waits for what was written. Not
  /// called if it is rolled back. What it throws is lost: the data is there, and the next wake-up finds it.
  void after_commit(std::function<void()> hook) { hooks_.push_back(std::move(hook)); }

  // For src/db itself.
  [[nodiscard]] Connection& connection() { return connection_; }
  [[nodiscard]] std::vector<std::function<void()>> take_hooks() { return std::move(hooks_); }
  /// Throws again what failed, if anything did: a caller that swallowed it must not commit.
  void throw_if_lost() const;

 private:
  struct Result {
    Rows rows;
    std::int64_t affected = 0;
  };

  template <class... Values>
  static std::array<Parameter, sizeof...(Values)> parameters(const Values&... values) {
    return {Parameter(values)...};
  }
  Result run(std::string_view sql, std::span<const Parameter> values);
  template <class Work>
  void guarded(const Work& work);
  static Row only(Rows rows);
  static std::optional<Row> at_most_one(Rows rows);

  Connection& connection_;
  std::vector<std::function<void()>> hooks_;
  std::exception_ptr lost_;
};

}  // namespace db
