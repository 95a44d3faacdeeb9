#include "web/assets.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/files.hpp"
#include "web/characters.hpp"

namespace web {
namespace {

constexpr std::string_view kForEver = "public, max-age=31536000, immutable";

// Only in the build tool's own folder, because `icon-homepage.svg` looks as if it held a hash, too.
bool has_hash(std::string_view path) {
  constexpr std::size_t kHash = 8;
  if (!path.starts_with("assets/")) return false;
  const auto name = path.substr(path.rfind('/') + 1);
  const auto stem = name.substr(0, name.find('.'));
  if (stem.size() < kHash + 2 || stem[stem.size() - kHash - 1] != '-') return false;
  return std::ranges::all_of(stem.substr(stem.size() - kHash), [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_'; });
}

bool is_compressed_form(std::string_view path) { return path.ends_with(".br") || path.ends_with(".gz"); }

}  // namespace

Assets::Assets(std::span<const base::EmbeddedFile> files) {
  const auto form = [&](const std::string& path) {
    const auto found = std::ranges::find(files, path, &base::EmbeddedFile::path);
    return found == files.end() ? std::string_view() : found->content;
  };
  for (const auto& file : files) {
    if (is_compressed_form(file.path)) continue;
    std::string path(file.path);
    const auto gzip = form(path + ".gz");
    const auto brotli = form(path + ".br");
    contents_.emplace(std::move(path), Content::of_static(std::string(media_type(file.path)), file.content, gzip, brotli));
  }
}

Assets::Assets(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::optional<Response> Assets::find(std::string_view path) const {
  if (!folder_.empty()) {
    const auto file = folder_ / path;
    if (path.empty() || !std::filesystem::is_regular_file(file)) return std::nullopt;
    return content_response(Content::make(std::string(media_type(path)), base::read_file(file)));
  }
  const auto found = contents_.find(path);
  if (found == contents_.end()) return std::nullopt;
  return content_response(found->second, has_hash(path) ? kForEver : "no-cache");
}

std::string_view media_type(std::string_view path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kTypes{{
      {"avif", "image/avif"},
      {"css", "text/css; charset=utf-8"},
      {"csv", "text/csv; charset=utf-8"},
      {"gif", "image/gif"},
      {"html", "text/html; charset=utf-8"},
      {"ico", "image/x-icon"},
      {"jpeg", "image/jpeg"},
      {"jpg", "image/jpeg"},
      {"js", "text/javascript; charset=utf-8"},
      {"json", "application/json"},
      {"map", "application/json"},
      {"md", "text/markdown; charset=utf-8"},
      {"mjs", "text/javascript; charset=utf-8"},
      {"pdf", "application/pdf"},
      {"png", "image/png"},
      {"svg", "image/svg+xml"},
      {"txt", "text/plain; charset=utf-8"},
      {"wasm", "application/wasm"},
      {"webmanifest", "application/manifest+json"},
      {"webp", "image/webp"},
      {"woff2", "font/woff2"},
      {"xml", "application/xml"},
  }};
  const auto ending = path.substr(path.rfind('.') + 1);
  const auto* const found = std::ranges::find(kTypes, ending, &std::pair<std::string_view, std::string_view>::first);
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

}  // namespace web
