#include "base/error.hpp"
#include "features/packs/api.hpp"
#include "json/writer.hpp"
#include "tally/trust.hpp"

namespace packs {
namespace {

void write_text(json::Writer& writer, std::string_view key, const tally::Text& text) {
  writer.key(key).open_object().member("id", text.id).member("en", text.en).close_object();
}

/// What the list and the page of a pack both have.
void write_head(json::Writer& writer, const tally::Pack& pack) {
  writer.member("id", pack.id).member("version", pack.version);
  write_text(writer, "name", pack.name);
  writer.key("years").open_list().integer(pack.first_year).integer(pack.last_year).close_list();
  writer.member("issuer", pack.issuer).member("trust", tally::word(weakest_trust(pack)));
}

void write_sources(json::Writer& writer, const tally::Pack& pack) {
  writer.key("sources").open_list();
  for (const tally::Source& source : pack.sources) {
    writer.open_object().member("key", source.key).member("title", source.title).key("url");
    if (source.url.empty()) {
      writer.null();
    } else {
      writer.text(source.url);
    }
    writer.close_object();
  }
  writer.close_list();
}

}  // namespace

std::string list_answer() {
  std::string out;
  json::Writer writer(out);
  writer.open_object().key("items").open_list();
  for (const Listed& listed : list_packs()) {
    writer.open_object();
    write_head(writer, load_pack(listed.id + "@" + listed.version).pack);
    writer.close_object();
  }
  writer.close_list().key("next").null().close_object();
  return out;
}

std::string pack_answer(std::string_view id, std::string_view version) {
  const std::string key = std::string(id) + "@" + std::string(version);
  const auto yaml = shipped_pack(id, version);
  if (!yaml) throw base::Error(base::Kind::not_found, "packs.not_shipped", {{"pack", key}});
  const tally::Pack pack = load_pack_text(*yaml, key).pack;
  std::string out;
  json::Writer writer(out);
  writer.open_object();
  write_head(writer, pack);
  if (pack.about.id.empty()) {
    writer.key("about").null();
  } else {
    write_text(writer, "about", pack.about);
  }
  write_text(writer, "words", {show_pack(pack, i18n::Language::id), show_pack(pack, i18n::Language::en)});
  writer.member("yaml", *yaml);
  write_sources(writer, pack);
  writer.close_object();
  return out;
}

}  // namespace packs
