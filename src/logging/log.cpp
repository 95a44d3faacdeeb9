#include "logging/log.hpp"

#include <fmt/chrono.h>
#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <array>
#include <chrono>
#include <mutex>
#include <utility>

#include "json/writer.hpp"

namespace logging {
namespace {

constexpr std::size_t kQueue = 8192;  ///< lines
constexpr std::array<std::string_view, 4> kLevels{"debug", "info", "warning", "error"};

class FunctionSink : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit FunctionSink(std::function<void(std::string_view)> write) : write_(std::move(write)) {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override { write_({message.payload.data(), message.payload.size()}); }
  void flush_() override {}

  std::function<void(std::string_view)> write_;
};

std::shared_ptr<spdlog::sinks::sink> sink_of(std::function<void(std::string_view)> write) {
  if (write) return std::make_shared<FunctionSink>(std::move(write));
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  sink->set_pattern("%v");
  return sink;
}

std::string time_text() {
  const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)), (now - seconds).count());
}

/// Nothing but printable ASCII without blanks and quotes goes unquoted: a client's text cannot end the line or make up a field.
std::string plain(const std::string& value) {
  const auto harmless = [](char letter) { return letter > ' ' && letter < 0x7f && letter != '"' && letter != '\\' && letter != '='; };
  for (const char letter : value) {
    if (harmless(letter)) continue;
    std::string quoted;
    json::append_quoted(quoted, value);
    return quoted;
  }
  return value.empty() ? "\"\"" : value;
}

std::string text_line(Level level, std::string_view event, std::initializer_list<Field> fields) {
  std::string line = fmt::format("{} {} {}", time_text(), kLevels[static_cast<std::size_t>(level)], event);
  for (const Field& field : fields) line += fmt::format(" {}={}", field.name, plain(field.value));
  return line;
}

std::string json_line(Level level, std::string_view event, std::initializer_list<Field> fields) {
  std::string line;
  json::Writer writer(line);
  writer.open_object().member("time", time_text()).member("level", kLevels[static_cast<std::size_t>(level)]).member("event", event);
  for (const Field& field : fields) {
    if (field.is_number) {
      writer.key(field.name).raw(field.value);
    } else {
      writer.member(field.name, field.value);
    }
  }
  writer.close_object();
  return line;
}

}  // namespace

struct Logger::Inside {
  explicit Inside(Options options)
      : format(options.format),
        least(options.least),
        pool(std::make_shared<spdlog::details::thread_pool>(kQueue, 1)),
        logger(std::make_shared<spdlog::async_logger>("juara", sink_of(std::move(options.write)), pool,
                                                      spdlog::async_overflow_policy::overrun_oldest)) {
    logger->set_level(spdlog::level::trace);
    logger->flush_on(spdlog::level::trace);
  }

  Format format;
  Level least;
  std::shared_ptr<spdlog::details::thread_pool> pool;
  std::shared_ptr<spdlog::async_logger> logger;
};

Logger::Logger(Options options) : inside_(std::make_unique<Inside>(std::move(options))) {}
Logger::~Logger() = default;

void Logger::write(Level level, std::string_view event, std::initializer_list<Field> fields) const {
  if (level < inside_->least) return;
  const std::string line = inside_->format == Format::json ? json_line(level, event, fields) : text_line(level, event, fields);
  inside_->logger->log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace logging
