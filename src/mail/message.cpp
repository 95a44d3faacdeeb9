#include "mail/message.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/error.hpp"

namespace mail {
namespace {

constexpr std::size_t kLongestLine = 76;  // of quoted-printable (RFC 2045, 6.7) and of an encoded word's line (RFC 2047, 2)

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Characters of UTF-8, which no line may cut through.
std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    parts.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return parts;
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) out += fmt::format("={:02X}", static_cast<unsigned char>(c));
  return out;
}

/// Encoded words (RFC 2047, "Q"), folded; plain words stay as they are.
std::string header_text(std::string_view text) {
  const auto is_plain = [](char c) { return is_letter_or_digit(c) || c == ' ' || c == '-' || c == '.'; };
  if (text.size() <= 60 && std::ranges::all_of(text, is_plain)) return std::string(text);
  constexpr std::string_view kBegin = "=?utf-8?Q?";
  constexpr std::string_view kEnd = "?=";
  constexpr std::size_t kRoom = 60;  // of 75, since the header's own name stands before the first one
  std::string out(kBegin);
  std::size_t used = 0;
  for (const std::string_view character : characters(text)) {
    const bool is_control = static_cast<unsigned char>(character.front()) < 0x20U || character.front() == 0x7F;
    std::string part = is_letter_or_digit(character.front()) ? std::string(character) : hex(character);
    if (character == " " || is_control) part = "_";
    if (used + part.size() > kRoom - kBegin.size() - kEnd.size()) {
      out.append(kEnd).append("\r\n ").append(kBegin);
      used = 0;
    }
    used += part.size();
    out += part;
  }
  return out.append(kEnd);
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  std::size_t used = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      out += "\r\n";
      used = 0;
      continue;
    }
    const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n';
    const bool is_plain = (c > ' ' && c <= '~' && c != '=') || (c == ' ' && !ends_line);
    // A line that begins with a point, or with "From ", is changed by some programs on the way.
    const bool is_touchy = used == 0 && (c == '.' || c == 'F');
    const std::string part = is_plain && !is_touchy ? std::string(1, c) : hex(std::string_view(&c, 1));
    if (used + part.size() >= kLongestLine) {
      out += "=\r\n";
      used = 0;
    }
    used += part.size();
    out += part;
  }
  return out;
}

std::string mailbox(const Mailbox& box) {
  if (!is_address(box.address)) throw base::Error(base::Kind::invalid, "mail.bad_address", {{"found", box.address}});
  const std::string address = "<" + box.address + ">";
  return box.name.empty() ? address : header_text(box.name) + "\r\n " + address;
}

std::string domain_of(const std::string& address) { return address.substr(address.find('@') + 1); }

}  // namespace

bool is_address(std::string_view text) {
  const auto is_fine = [](char c) { return c > ' ' && c < 0x7F && std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos; };
  const std::size_t at = text.find('@');
  return text.size() <= 254 && std::ranges::all_of(text, is_fine) && at != std::string_view::npos && at > 0 && at == text.rfind('@') &&
         at + 1 < text.size() && text.front() != '.' && text.back() != '.' && text[at + 1] != '.';
}

std::string composed(const Message& message) {
  const std::string from = mailbox(message.from);
  return fmt::format(
      "Date: {:%a, %d %b %Y %H:%M:%S} +0000\r\nFrom: {}\r\nTo: {}\r\nSubject: {}\r\nMessage-ID: <{}@{}>\r\nMIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nAuto-Submitted: "
      "auto-generated\r\n\r\n{}\r\n",
      std::chrono::floor<std::chrono::seconds>(message.date), from, mailbox(message.to), header_text(message.subject), message.id,
      domain_of(message.from.address), quoted_printable(message.text));
}

}  // namespace mail
