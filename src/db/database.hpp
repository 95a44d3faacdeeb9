#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "db/error.hpp"
#include "db/mode.hpp"
#include "db/transaction.hpp"

namespace db {

struct Options {
  /// Most connections at once. With SQLite these read, and one more writes.
  std::size_t connections = 8;
  /// How long to wait for a lock or a free connection before db.busy. One statement may take three times as long (PostgreSQL).
  std::chrono::milliseconds patience{10'000};
  /// Whether a SQLite file that is not there comes into being, readable by its owner alone. A PostgreSQL database is never made.
  bool create = true;
};

/// A SQLite file or a PostgreSQL database. For use by many threads at once; each has at most one transaction of it at a time (a second one
/// is std::logic_error). What was written survives the end of the process and of the power once write() has returned.
class Database {
 public:
  /// `sqlite:PATH`, a plain path, or `postgresql://...` as libpq takes it. Connects once, to complain early: Error db.bad_address
  /// (invalid), db.not_found, db.cannot_open, db.not_ours, db.wrong_collation, db.server_too_old.
  explicit Database(const std::string& address, Options options = {});
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Calls `work(transaction)` on one snapshot of the data and gives what it gives. Cannot write.
  template <class Work>
  auto read(const Work& work) {
    return run(Mode::read, work);
  }
  /// The same for exports and backups, which may take long.
  template <class Work>
  auto read_long(const Work& work) {
    return run(Mode::long_read, work);
  }
  /// Calls `work(transaction)` and commits, or leaves no trace if it throws. As if all writes came one after the other; so `work` is called
  /// again where it met another write, and must bear that: what it changes outside of the database it sets afresh.
  template <class Work>
  auto write(const Work& work) {
    return run(Mode::write, work);
  }
  /// The same without limit of time, one at a time among all processes: for what changes the schema or replaces everything.
  template <class Work>
  auto write_alone(const Work& work) {
    return run(Mode::alone, work);
  }

 private:
  template <class Work>
  auto run(Mode mode, const Work& work) {
    using Given = std::invoke_result_t<const Work&, Transaction&>;
    if constexpr (std::is_void_v<Given>) {
      run_erased(mode, work);
    } else {
      std::optional<Given> given;
      run_erased(mode, [&](Transaction& transaction) { given.emplace(work(transaction)); });
      return std::move(*given);
    }
  }
  void run_erased(Mode mode, const std::function<void(Transaction&)>& work);

  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace db
