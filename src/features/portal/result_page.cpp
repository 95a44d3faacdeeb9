#include <algorithm>
#include <optional>
#include <vector>

#include "features/portal/pages.hpp"
#include "features/portal/writing.hpp"

namespace portal {
namespace {

using base::Document;
using i18n::Language;

/// The columns that have something to say in the rows shown.
struct Columns {
  bool rank = false;
  bool band = false;
  bool cuts = false;
  bool previous = false;
  bool fair = false;
};

Columns columns_of(const Document::List& rows) {
  Columns columns;
  for (const Document& row : rows) {
    columns.rank = columns.rank || !row.find("rank")->is_null();
    columns.band = columns.band || !row.find("band")->is_null();
    columns.cuts = columns.cuts || !row.find("cuts")->list().empty();
    columns.previous = columns.previous || !row.find("previous")->is_null();
    columns.fair = columns.fair || !row.find("fair")->is_null();
  }
  return columns;
}

/// A grade (`A-`) by its id, another band by its name.
std::string band_text(const Writing& writing, const Document& band) {
  constexpr std::size_t kGrade = 2;
  if (band.is_null()) return "";
  const std::string& id = band.find("id")->text();
  const Document& zone = *band.find("zone_name");
  const std::string name = id.size() <= kGrade ? id : writing.say(*band.find("name"));
  return zone.is_null() || writing.say(zone) == name ? name : name + " · " + writing.say(zone);
}

class ResultWriting {
 public:
  ResultWriting(const ResultShown& shown, Language language) : shown_(shown), result_(shown.result), writing_(language) {}

  Page page() {
    head();
    if (shown_.explained != nullptr) explanation(*shown_.explained);
    if (shown_.rows != nullptr) tables(*shown_.rows);
    facts();
    const Document& programme = *result_.find("programme");
    const std::string id = result_.find("id")->text();
    return {.title = writing_.say(*result_.find("caption")),
            .description = writing_.words("page.result_about", {{"programme", writing_.say(*programme.find("title"))},
                                                                {"year", std::to_string(result_.find("year")->integer())},
                                                                {"subjects", writing_.number(*result_.find("subjects"))},
                                                                {"pack", writing_.say(*result_.find("pack")->find("name"))}}),
            .path = result_path(id),
            .picture = result_path(id) + "/gambar.png",
            .main = html().whole(),
            .listed = result_.find("state")->text() == "published"};
  }

 private:
  Html& html() { return writing_.html(); }

  void head() {
    const Document& programme = *result_.find("programme");
    writing_.crumbs({{programme_path(programme.find("slug")->text()), writing_.say(*programme.find("title"))}});
    html().element("h1", writing_.say(*result_.find("caption")));
    html().element("p",
                   writing_.words("web.result_line", {{"year", std::to_string(result_.find("year")->integer())},
                                                      {"subjects", writing_.number(*result_.find("subjects"))},
                                                      {"published", moment(result_.find("published_at")->text(), writing_.language())}}),
                   {{"class", "muted"}});
    states();
    notices();
    if (!result_.find("bundle")->is_null()) downloads();
    history();
  }

  void states() {
    const auto at = [&](const Document& change) { return moment(change.find("at")->text(), writing_.language()); };
    if (const Document& withdrawn = *result_.find("withdrawn"); !withdrawn.is_null()) {
      writing_.note(writing_.words("web.withdrawn_title", {{"at", at(withdrawn)}}), {writing_.say(*withdrawn.find("reason"))});
    }
    if (const Document& by = *result_.find("replaced_by"); !by.is_null()) {
      writing_.note(writing_.words("web.replaced_title", {{"at", at(by)}}), {writing_.say(*by.find("note"))});
      html().open("p");
      writing_.link(result_path(by.find("id")->text()), writing_.words("web.replaced_link"));
      html().close();
    }
    if (const Document& of = *result_.find("replaces"); !of.is_null()) {
      writing_.note(writing_.words("web.replaces_title"), {writing_.say(*of.find("note"))});
      html().open("p");
      writing_.link(result_path(of.find("id")->text()), writing_.words("web.replaces_link"));
      html().close();
    }
  }

  void notices() {
    std::vector<std::string> lines;
    for (const Document& notice : result_.find("notices")->list()) lines.push_back(writing_.say(notice));
    if (const Document& fair = *result_.find("fair"); !fair.is_null()) {
      for (const Document& notice : fair.find("notices")->list()) lines.push_back(writing_.say(notice));
    }
    const bool illustrative = result_.find("illustrative")->boolean();
    if (illustrative || !lines.empty()) writing_.note(illustrative ? writing_.words("web.illustrative_title") : "", lines);
  }

  void downloads() {
    const std::string root = "/api/v1/results/" + encoded(result_.find("id")->text());
    html().open("p").text(writing_.words("web.download") + ": ");
    html().link(root + ".csv", writing_.words("web.download_csv")).text(" · ");
    html().link(writing_.to(root + ".xlsx"), writing_.words("web.download_xlsx")).text(" · ");
    html().link(root + ".json", writing_.words("web.download_json")).text(" · ");
    html().link(root + "/bundle", writing_.words("web.download_bundle")).close();
  }

