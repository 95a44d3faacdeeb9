#include <algorithm>
#include <optional>
#include <tuple>

#include "base/files.hpp"
#include "base/text.hpp"
#include "embedded/packs.hpp"
#include "features/packs/api.hpp"
#include "json/yaml.hpp"

namespace packs {
namespace {

/// A pack file of the binary: `<id>/<version>/pack.yaml`.
struct Shelf {
  std::string id, version;
  const base::EmbeddedFile* file;
};

std::vector<Shelf> shelves() {
  std::vector<Shelf> all;
  for (const base::EmbeddedFile& file : embedded::packs()) {
    const auto parts = base::split(file.path, '/');
    if (parts.size() == 3 && parts[2] == "pack.yaml") all.push_back({std::string(parts[0]), std::string(parts[1]), &file});
  }
  std::sort(all.begin(), all.end(), [](const Shelf& a, const Shelf& b) { return std::tie(a.id, a.version) < std::tie(b.id, b.version); });
  return all;
}

[[noreturn]] void refuse_unknown(const std::string& name) {
  std::string all;
  for (const Shelf& shelf : shelves()) all.append(all.empty() ? "" : ", ").append(shelf.id + "@" + shelf.version);
  throw base::Error(base::Kind::not_found, "packs.unknown", {{"pack", name}, {"packs", all}});
}

}  // namespace

tally::Trust weakest_trust(const tally::Pack& pack) {
  tally::Trust weakest = std::max({pack.provenance.trust, pack.evaluators.provenance.trust, pack.rounding_provenance.trust});
  const auto add = [&](const tally::Provenance& provenance) { weakest = std::max(weakest, provenance.trust); };
  for (const tally::Tree& tree : pack.trees) {
    for (const tally::Node& node : tree.nodes) add(node.provenance);
  }
  for (const tally::BandTable& table : pack.bands) add(table.provenance);
  for (const tally::Ranking& ranking : pack.rankings) {
    add(ranking.named.provenance);
    for (const tally::Cut& cut : ranking.cuts) add(cut.named.provenance);
  }
  return weakest;
}

std::vector<Listed> list_packs() {
  std::vector<Listed> all;
  for (const Shelf& shelf : shelves()) {
    const tally::Pack pack = load_pack_text(shelf.file->content, std::string(shelf.file->path)).pack;
    all.push_back({pack.id, pack.version, pack.name, pack.first_year, pack.last_year, weakest_trust(pack)});
  }
  return all;
}

std::optional<std::string_view> shipped_pack(std::string_view id, std::string_view version) {
  for (const Shelf& shelf : shelves()) {
    if (shelf.id == id && shelf.version == version) return shelf.file->content;
  }
  return std::nullopt;
}

LoadedPack load_pack_text(std::string_view text, const std::string& file, const tally::Settings& settings) {
  LoadedPack loaded{file, json::parse_yaml(text, file), {}};
  loaded.pack = tally::read_pack(loaded.document, file, settings);
  return loaded;
}

LoadedPack load_pack(const std::string& name, const tally::Settings& settings) {
  if (name.find('/') != std::string::npos || name.ends_with(".yaml")) return load_pack_text(base::read_file(name), name, settings);
  const auto at = name.find('@');
  const std::string id = name.substr(0, at);
  std::optional<Shelf> newest;
  for (const Shelf& shelf : shelves()) {
    if (shelf.id == id && (at == std::string::npos || shelf.version == name.substr(at + 1))) newest = shelf;
  }
  if (!newest) refuse_unknown(name);
  return load_pack_text(newest->file->content, "packs/" + std::string(newest->file->path), settings);
}

}  // namespace packs
