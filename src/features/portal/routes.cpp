#include "features/portal/routes.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <utility>

#include "base/error.hpp"
#include "documents/card.hpp"
#include "embedded/application.hpp"
#include "features/packs/api.hpp"
#include "features/portal/frame.hpp"
#include "features/portal/html.hpp"
#include "features/portal/pages.hpp"
#include "features/portal/picture.hpp"
#include "features/portal/verifier.hpp"
#include "features/portal/writing.hpp"
#include "json/json.hpp"
#include "web/assets.hpp"
#include "web/ready_route.hpp"
#include "web/request.hpp"

namespace portal {
namespace {

using base::Document;
using programmes::Answer;
using programmes::Edition;
using web::ReadyCache;
using web::Request;
using web::Response;

constexpr std::int64_t kRowsOfAPage = 200;
constexpr std::int64_t kProgrammesOfAPage = 50;
constexpr std::size_t kLastingBytes = 8 << 20U;
constexpr std::int64_t kMostPages = 5000;
/// The same as in web/src/lib/router/match.ts.
struct StaffPath {
  const char* path;
  const char* name;
};
constexpr std::array<StaffPath, 17> kStaffPaths{{{"/masuk", "page.sign_in"},
                                                 {"/lupa-sandi", "page.forgotten"},
                                                 {"/invitation", "page.invitation"},
                                                 {"/reset-password", "page.reset_password"},
                                                 {"/kantor", "page.office"},
                                                 {"/kantor/akun", "page.own"},
                                                 {"/kantor/orang", "page.people"},
                                                 {"/kantor/orang/undang", "page.invite"},
                                                 {"/kantor/orang/{id}", "page.person"},
                                                 {"/kantor/audit", "page.audit"},
                                                 {"/kantor/hasil", "page.office_results"},
                                                 {"/kantor/hasil/{id}", "page.office_result"},
                                                 {"/kantor/surat", "page.letters"},
                                                 {"/kantor/organisasi", "page.organisations"},
                                                 {"/kantor/organisasi/baru", "page.organisation_new"},
                                                 {"/kantor/organisasi/impor", "page.organisation_import"},
                                                 {"/kantor/organisasi/{id}", "page.organisation"}}};
const std::vector<std::string> kRowParameters{"level", "group", "category", "region", "band", "contest", "q", "sort"};

Document parsed(const std::string& json) { return json::parse(json, ""); }

std::string asked(const Request& request, std::string_view name) { return std::string(request.query(name).value_or("")); }

/// As old as the older of the two.
Edition older(const Edition& a, const Edition& b) {
  Edition edition{std::min(a.revision, b.revision), a.until};
  if (b.until && (!edition.until || *b.until < *edition.until)) edition.until = b.until;
  return edition;
}

ReadyCache::Made ready(std::string_view type, std::string bytes, const Edition& edition) {
  return {web::content_response(web::Content::make(std::string(type), std::move(bytes))), {edition.revision, edition.until}};
}

struct MadePage {
  Page page;
  Edition edition = {};
};
/// What the routes share and keep alive.
struct Site : Parts {
  explicit Site(const Parts& parts) : Parts(parts), assets(application), look(look_of(application)) {}

  web::ReadyCache lasting{kLastingBytes};  ///< for what never changes while the program runs
  web::Assets assets;
  Look look;
};

using MakePage = std::function<MadePage(const Request&)>;

class Routes {
 public:
  explicit Routes(const Parts& parts) : site_(std::make_shared<Site>(parts)) {}

  std::vector<web::Route> all() {
    add_page("/", "page.home", {"cursor"}, [site = site_](const Request& request) { return home(*site, request); });
    add_page("/penyelenggaraan/{slug}", "page.programme", {}, [site = site_](const Request& request) {
      const Answer answer = site->reader.programme(request.param("slug"));
      return MadePage{programme_page(parsed(answer.json), request.language()), answer.edition};
    });
    std::vector<std::string> parameters = kRowParameters;
    parameters.insert(parameters.end(), {"page", "objek"});
    add_page("/hasil/{id}", "page.result", std::move(parameters),
             [site = site_](const Request& request) { return result(*site, request); });
    add_page("/unit/{slug}", "page.unit", {}, [site = site_](const Request& request) {
      const Answer answer = site->reader.unit(request.param("slug"));
      return MadePage{unit_page(parsed(answer.json), request.language()), answer.edition};
    });
    add_page("/cari", "page.search", {"q"}, [site = site_](const Request& request) { return search(*site, request); });
    add_lasting_pages();
    add_staff_pages();
    add_files();
    return std::move(routes_);
  }

