#pragma once

#include <string>
#include <string_view>

#include "base/document.hpp"
#include "features/portal/frame.hpp"
#include "i18n/i18n.hpp"

/// The pages of the public, each made of the answers of the API that it shows (docs/developer/api.md).
namespace portal {

[[nodiscard]] Page home_page(const base::Document& programmes, i18n::Language language);
[[nodiscard]] Page programme_page(const base::Document& programme, i18n::Language language);
[[nodiscard]] Page unit_page(const base::Document& unit, i18n::Language language);
[[nodiscard]] Page packs_page(const base::Document& packs, i18n::Language language);
[[nodiscard]] Page pack_page(const base::Document& pack, i18n::Language language);
/// `found`: null before anything was asked.
[[nodiscard]] Page search_page(std::string_view asked, const base::Document* found, i18n::Language language);
/// For the addresses behind sign-in, which only the web application fills: what a reader without a script is told.
[[nodiscard]] Page staff_page(std::string path, i18n::Language language);
/// For an address that leads nowhere.
[[nodiscard]] Page missing_page(i18n::Language language);

/// A result and the part of its table that is asked for.
struct ResultShown {
  const base::Document& result;
  const base::Document* rows = nullptr;       ///< null: it has none to show
  const base::Document* explained = nullptr;  ///< a row whose arithmetic is asked for
  std::int64_t page = 1;
  std::int64_t page_size = 200;
  std::string query = {};  ///< the rest of the address (`level=entry&band=a`), which links to other parts keep
};
[[nodiscard]] Page result_page(const ResultShown& shown, i18n::Language language);

}  // namespace portal
