#include "features/portal/pages.hpp"
#include "features/portal/writing.hpp"

namespace portal {
namespace {

using base::Document;
using i18n::Language;

/// `2022` or `2022–2024`.
std::string years_of(const Document& pack) {
  const Document::List& years = pack.find("years")->list();
  const std::string first = std::to_string(years.front().integer());
  const std::string last = std::to_string(years.back().integer());
  return first == last ? first : first + "–" + last;
}

std::string about(const Writing& writing, const Document& pack) {
  return pack.find("id")->text() + "@" + pack.find("version")->text() + " · " + pack.find("issuer")->text() + " · " +
         writing.words("web.pack_years", {{"years", years_of(pack)}}) + " · " +
         writing.words("web.facts_trust", {{"trust", writing.words("trust." + pack.find("trust")->text())}});
}

}  // namespace

Page packs_page(const Document& packs, Language language) {
  Writing writing(language);
  Html& html = writing.html();
  html.element("h1", writing.words("web.packs_title")).element("p", writing.words("web.packs_text")).open("ul", {{"class", "plain"}});
  for (const Document& pack : packs.find("items")->list()) {
    html.open("li");
    writing.link(pack_path(pack.find("id")->text(), pack.find("version")->text()), writing.say(*pack.find("name")));
    html.text(" ").element("span", about(writing, pack), {{"class", "muted small"}}).close();
  }
  return {.title = writing.words("web.packs_title"),
          .description = writing.words("web.packs_text"),
          .path = "/paket",
          .picture = "",
          .main = html.close().whole()};
}

Page pack_page(const Document& pack, Language language) {
  Writing writing(language);
  Html& html = writing.html();
  const std::string& name = writing.say(*pack.find("name"));
  writing.crumbs({{"/paket", writing.words("web.packs_title")}});
  html.element("h1", name).element("p", about(writing, pack), {{"class", "muted"}});
  html.element("pre", writing.say(*pack.find("words")), {{"class", "scroll"}, {"tabindex", "0"}});
  html.element("h2", writing.words("web.pack_yaml")).element("p", writing.words("web.pack_yaml_text"));
  html.open("details").element("summary", writing.words("web.pack_yaml_show"));
  html.element("pre", pack.find("yaml")->text(), {{"class", "scroll"}, {"tabindex", "0"}}).close();
  return {.title = name,
          .description = pack.find("about")->is_null() ? about(writing, pack) : writing.say(*pack.find("about")),
          .path = pack_path(pack.find("id")->text(), pack.find("version")->text()),
          .picture = "",
          .main = html.whole()};
}

}  // namespace portal