 private:
  static View view_of(const Site& site, const Request& request) {
    std::string base = site.public_url;
    if (base.empty()) base = (request.is_secure() ? "https://" : "http://") + std::string(request.host());
    return {.base = std::move(base), .language = request.language()};
  }

  static Response page_response(const Site& site, const Request& request, const Page& page, int status) {
    Response response = web::html_response(framed(page, site.look, view_of(site, request)), status);
    response.headers.set("Content-Language", request.language() == i18n::Language::en ? "en" : "id");
    response.headers.set("Vary", "Accept-Language");
    return response;
  }

  /// What a browser gets instead of a problem in JSON, where there is no such page.
  static web::Handler with_missing_page(const std::shared_ptr<Site>& site, web::Handler handler) {
    return [site, handler = std::move(handler)](const Request& request) {
      try {
        return handler(request);
      } catch (const base::Error& error) {
        if (error.kind() != base::Kind::not_found) throw;
        return page_response(*site, request, missing_page(request.language()), 404);
      }
    };
  }

  void add(ReadyCache& cache, web::ReadyRoute ready) {
    ready.by_host = site_->public_url.empty();
    ready.extras = site_->access;
    web::Route route = web::ready_route(cache, site_->clock, std::move(ready));
    route.handler = with_missing_page(site_, std::move(route.handler));
    routes_.push_back(std::move(route));
  }

  void add_page_to(ReadyCache& cache, web::ReadyRoute ready, MakePage make) {
    ready.by_language = true;
    ready.make = [site = site_, make = std::move(make)](const Request& request) {
      const MadePage made = make(request);
      return portal::ready("text/html; charset=utf-8", framed(made.page, site->look, view_of(*site, request)), made.edition);
    };
    add(cache, std::move(ready));
  }

  void add_page(std::string path, std::string name, std::vector<std::string> query, MakePage make) {
    add_page_to(site_->cache, {.path = std::move(path), .name = std::move(name), .query = std::move(query), .make = {}}, std::move(make));
  }

  static MadePage home(const Site& site, const Request& request) {
    const Answer answer = site.reader.programmes("", {}, {.cursor = asked(request, "cursor"), .limit = kProgrammesOfAPage});
    return {home_page(parsed(answer.json), request.language()), answer.edition};
  }

  static MadePage search(const Site& site, const Request& request) {
    const std::string text = asked(request, "q");
    if (text.empty()) return {search_page("", nullptr, request.language()), site.reader.edition()};
    const Answer answer = site.reader.search(text);
    const Document found = parsed(answer.json);
    return {search_page(text, &found, request.language()), answer.edition};
  }

  static MadePage result(const Site& site, const Request& request) {
    const std::string& id = request.param("id");
    const Answer about = site.reader.result(id);
    const Document result = parsed(about.json);
    ResultShown shown{.result = result};
    if (result.find("state")->text() == "withdrawn") return {result_page(shown, request.language()), about.edition};
    shown.page = request.query_integer("page", {.least = 1, .most = kMostPages}).value_or(1);
    shown.page_size = kRowsOfAPage;
    auto wanted = programmes::Reader::wanted([&](std::string_view name) { return asked(request, name); });
    wanted.part = {.cursor = std::to_string((shown.page - 1) * kRowsOfAPage), .limit = kRowsOfAPage};
    const Answer part = site.reader.rows(id, wanted);
    const Document rows = parsed(part.json);
    shown.rows = &rows;
    for (const std::string& name : kRowParameters) {
      if (const std::string value = asked(request, name); !value.empty()) {
        shown.query.append(shown.query.empty() ? "" : "&").append(name).append("=").append(encoded(value));
      }
    }
    Document row;
    if (const std::string subject = asked(request, "objek"); !subject.empty()) {
      row = parsed(site.reader.row(id, subject).json);
      shown.explained = &row;
    }
    return {result_page(shown, request.language()), older(about.edition, part.edition)};
  }

  void add_lasting_pages() {
    add_page_to(site_->lasting, {.path = "/paket", .name = "page.packs", .make = {}},
                [](const Request& request) { return MadePage{packs_page(parsed(packs::list_answer()), request.language())}; });
    add_page_to(site_->lasting, {.path = "/paket/{id}/{version}", .name = "page.pack", .make = {}}, [](const Request& request) {
      return MadePage{pack_page(parsed(packs::pack_answer(request.param("id"), request.param("version"))), request.language())};
    });
  }

