#include "features/portal/frame.hpp"

#include <algorithm>

#include "base/document.hpp"
#include "embedded/portal.hpp"
#include "features/portal/html.hpp"
#include "json/json.hpp"

namespace portal {
namespace {

using i18n::Language;

constexpr std::string_view kManifest = ".vite/manifest.json";
constexpr std::string_view kEntry = "index.html";

const base::EmbeddedFile* find(std::span<const base::EmbeddedFile> files, std::string_view path) {
  const auto found = std::ranges::find(files, path, &base::EmbeddedFile::path);
  return found == files.end() ? nullptr : &*found;
}

std::string address(const base::Document& chunk) { return "/" + chunk.find("file")->text(); }

void write_styles_of(Look& look, const base::Document& manifest) {
  if (const base::Document* style = manifest.find("style.css")) look.styles.push_back(address(*style));
  if (const base::Document* css = manifest.find(kEntry)->find("css")) {
    for (const base::Document& file : css->list()) look.styles.push_back("/" + file.text());
  }
}

void write_modules_of(Look& look, const base::Document& manifest) {
  const base::Document* imports = manifest.find(kEntry)->find("imports");
  if (imports == nullptr) return;
  for (const base::Document& name : imports->list()) look.modules.push_back(address(*manifest.find(name.text())));
}

void property(Html& html, std::string_view name, std::string_view content) {
  if (!content.empty()) html.single("meta", {{"property", name}, {"content", content}});
}

void write_open_graph(Html& html, const Page& page, const View& view) {
  property(html, "og:type", "website");
  property(html, "og:site_name", "Juara");
  property(html, "og:title", page.title);
  property(html, "og:description", page.description);
  property(html, "og:url", view.base + in_language(page.path, view.language));
  property(html, "og:locale", view.language == Language::id ? "id_ID" : "en_GB");
  if (page.picture.empty()) return;
  property(html, "og:image", view.base + in_language(page.picture, view.language));
  property(html, "og:image:type", "image/png");
  property(html, "og:image:width", "1200");
  property(html, "og:image:height", "630");
  property(html, "og:image:alt", page.title);
  html.single("meta", {{"name", "twitter:card"}, {"content", "summary_large_image"}});
}

void write_head(Html& html, const Page& page, const Look& look, const View& view) {
  html.open("head").single("meta", {{"charset", "utf-8"}});
  html.single("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.element("title", page.title + " · Juara").single("meta", {{"name", "description"}, {"content", page.description}});
  if (!page.listed) html.single("meta", {{"name", "robots"}, {"content", "noindex"}});
  html.single("link", {{"rel", "canonical"}, {"href", view.base + in_language(page.path, view.language)}});
  for (const Language language : {Language::id, Language::en}) {
    html.single("link", {{"rel", "alternate"},
                         {"hreflang", language == Language::id ? "id" : "en"},
                         {"href", view.base + in_language(page.path, language)}});
  }
  write_open_graph(html, page, view);
  if (!look.icon.empty()) html.single("link", {{"rel", "icon"}, {"href", look.icon}, {"type", "image/svg+xml"}});
  for (const std::string& style : look.styles) html.single("link", {{"rel", "stylesheet"}, {"href", style}});
  for (const std::string& module : look.modules) html.single("link", {{"rel", "modulepreload"}, {"href", module}});
  if (!look.script.empty()) html.element("script", "", {{"type", "module"}, {"src", look.script}});
  html.close();
}

void write_header(Html& html, const Page& page, const View& view) {
  const auto words = [&](std::string_view code) { return i18n::text(view.language, code); };
  const auto here = [&](const char* path) { return in_language(path, view.language); };
  const Language other = view.language == Language::id ? Language::en : Language::id;
  html.open("header").open("nav", {{"class", "page"}, {"aria-label", words("web.nav")}});
  html.link(here("/"), "Juara")
      .text(" · ")
      .link(here("/paket"), words("web.nav_packs"))
      .text(" · ")
      .link(here("/cari"), words("web.search"));
  html.text(" · ");
  html.element("a", other == Language::id ? "Bahasa Indonesia" : "English",
               {{"href", in_language(page.path, other)}, {"lang", other == Language::id ? "id" : "en"}});
  html.close().close();
}

}  // namespace

std::string in_language(const std::string& path, Language language) {
  if (language == Language::id) return path;
  return path + (path.find('?') == std::string::npos ? "?" : "&") + "lang=en";
}

Look look_of(std::span<const base::EmbeddedFile> files) {
  const base::EmbeddedFile* written = find(files, kManifest);
  if (written == nullptr) return {.styles = {kPlainStyle}, .modules = {}, .script = "", .icon = ""};
  const base::Document manifest = json::parse(written->content, std::string(kManifest));
  Look look{.styles = {}, .modules = {}, .script = address(*manifest.find(kEntry)), .icon = ""};
  if (find(files, "tokens.css") != nullptr) look.styles.emplace_back("/tokens.css");
  if (find(files, "favicon.svg") != nullptr) look.icon = "/favicon.svg";
  write_styles_of(look, manifest);
  write_modules_of(look, manifest);
  return look;
}

std::string_view plain_style() { return embedded::portal().front().content; }

std::string framed(const Page& page, const Look& look, const View& view) {
  Html html;
  html.append("<!doctype html>\n").open("html", {{"lang", view.language == Language::id ? "id" : "en"}, {"data-brand", "juara"}});
  write_head(html, page, look, view);
  html.open("body");
  write_header(html, page, view);
  html.open("main", {{"id", "app"}}).append(page.main).close();
  html.open("footer").element("p", i18n::text(view.language, "web.about"), {{"class", "page muted small"}}).close();
  return html.close().close().whole() + "\n";
}

}  // namespace portal