  void history() {
    const Document::List& others = result_.find("history")->list();
    if (others.empty()) return;
    html().open("nav", {{"aria-label", writing_.words("web.other_years")}}).text(writing_.words("web.other_years") + ":");
    for (const Document& other : others) {
      html().text(" ");
      writing_.link(result_path(other.find("id")->text()), std::to_string(other.find("year")->integer()));
    }
    html().close();
  }

  void explanation(const Document& row) {
    html().open("section").element("h2", writing_.words("web.explain") + ": " + row.find("name")->text());
    html().element("pre", writing_.say(*row.find("explanation")), {{"class", "scroll"}, {"tabindex", "0"}}).close();
  }

  /// A table for each contest, as the rows come.
  void tables(const Document& rows) {
    const Document::List& items = rows.find("items")->list();
    html().element("h2", writing_.words("web.result_table"));
    if (items.empty()) html().element("p", writing_.words("web.rows_none"));
    const Columns columns = columns_of(items);
    for (auto begin = items.begin(); begin != items.end();) {
      const auto end = std::find_if(begin, items.end(), [&](const Document& row) {
        return !(*row.find("contest") == *begin->find("contest") && *row.find("level") == *begin->find("level"));
      });
      table({begin, end}, columns);
      begin = end;
    }
    pages(rows.find("total")->integer());
  }

  std::string title_of(const Document& row) const {
    const Document& contest = *row.find("contest");
    if (!contest.is_null()) {
      return writing_.say(*result_.find("contests")->list()[static_cast<std::size_t>(contest.integer())].find("name"));
    }
    for (const Document& level : result_.find("levels")->list()) {
      if (*level.find("id") == *row.find("level")) return writing_.say(*level.find("name"));
    }
    return "";
  }

  struct Range {
    Document::List::const_iterator begin, end;
  };

  void table(const Range& rows, const Columns& columns) {
    html().open("div", {{"class", "scroll"}, {"tabindex", "0"}}).open("table").element("caption", title_of(*rows.begin));
    html().open("thead").open("tr");
    const auto head = [&](std::string_view code, bool number) {
      html().element("th", writing_.words(code), {{"scope", "col"}, {"class", number ? "number" : ""}});
    };
    if (columns.rank) head("web.col_rank", true);
    head("web.col_name", false);
    head("web.col_score", true);
    if (columns.band) head("web.col_band", false);
    if (columns.cuts) head("web.col_cut", false);
    if (columns.previous) head("web.col_change", false);
    if (columns.fair) head("web.chart_range", true);
    html().close().close().open("tbody");
    for (auto row = rows.begin; row != rows.end; ++row) line(*row, columns);
    html().close().close().close();
  }

  void line(const Document& row, const Columns& columns) {
    html().open("tr");
    if (columns.rank) cell(row.find("rank")->is_null() ? "–" : writing_.number(*row.find("rank")), true);
    html().open("th", {{"scope", "row"}});
    if (row.find("unit")->is_null()) {
      html().text(row.find("name")->text());
    } else {
      writing_.link(unit_path(row.find("unit")->text()), row.find("name")->text());
    }
    if (const std::string marks = marks_of(row); !marks.empty()) html().text(" ").element("span", marks, {{"class", "muted small"}});
    html().close();
    cell(writing_.score(*row.find("score")), true);
    if (columns.band) cell(band_text(writing_, *row.find("band")), false);
    if (columns.cuts) cell(cuts_of(row), false);
    if (columns.previous) cell(previous_of(*row.find("previous")), false);
    if (columns.fair) cell(range_of(*row.find("fair")), true);
    html().close();
  }

  void cell(std::string_view text, bool number) { html().element("td", text, {{"class", number ? "number" : ""}}); }

  std::string marks_of(const Document& row) const {
    std::vector<std::string> marks;
    if (!row.find("region")->is_null() && result_.find("regions")->list().size() > 1) marks.push_back(row.find("region")->text());
    if (!row.find("complete")->boolean()) marks.push_back(writing_.words("web.incomplete"));
    if (row.find("ineligible")->boolean()) marks.push_back(writing_.words("web.ineligible"));
    if (!row.find("tie")->is_null()) marks.push_back(writing_.say(*row.find("tie")->find("name")));
    std::string all;
    for (const std::string& mark : marks) all.append(all.empty() ? "" : " · ").append(mark);
    return all;
  }

  std::string cuts_of(const Document& row) const {
    std::string all;
    for (const Document& cut : row.find("cuts")->list()) {
      const std::string& name = writing_.say(*cut.find("name"));
      all.append(all.empty() ? "" : ", ");
      all.append(cut.find("undecided")->boolean() ? writing_.words("cut.undecided", {{"cut", name}}) : name);
    }
    return all;
  }

  std::string previous_of(const Document& previous) const {
    if (previous.is_null()) return "";
    std::string text = writing_.words("web.change_from", {{"score", writing_.score(*previous.find("score"))},
                                                          {"year", std::to_string(previous.find("year")->integer())}});
    const Document& rank = *previous.find("rank");
    return rank.is_null() ? text : text + writing_.words("web.change_rank", {{"rank", writing_.number(rank)}});
  }