  void add_staff_pages() {
    for (const auto& [path, name] : kStaffPaths) {
      routes_.push_back({.path = path,
                         .name = name,
                         .handler =
                             [site = site_](const Request& request) {
                               return page_response(*site, request, staff_page(request.path(), request.language()), 200);
                             },
                         .extras = site_->access});
    }
  }

  static ReadyCache::Made picture(const Site& site, const Request& request) {
    const Answer about = site.reader.result(request.param("id"));
    const Document result = parsed(about.json);
    Edition edition = about.edition;
    Document table;
    const bool has_rows = result.find("state")->text() != "withdrawn";
    if (has_rows) {
      const Answer all = site.reader.table(request.param("id"));
      table = parsed(all.json);
      edition = older(edition, all.edition);
    }
    const documents::Card card = card_of(result, has_rows ? &table : nullptr, request.language());
    ReadyCache::Made made = ready("image/png", documents::card_png(card), edition);
    // Chat applications show it in pages of their own.
    made.response.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
    return made;
  }

  static ReadyCache::Made sitemap(const Site& site, const Request& request) {
    const auto all = site.reader.addresses();
    const std::string base = view_of(site, request).base;
    std::string xml = R"(<?xml version="1.0" encoding="UTF-8"?>)"
                      "\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    const auto line = [&](const std::string& path) { xml.append("<url><loc>").append(escaped(base + path)).append("</loc></url>\n"); };
    for (const char* path : {"/", "/paket"}) line(path);
    for (const std::string& slug : all.programmes) line(programme_path(slug));
    for (const std::string& id : all.results) line(result_path(id));
    for (const std::string& slug : all.units) line(unit_path(slug));
    for (const packs::Listed& pack : packs::list_packs()) line(pack_path(pack.id, pack.version));
    return ready("application/xml", xml + "</urlset>\n", all.edition);
  }

  void add_files() {
    add(site_->cache,
        {.path = "/hasil/{id}/gambar.png", .name = "page.picture", .by_language = true, .make = [site = site_](const Request& request) {
           return picture(*site, request);
         }});
    add(site_->cache, {.path = "/sitemap.xml", .name = "page.sitemap", .make = [site = site_](const Request& request) {
                         return sitemap(*site, request);
                       }});
    add(site_->lasting, {.path = "/robots.txt", .name = "page.robots", .make = [site = site_](const Request& request) {
                           const std::string base = view_of(*site, request).base;
                           return ready("text/plain; charset=utf-8", "User-agent: *\nDisallow: /api/\nSitemap: " + base + "/sitemap.xml\n",
                                        {});
                         }});
    add(site_->lasting, {.path = kPlainStyle, .name = "styles", .make = [](const Request&) {
                           return ready("text/css; charset=utf-8", std::string(plain_style()), {});
                         }});
    add(site_->lasting, {.path = "/verifikasi", .name = "page.verify", .make = [](const Request&) { return verifier(); }});
    add_assets();
  }

  static ReadyCache::Made verifier() {
    const Verifier page = verifier_page();
    if (page.html.empty()) throw base::Error(base::Kind::not_found, "http.no_such_address");
    ReadyCache::Made made = ready("text/html; charset=utf-8", std::string(page.html), {});
    made.response.headers.set("Content-Security-Policy", page.policy);
    return made;
  }

  /// Files of the web application, and whatever else is asked for.
  void add_assets() {
    const auto file = [site = site_](const Request& request) { return site->assets.find(request.param("path")); };
    const auto find = [file](const Request& request) {
      if (request.path().starts_with("/api/")) throw base::Error(base::Kind::not_found, "http.no_such_address");
      if (auto found = file(request)) return std::move(*found);
      throw base::Error(base::Kind::not_found, "http.no_such_address");
    };
    const auto shown = with_missing_page(site_, find);
    routes_.push_back(
        {.path = "/{path...}",
         .name = "page.file",
         .handler = [find, shown](const Request& request) { return request.path().starts_with("/api/") ? find(request) : shown(request); },
         .extras = site_->access});
  }

  std::shared_ptr<Site> site_;
  std::vector<web::Route> routes_;
};

}  // namespace

std::span<const base::EmbeddedFile> application_files() { return embedded::application(); }

std::vector<web::Route> routes(const Parts& parts) { return Routes(parts).all(); }

}  // namespace portal
