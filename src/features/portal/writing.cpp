#include "features/portal/writing.hpp"

namespace portal {

std::string encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out.append(1, '%').append(1, kHex[byte >> 4U]).append(1, kHex[byte & 15U]);
    }
  }
  return out;
}

void Writing::crumbs(const std::vector<Crumb>& above) {
  html_.open("nav", {{"class", "small"}, {"aria-label", words("web.crumbs")}});
  link("/", words("web.nav_home"));
  for (const Crumb& crumb : above) {
    html_.text(" / ");
    link(crumb.path, crumb.name);
  }
  html_.close();
}

void Writing::note(std::string_view title, const std::vector<std::string>& lines) {
  html_.open("aside");
  if (!title.empty()) html_.open("p").element("strong", title).close();
  for (const std::string& line : lines) html_.element("p", line);
  html_.close();
}

void Writing::fact(std::string_view term, std::string_view meaning) {
  if (!meaning.empty()) html_.element("dt", term).element("dd", meaning);
}

void Writing::texts(const base::Document& list) {
  html_.open("ul");
  for (const base::Document& text : list.list()) html_.element("li", say(text));
  html_.close();
}

std::string programme_path(std::string_view slug) { return "/penyelenggaraan/" + encoded(slug); }
std::string result_path(std::string_view id) { return "/hasil/" + encoded(id); }
std::string unit_path(std::string_view slug) { return "/unit/" + encoded(slug); }
std::string pack_path(std::string_view id, std::string_view version) { return "/paket/" + encoded(id) + "/" + encoded(version); }

std::string text_of(const base::Document& owner, std::string_view key) {
  const base::Document* found = owner.find(key);
  return found == nullptr || found->is_null() ? "" : found->text();
}

}  // namespace portal
