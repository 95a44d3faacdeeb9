#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace base {

/// A moment, to the millisecond.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
/// What tells the time; tests pass in their own. Called from many threads.
using Clock = std::function<Instant()>;

/// The three time zones of Indonesia, by their hours east of Greenwich. None of them has summer time.
enum class Zone { wib = 7, wita = 8, wit = 9 };

/// As the database keeps it: milliseconds since 1970.
[[nodiscard]] constexpr std::int64_t to_millis(Instant instant) { return instant.time_since_epoch().count(); }
[[nodiscard]] constexpr Instant from_millis(std::int64_t millis) { return Instant(std::chrono::milliseconds(millis)); }

/// RFC 3339 with offset: `2024-12-04T09:00:00+07:00`, with three decimals of the second if it is not whole. Years 0 to 9999.
[[nodiscard]] std::string to_text(Instant instant, Zone zone = Zone::wib);
/// The reverse, for any offset; decimals beyond the third are dropped. Nothing for what is no such text or no day of the calendar.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

}  // namespace base
