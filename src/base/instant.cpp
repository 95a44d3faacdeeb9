#include "base/instant.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace base {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes what the text must hold piece by piece; once something is wrong, it stays wrong.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  int number(std::size_t digits, int least, int most) {
    if (rest_.size() < digits || !std::ranges::all_of(rest_.substr(0, digits), is_digit)) return fail();
    int value = 0;
    for (const char c : take(digits)) value = value * 10 + (c - '0');
    return value < least || value > most ? fail() : value;
  }
  /// One of these characters.
  char sign(std::string_view allowed) {
    if (rest_.empty() || allowed.find(rest_.front()) == std::string_view::npos) {
      fail();
      return '\0';
    }
    return take(1).front();
  }
  /// `.5` → 500; 0 where there are no decimals.
  int thousandths() {
    if (rest_.empty() || rest_.front() != '.') return 0;
    take(1);
    const auto decimals = take(std::min(rest_.find_first_not_of("0123456789"), rest_.size()));
    if (decimals.empty()) return fail();
    int value = 0;
    for (std::size_t i = 0; i < 3; ++i) value = value * 10 + (i < decimals.size() ? decimals[i] - '0' : 0);
    return value;
  }
  [[nodiscard]] bool is_good() const { return !failed_ && rest_.empty(); }

 private:
  std::string_view take(std::size_t length) {
    const auto taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return taken;
  }
  int fail() {
    failed_ = true;
    return 0;
  }

  std::string_view rest_;
  bool failed_ = false;
};

minutes read_offset(Scanner& scan) {
  const char sign = scan.sign("Zz+-");
  if (sign != '+' && sign != '-') return minutes(0);
  const hours whole(scan.number(2, 0, 23));
  scan.sign(":");
  const minutes offset = whole + minutes(scan.number(2, 0, 59));
  return sign == '-' ? -offset : offset;
}

}  // namespace

std::string to_text(Instant instant, Zone zone) {
  const int offset = static_cast<int>(zone);
  const Instant local = instant + hours(offset);
  const auto day = std::chrono::floor<days>(local);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(local - day);
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                 static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(), time.seconds().count());
  if (time.subseconds().count() != 0) text += fmt::format(".{:03}", time.subseconds().count());
  return text + fmt::format("+{:02}:00", offset);
}

std::optional<Instant> parse_instant(std::string_view text) {
  Scanner scan(text);
  const std::chrono::year year(scan.number(4, 0, 9999));
  scan.sign("-");
  const std::chrono::month month(static_cast<unsigned>(scan.number(2, 1, 12)));
  scan.sign("-");
  const std::chrono::day day(static_cast<unsigned>(scan.number(2, 1, 31)));
  scan.sign("Tt");
  const hours hour(scan.number(2, 0, 23));
  scan.sign(":");
  const minutes minute(scan.number(2, 0, 59));
  scan.sign(":");
  const seconds second(scan.number(2, 0, 59));
  const milliseconds rest(scan.thousandths());
  const minutes offset = read_offset(scan);
  const std::chrono::year_month_day date(year, month, day);
  if (!scan.is_good() || !date.ok()) return std::nullopt;
  return Instant(std::chrono::sys_days{date}) + hour + minute + second + rest - offset;
}

}  // namespace base
