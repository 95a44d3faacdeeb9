#include "features/portal/format.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace portal {
namespace {

using i18n::Language;

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// With a mark between thousands.
std::string grouped(std::string_view digits, Language language) {
  std::string out;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > 0 && (digits.size() - at) % 3 == 0) out += language == Language::id ? '.' : ',';
    out += digits[at];
  }
  return out;
}

std::string_view month(std::string_view number, Language language) {
  static constexpr std::array<std::string_view, 12> kIndonesian{"Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
                                                                "Juli",    "Agustus",  "September", "Oktober", "November", "Desember"};
  static constexpr std::array<std::string_view, 12> kEnglish{"January", "February", "March",     "April",   "May",      "June",
                                                             "July",    "August",   "September", "October", "November", "December"};
  std::size_t at = 0;
  std::from_chars(number.data(), number.data() + number.size(), at);
  if (at < 1 || at > kEnglish.size()) return {};
  return language == Language::id ? kIndonesian.at(at - 1) : kEnglish.at(at - 1);
}

std::string_view zone(std::string_view offset) {
  if (offset == "+07:00") return " WIB";
  if (offset == "+08:00") return " WITA";
  if (offset == "+09:00") return " WIT";
  return {};
}

}  // namespace

std::string count(std::int64_t number, Language language) {
  const std::string digits = std::to_string(number);
  return digits.front() == '-' ? "-" + grouped(digits.substr(1), language) : grouped(digits, language);
}

std::string decimal(std::string_view number, Language language) {
  const bool negative = number.starts_with('-');
  const std::string_view bare = number.substr(negative ? 1 : 0);
  const auto point = bare.find('.');
  const std::string_view whole = bare.substr(0, point);
  const std::string_view rest = point == std::string_view::npos ? std::string_view() : bare.substr(point + 1);
  if (!is_digits(whole) || (point != std::string_view::npos && !is_digits(rest))) return std::string(number);
  std::string out = (negative ? "-" : "") + grouped(whole, language);
  if (!rest.empty()) out.append(1, language == Language::id ? ',' : '.').append(rest);
  return out;
}

std::string day(std::string_view text, Language language) {
  constexpr std::size_t kDay = 10;
  if (text.size() != kDay || text[4] != '-' || text[7] != '-' || month(text.substr(5, 2), language).empty()) return std::string(text);
  std::string_view number = text.substr(8);
  if (number.starts_with('0')) number.remove_prefix(1);
  return std::string(number).append(" ").append(month(text.substr(5, 2), language)).append(" ").append(text.substr(0, 4));
}

std::string moment(std::string_view text, Language language) {
  constexpr std::size_t kMinutes = 16;  // `2024-12-04T09:00`
  constexpr std::size_t kOffset = 6;
  if (text.size() < kMinutes + kOffset) return std::string(text);
  std::string time(text.substr(11, 5));
  if (language == Language::id) time[2] = '.';
  return day(text.substr(0, 10), language) + (language == Language::id ? " pukul " : " at ") + time +
         std::string(zone(text.substr(text.size() - kOffset)));
}

const std::string& said(const base::Document& text, Language language) {
  static const std::string nothing;
  const base::Document* found = text.find(language == Language::id ? "id" : "en");
  return found == nullptr ? nothing : found->text();
}

}  // namespace portal
