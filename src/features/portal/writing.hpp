#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/document.hpp"
#include "features/portal/format.hpp"
#include "features/portal/frame.hpp"
#include "features/portal/html.hpp"
#include "i18n/i18n.hpp"

namespace portal {

/// What all pages write alike, in one language.
class Writing {
 public:
  explicit Writing(i18n::Language language) : language_(language) {}

  [[nodiscard]] i18n::Language language() const { return language_; }
  [[nodiscard]] std::string words(std::string_view code, const base::Params& params = {}) const {
    return i18n::text(language_, code, params);
  }
  [[nodiscard]] const std::string& say(const base::Document& text) const { return said(text, language_); }
  [[nodiscard]] std::string number(const base::Document& whole) const { return count(whole.integer(), language_); }
  /// A score as people read it; a dash where there is none.
  [[nodiscard]] std::string score(const base::Document& score) const { return score.is_null() ? "–" : decimal(score.text(), language_); }
  /// An address of ours in the language of the page.
  [[nodiscard]] std::string to(const std::string& path) const { return in_language(path, language_); }

  Html& html() { return html_; }
  void link(const std::string& path, std::string_view text) { html_.link(to(path), text); }
  /// Where the page is: links from the home page on.
  struct Crumb {
    std::string path, name;
  };
  void crumbs(const std::vector<Crumb>& above);
  /// A remark set apart.
  void note(std::string_view title, const std::vector<std::string>& lines);
  /// A term and what it means, inside of a `dl`.
  void fact(std::string_view term, std::string_view meaning);
  void texts(const base::Document& list);  ///< as an `ul`

 private:
  i18n::Language language_;
  Html html_;
};

/// Addresses of the pages.
[[nodiscard]] std::string programme_path(std::string_view slug);
[[nodiscard]] std::string result_path(std::string_view id);
[[nodiscard]] std::string unit_path(std::string_view slug);
[[nodiscard]] std::string pack_path(std::string_view id, std::string_view version);

/// As part of an address: every byte but letters, digits and `-._~` as %XX.
[[nodiscard]] std::string encoded(std::string_view text);

/// A text member; empty where it is null.
[[nodiscard]] std::string text_of(const base::Document& owner, std::string_view key);

}  // namespace portal
