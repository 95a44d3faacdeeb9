// Writes to a database until it is killed: `crash_writer ADDRESS`. Prints "thread number" once a write has returned; crash_test.cpp then
// looks whether the row is there.
#include <unistd.h>

#include <cstdio>
#include <mutex>
#include <string>
#include <thread>

#include "db/database.hpp"

namespace {

void write_for_ever(db::Database& database, std::int64_t thread) {
  for (;;) {
    const std::int64_t number = database.write([&](db::Transaction& t) {
      const std::int64_t next = t.one("SELECT count(*) FROM written WHERE thread = $1", thread).integer(0);
      t.execute("INSERT INTO written (thread, number, content) VALUES ($1, $2, $3)", thread, next, std::string(3000, 'x'));
      t.execute("UPDATE totals SET value = value + 1 WHERE thread = $1", thread);
      return next;
    });
    const std::string line = std::to_string(thread) + ' ' + std::to_string(number) + '\n';
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) return;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  db::Database database(argv[1]);
  std::thread other([&] { write_for_ever(database, 1); });
  write_for_ever(database, 0);
  other.join();
}
