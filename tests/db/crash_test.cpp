// What was acknowledged before a process is killed is there afterwards, and nothing by halves.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>

#include "db/database.hpp"
#include "tests/support/databases.hpp"

namespace {

/// A program whose output we read, killed without warning.
class Victim {
 public:
  Victim(const char* program, const std::string& argument) {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) throw std::runtime_error("pipe");
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(pipe[1], STDOUT_FILENO);
      ::execl(program, program, argument.c_str(), nullptr);  // NOLINT(cppcoreguidelines-pro-type-vararg): so POSIX has it
      ::_exit(127);
    }
    ::close(pipe[1]);
    output_ = ::fdopen(pipe[0], "r");
  }
  Victim(const Victim&) = delete;
  Victim& operator=(const Victim&) = delete;
  ~Victim() {
    kill();
    std::fclose(output_);
  }

  /// The next line as two numbers, or false at the end.
  bool next(std::int64_t& thread, std::int64_t& number) {
    std::array<char, 64> line{};
    if (!std::fgets(line.data(), line.size(), output_)) return false;
    const std::string text = line.data();
    thread = std::stoll(text);
    number = std::stoll(text.substr(text.find(' ')));
    return true;
  }
  void kill() {
    if (process_ < 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
  }

 private:
  pid_t process_ = -1;
  std::FILE* output_ = nullptr;
};

class CrashTest : public testing::TestWithParam<support::Kind> {
 protected:
  /// Opens the database anew: nobody but the victim has it open when it dies.
  template <class Work>
  auto look(const Work& work) {
    db::Database database(fresh.address(), support::kOptions);
    return database.write(work);
  }

 public:
  support::FreshDatabase fresh{GetParam()};
};
ON_BOTH_DATABASES(CrashTest);

TEST_P(CrashTest, KilledWriter_LosesNothingThatItSaidWasWritten) {
  look([](db::Transaction& t) {
    t.execute("CREATE TABLE written (thread BIGINT, number BIGINT, content TEXT, PRIMARY KEY (thread, number))");
    t.execute("CREATE TABLE totals (thread BIGINT PRIMARY KEY, value BIGINT NOT NULL)");
    t.execute("INSERT INTO totals VALUES (0, 0), (1, 0)");
  });
  constexpr int kRounds = 12;
  std::map<std::int64_t, std::int64_t> acknowledged;
  for (int round = 0; round < kRounds; ++round) {
    Victim writer(JUARA_CRASH_WRITER, fresh.address());
    std::int64_t thread = 0;
    std::int64_t number = 0;
    for (int lines = 0; writer.next(thread, number); ++lines) {
      acknowledged[thread] = number + 1;
      if (lines == 5 + 17 * round) writer.kill();  // what is in the pipe still counts
    }
    for (const auto& entry : acknowledged) {
      const db::Row row = look([&](db::Transaction& t) {
        return t.one("SELECT (SELECT count(*) FROM written WHERE thread = $1), value FROM totals WHERE thread = $1", entry.first);
      });
      EXPECT_GE(row.integer(0), entry.second);
      EXPECT_LE(row.integer(0), entry.second + 1);
      EXPECT_EQ(row.integer(1), row.integer(0));
    }
  }
  EXPECT_GE(acknowledged[0] + acknowledged[1], kRounds * 6);
}

}  // namespace
