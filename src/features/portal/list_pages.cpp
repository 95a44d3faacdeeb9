#include <algorithm>
#include <utility>
#include <vector>

#include "features/portal/pages.hpp"
#include "features/portal/writing.hpp"

namespace portal {
namespace {

using base::Document;
using i18n::Language;

constexpr std::size_t kLatest = 5;

void search_form(Writing& writing, std::string_view asked) {
  Html& html = writing.html();
  html.open("form", {{"action", "/cari"}, {"role", "search"}}).open("p").open("label").text(writing.words("web.search_label") + " ");
  html.single("input", {{"type", "search"}, {"name", "q"}, {"value", asked}, {"maxlength", "200"}}).close().text(" ");
  if (writing.language() == Language::en) html.single("input", {{"type", "hidden"}, {"name", "lang"}, {"value", "en"}});
  html.element("button", writing.words("web.search"), {{"class", "button"}}).close().close();
}

/// A link to a result and a line about it.
void result_line(Writing& writing, const Document& result) {
  Html& html = writing.html();
  writing.link(result_path(result.find("id")->text()), writing.say(*result.find("caption")));
  std::string about =
      std::to_string(result.find("year")->integer()) + " · " +
      writing.words("web.result_short", {{"subjects", writing.number(*result.find("subjects"))},
                                         {"published", day(result.find("published_at")->text().substr(0, 10), writing.language())}});
  const std::string& state = result.find("state")->text();
  if (state != "published") about += " · " + writing.words("web.state_" + state);
  if (result.find("illustrative")->boolean()) about += " · " + writing.words("trust.illustrative");
  html.text(" ").element("span", about, {{"class", "muted small"}});
}

void programme_line(Writing& writing, const Document& programme) {
  writing.link(programme_path(programme.find("slug")->text()), writing.say(*programme.find("title")));
  writing.html().text(" ").element("span", std::to_string(programme.find("year")->integer()), {{"class", "muted small"}});
}

/// The results published last, of the programmes given.
std::vector<const Document*> latest_of(const Document& programmes) {
  std::vector<const Document*> latest;
  for (const Document& programme : programmes.find("items")->list()) {
    for (const Document& result : programme.find("results")->list()) {
      if (result.find("state")->text() == "published") latest.push_back(&result);
    }
  }
  const auto published = [](const Document* result) { return std::string_view(result->find("published_at")->text()); };
  std::ranges::stable_sort(latest, std::greater(), published);
  latest.resize(std::min(latest.size(), kLatest));
  return latest;
}

void unit_line(Writing& writing, const Document& unit) {
  writing.link(unit_path(unit.find("slug")->text()), unit.find("name")->text());
  const std::string region = text_of(unit, "region");
  if (!region.empty()) writing.html().text(" ").element("span", region, {{"class", "muted small"}});
}

template <typename Line>
void list(Writing& writing, std::string_view title, const Document& items, const Line& line) {
  if (items.list().empty()) return;
  Html& html = writing.html();
  html.element("h2", title).open("ul", {{"class", "plain"}});
  for (const Document& item : items.list()) {
    html.open("li");
    line(writing, item);
    html.close();
  }
  html.close();
}

}  // namespace

Page home_page(const Document& programmes, Language language) {
  Writing writing(language);
  Html& html = writing.html();
  html.element("h1", writing.words("web.home_title")).element("p", writing.words("web.home_text"));
  search_form(writing, "");
  if (programmes.find("items")->list().empty()) html.element("p", writing.words("web.home_empty"));
  list(writing, writing.words("web.home_programmes"), *programmes.find("items"), programme_line);
  const std::string next = text_of(programmes, "next");
  if (!next.empty()) {
    html.open("p");
    writing.link("/?cursor=" + encoded(next), writing.words("web.home_more"));
    html.close();
  }
  if (const auto latest = latest_of(programmes); !latest.empty()) {
    html.element("h2", writing.words("web.home_latest")).open("ul", {{"class", "plain"}});
    for (const Document* result : latest) {
      html.open("li");
      result_line(writing, *result);
      html.close();
    }
    html.close();
  }
  return {.title = writing.words("web.home_title"),
          .description = writing.words("web.about"),
          .path = "/",
          .picture = "",
          .main = html.whole()};
}

Page programme_page(const Document& programme, Language language) {
  Writing writing(language);
  Html& html = writing.html();
  const std::string& title = writing.say(*programme.find("title"));
  const Document& pack = *programme.find("pack");
  const std::string date = text_of(programme, "date");
  writing.crumbs({});
  html.element("h1", title).open("dl");
  writing.fact(writing.words("web.programme_date"), date.empty() ? std::to_string(programme.find("year")->integer()) : day(date, language));
  writing.fact(writing.words("web.programme_place"), text_of(programme, "place"));
  writing.fact(writing.words("web.programme_organiser"), text_of(programme, "organiser"));
  html.element("dt", writing.words("web.facts_pack")).open("dd");
  writing.link(pack_path(pack.find("id")->text(), pack.find("version")->text()), writing.say(*pack.find("name")));
  html.close().close();
  list(writing, writing.words("web.programme_published"), *programme.find("results"), result_line);
  for (const auto& [key, heading] : {std::pair("facts", "web.programme_facts"), std::pair("illustrative", "web.programme_illustrative")}) {
    if (programme.find(key)->list().empty()) continue;
    html.element("h2", writing.words(heading));
    writing.texts(*programme.find(key));
  }
  const std::string place = text_of(programme, "place");
  return {.title = title,
          .description = writing.words("page.programme_about", {{"year", std::to_string(programme.find("year")->integer())},
                                                                {"place", place.empty() ? "Indonesia" : place},
                                                                {"count", std::to_string(programme.find("results")->list().size())}}),
          .path = programme_path(programme.find("slug")->text()),
          .picture = "",
          .main = html.whole()};
}

Page search_page(std::string_view asked, const Document* found, Language language) {
  Writing writing(language);
  Html& html = writing.html();
  html.element("h1", writing.words("web.search"));
  search_form(writing, asked);
  if (found != nullptr) {
    const auto is_empty = [&](const char* key) { return found->find(key)->list().empty(); };
    if (is_empty("units") && is_empty("results") && is_empty("programmes")) html.element("p", writing.words("web.search_empty"));
    list(writing, writing.words("web.search_units"), *found->find("units"), unit_line);
    list(writing, writing.words("web.search_results"), *found->find("results"), result_line);
    list(writing, writing.words("web.search_programmes"), *found->find("programmes"), programme_line);
  }
  return {.title = asked.empty() ? writing.words("web.search") : writing.words("web.search_for", {{"q", std::string(asked)}}),
          .description = writing.words("web.search_label"),
          .path = "/cari",
          .picture = "",
          .main = html.whole(),
          .listed = false};
}

Page staff_page(std::string path, Language language) {
  Writing writing(language);
  writing.html().element("h1", writing.words("web.nav_sign_in")).element("p", writing.words("web.staff_text")).open("p");
  writing.link("/", writing.words("web.to_home"));
  return {.title = writing.words("web.nav_sign_in"),
          .description = writing.words("web.staff_text"),
          .path = std::move(path),
          .picture = "",
          .main = writing.html().close().whole(),
          .listed = false};
}

Page missing_page(Language language) {
  Writing writing(language);
  writing.html().element("h1", writing.words("web.missing_title")).element("p", writing.words("web.missing_text")).open("p");
  writing.link("/", writing.words("web.to_home"));
  return {.title = writing.words("web.missing_title"),
          .description = writing.words("web.missing_text"),
          .path = "/",
          .picture = "",
          .main = writing.html().close().whole(),
          .listed = false};
}

}  // namespace portal
