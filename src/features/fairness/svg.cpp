#include "features/fairness/svg.hpp"

#include "base/text.hpp"

namespace fairness::svg {
namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// Of one character by its first byte, in units of the font size: DejaVu Sans, the widest of the usual fonts, in four classes.
double width_of(unsigned char lead) {
  if (lead >= 0xE3) return 1;  // from U+3000 on: East Asian characters, pictures
  if (lead == 0xCC) return 0;  // combining marks
  if (lead >= 0x80) return 0.65;
  const char c = static_cast<char>(lead);
  if (std::string_view("ijlI.,:;'|! ()[]ft").find(c) != std::string_view::npos) return 0.38;
  if (std::string_view("mwMW@%").find(c) != std::string_view::npos) return 0.96;
  return c >= 'A' && c <= 'Z' ? 0.7 : 0.62;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool no_character = text.substr(at, 3) == "\xEF\xBF\xBE" || text.substr(at, 3) == "\xEF\xBF\xBF";
    if (no_character) at += 2;
    switch (const char c = text[at]; c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += no_character || static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
  }
  return out;
}

double width(std::string_view text, double size) {
  double sum = 0;
  for (const char c : text) {
    if (!continues(c)) sum += width_of(static_cast<unsigned char>(c));
  }
  return sum * size;
}

std::string fitted(std::string_view text, double size, double space) {
  if (width(text, size) <= space) return std::string(text);
  double left = space - width("…", size);
  std::size_t end = 0;
  while (end < text.size()) {
    left -= width_of(static_cast<unsigned char>(text[end])) * size;
    if (left < 0) break;
    ++end;
    while (end < text.size() && continues(text[end])) ++end;
  }
  return std::string(base::trimmed(text.substr(0, end))) + "…";
}

std::vector<std::string> wrapped(std::string_view text, double size, double space) {
  std::vector<std::string> lines;
  std::string line;
  for (const std::string_view word : base::split(text, ' ')) {
    const std::string longer = line.empty() ? std::string(word) : line + " " + std::string(word);
    if (!line.empty() && width(longer, size) > space) {
      lines.push_back(line);
      line = word;
    } else {
      line = longer;
    }
  }
  lines.push_back(line);
  for (std::string& each : lines) each = fitted(each, size, space);
  return lines;
}

}  // namespace fairness::svg