  std::string range_of(const Document& fair) const {
    if (fair.is_null() || fair.find("rank_low")->is_null()) return "";
    return writing_.number(*fair.find("rank_low")) + "–" + writing_.number(*fair.find("rank_high"));
  }

  /// Links to the other parts of a long table.
  void pages(std::int64_t total) {
    const std::int64_t last = (total + shown_.page_size - 1) / shown_.page_size;
    if (last <= 1) return;
    html().open("nav", {{"aria-label", writing_.words("page.parts")}}).text(writing_.words("page.parts") + ":");
    for (std::int64_t page = 1; page <= last; ++page) {
      html().text(" ");
      const std::string query = shown_.query + (shown_.query.empty() ? "" : "&") + "page=" + std::to_string(page);
      if (page == shown_.page) {
        html().element("strong", std::to_string(page), {{"aria-current", "page"}});
      } else {
        writing_.link(result_path(result_.find("id")->text()) + "?" + query, std::to_string(page));
      }
    }
    html().close();
  }

  void facts() {
    const Document& pack = *result_.find("pack");
    const Document& bundle = *result_.find("bundle");
    html().open("section").element("h2", writing_.words("web.facts_title")).open("dl");
    html().element("dt", writing_.words("web.facts_pack")).open("dd");
    writing_.link(pack_path(pack.find("id")->text(), pack.find("version")->text()), writing_.say(*pack.find("name")));
    html().text(" · " + writing_.words("web.facts_trust", {{"trust", writing_.words("trust." + pack.find("trust")->text())}})).close();
    if (!bundle.is_null()) {
      writing_.fact(writing_.words("file.sha256"), bundle.find("sha256")->text());
      const std::string signer = text_of(bundle, "signed_by");
      writing_.fact(writing_.words("web.facts_signed"), signer.empty() ? writing_.words("web.facts_unsigned") : signer);
      const Document& verified = *result_.find("verified");
      writing_.fact(writing_.words("web.facts_verified"), moment(verified.find("at")->text(), writing_.language()));
    }
    html().close().close();
  }

  const ResultShown& shown_;
  const Document& result_;
  Writing writing_;
};

class UnitWriting {
 public:
  UnitWriting(const Document& unit, Language language) : unit_(unit), writing_(language) {}

  Page page() {
    Html& html = writing_.html();
    const std::string& name = unit_.find("name")->text();
    const std::string region = text_of(unit_, "region");
    std::vector<Writing::Crumb> above;
    if (const Document& parent = *unit_.find("parent"); !parent.is_null()) {
      above.push_back({unit_path(parent.find("slug")->text()), parent.find("name")->text()});
    }
    writing_.crumbs(above);
    const std::string results = writing_.words("web.unit_results", {{"count", writing_.number(*unit_.find("results"))}});
    html.element("h1", name).element("p", region.empty() ? results : region + " · " + results, {{"class", "muted"}});
    html.element("h2", writing_.words("web.unit_all")).open("div", {{"class", "scroll"}, {"tabindex", "0"}}).open("table");
    html.open("thead").open("tr");
    for (const char* code : {"web.col_year", "web.col_result", "web.col_score", "web.col_band", "web.col_rank"}) {
      html.element("th", writing_.words(code), {{"scope", "col"}});
    }
    html.close().close().open("tbody");
    for (const Document& row : unit_.find("rows")->list()) line(row);
    html.close().close().close();
    return {.title = name,
            .description = writing_.words("page.unit_about", {{"name", name}, {"count", writing_.number(*unit_.find("results"))}}),
            .path = unit_path(unit_.find("slug")->text()),
            .picture = "",
            .main = html.whole()};
  }

 private:
  void line(const Document& row) {
    Html& html = writing_.html();
    const Document& result = *row.find("result");
    html.open("tr").element("td", std::to_string(result.find("year")->integer())).open("th", {{"scope", "row"}});
    writing_.link(result_path(result.find("id")->text()) + "?objek=" + encoded(row.find("subject")->text()),
                  writing_.say(*result.find("caption")));
    std::string about = writing_.say(*result.find("pack")->find("name"));
    if (row.find("name")->text() != unit_.find("name")->text()) about = row.find("name")->text() + " · " + about;
    if (row.find("trust")->text() == "illustrative") about += " · " + writing_.words("trust.illustrative");
    html.text(" ").element("span", about, {{"class", "muted small"}}).close();
    html.element("td", writing_.score(*row.find("score")), {{"class", "number"}});
    html.element("td", band_text(writing_, *row.find("band")));
    const Document& rank = *row.find("rank");
    html.element("td", rank.is_null() ? ""
                                      : writing_.words("web.rank_short", {{"rank", writing_.number(rank)},
                                                                          {"among", writing_.number(*row.find("ranked_among"))}}));
    html.close();
  }

  const Document& unit_;
  Writing writing_;
};

}  // namespace

Page result_page(const ResultShown& shown, Language language) { return ResultWriting(shown, language).page(); }

Page unit_page(const Document& unit, Language language) { return UnitWriting(unit, language).page(); }

}  // namespace portal
