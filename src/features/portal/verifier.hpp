#pragma once

#include <string>
#include <string_view>

namespace portal {

/// The second engine as a page (verifier/), which recomputes a bundle in the reader's browser.
struct Verifier {
  std::string_view html;  ///< empty: this program was built without it
  std::string policy;     ///< what the page lets itself do; the server must not forbid that
};
[[nodiscard]] Verifier verifier_page();
/// Of a page that states its own policy in a `meta`; one that does not is none.
[[nodiscard]] Verifier verifier_of(std::string_view html);

}  // namespace portal
