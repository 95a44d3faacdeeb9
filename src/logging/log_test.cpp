#include "logging/log.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace logging {
namespace {

/// The lines of a logger, without their times.
class Lines {
 public:
  explicit Lines(Format format, Level least = Level::info) : format_(format), least_(least) {}

  template <typename Work>
  std::vector<std::string> of(const Work& work) {
    std::vector<std::string> lines;
    {
      const Logger logger({.format = format_, .least = least_, .write = [&](std::string_view line) { lines.emplace_back(line); }});
      work(logger);
    }
    for (std::string& line : lines) {
      const std::size_t begin = line.find("20");
      line.erase(begin, std::string_view("2026-11-22T20:17:07.123Z").size());
    }
    return lines;
  }

 private:
  Format format_;
  Level least_;
};

TEST(Log, TextLine_CannotBeBrokenByItsValues) {
  const auto lines = Lines(Format::text).of([](const Logger& logger) {
    logger.write(Level::warning, "http.request", {{"path", "/a\nerror x=1"}, {"status", 404}, {"agent", ""}, {"id", "a-b"}});
  });
  EXPECT_EQ(lines, std::vector<std::string>{" warning http.request path=\"/a\\nerror x=1\" status=404 agent=\"\" id=a-b"});
}

TEST(Log, JsonLine_IsOneObject) {
  const auto lines = Lines(Format::json).of([](const Logger& logger) {
    logger.write(Level::error, "http.failure", {{"what", "\"quoted\" é"}, {"status", 500}});
  });
  EXPECT_EQ(lines, std::vector<std::string>{R"({"time":"","level":"error","event":"http.failure","what":"\"quoted\" é","status":500})"});
}

TEST(Log, BelowTheLevel_NothingIsWritten) {
  const auto lines = Lines(Format::text, Level::warning).of([](const Logger& logger) {
    logger.write(Level::info, "quiet", {});
    logger.write(Level::warning, "loud", {});
  });
  EXPECT_EQ(lines, std::vector<std::string>{" warning loud"});
}

TEST(Log, ManyThreads_WriteWholeLines) {
  auto lines = Lines(Format::text).of([](const Logger& logger) {
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&logger] {
        for (int line = 0; line < 100; ++line) logger.write(Level::info, "line", {{"n", 7}});
      });
    }
    for (std::thread& thread : threads) thread.join();
  });
  EXPECT_EQ(lines, std::vector<std::string>(400, " info line n=7"));
}

}  // namespace
}  // namespace logging
