#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "i18n/i18n.hpp"

namespace portal {

/// What the web application brings to each page: its style sheets and its script.
struct Look {
  std::vector<std::string> styles;   ///< addresses
  std::vector<std::string> modules;  ///< addresses of what the script will load at once
  std::string script;                ///< address; empty: there is no application
  std::string icon;                  ///< the same
};
/// By the manifest in the application's build (`web/dist`); without one a plain style sheet of our own.
[[nodiscard]] Look look_of(std::span<const base::EmbeddedFile> files);

/// The plain style sheet, and its address.
inline constexpr const char* kPlainStyle = "/portal.css";
[[nodiscard]] std::string_view plain_style();

/// A page before it is put into its frame.
struct Page {
  std::string title;
  std::string description;
  std::string path;     ///< its one address, from the first slash, without language
  std::string picture;  ///< path of the picture that stands for it; empty: none
  std::string main;     ///< HTML
  bool listed = true;   ///< whether search engines may list it
};

/// How a reader sees the site.
struct View {
  std::string base;  ///< `https://juara.example.go.id`, without a slash at the end
  i18n::Language language = i18n::Language::id;
};

/// Complete HTML5.
[[nodiscard]] std::string framed(const Page& page, const Look& look, const View& view);

/// The path in the language: Indonesian without more, English with `lang=en`.
[[nodiscard]] std::string in_language(const std::string& path, i18n::Language language);

}  // namespace portal
