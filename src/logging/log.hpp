#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace logging {

enum class Level : std::uint8_t { debug, info, warning, error };
enum class Format : std::uint8_t { text, json };

/// A named value of a line: text, or a number (written without quotes in JSON).
struct Field {
  Field(std::string_view field, std::string_view text) : name(field), value(text) {}
  Field(std::string_view field, std::int64_t number) : name(field), value(std::to_string(number)), is_number(true) {}

  std::string_view name;
  std::string value;
  bool is_number = false;
};

/// Writes one line for each event: time (UTC), level, event (a stable word such as `http.request`), fields. Never blocks whoever writes:
/// under a flood the oldest lines are dropped. For use by many threads at once. Secrets are the caller's duty: pass none.
class Logger {
 public:
  struct Options {
    Format format = Format::text;
    Level least = Level::info;
    /// Gets each whole line; unset: standard error.
    std::function<void(std::string_view)> write = {};
  };

  explicit Logger(Options options);
  /// Writes what is left.
  ~Logger();
  Logger(const Logger&) = delete;
  Logger& operator=(const Logger&) = delete;

  void write(Level level, std::string_view event, std::initializer_list<Field> fields) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace logging
