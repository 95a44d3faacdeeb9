#include "web/accept.hpp"

#include "web/characters.hpp"

namespace web {
namespace {

constexpr int kFull = 1000;

// `1`, `0.5`, `0.125`: at most three decimals (RFC 9110, 12.4.2).
int thousandths(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1') || (text.size() > 1 && text[1] != '.')) return 0;
  int value = text[0] == '1' ? kFull : 0;
  int place = kFull / 10;
  for (const char c : text.substr(text.size() > 1 ? 2 : 1)) {
    if (!is_digit(c)) return 0;
    value += (c - '0') * place;
    place /= 10;
  }
  return value > kFull ? 0 : value;
}

int quality_in(std::string_view element) {
  for (auto semicolon = element.find(';'); semicolon != std::string_view::npos; semicolon = element.find(';')) {
    element.remove_prefix(semicolon + 1);
    const auto parameter = base::trimmed(element.substr(0, element.find(';')));
    if (parameter.starts_with("q=") || parameter.starts_with("Q=")) return thousandths(parameter.substr(2));
  }
  return kFull;
}

}  // namespace

int quality_of(std::string_view header, std::string_view name) {
  int of_all_others = 0;
  while (!header.empty()) {
    const auto element = next_element(header);
    const auto wanted = base::trimmed(element.substr(0, element.find(';')));
    if (same_name(wanted, name)) return quality_in(element);
    if (wanted == "*") of_all_others = quality_in(element);
  }
  return of_all_others;
}

}  // namespace web
