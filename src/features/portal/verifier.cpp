#include "features/portal/verifier.hpp"

#include "embedded/verifier.hpp"

namespace portal {

Verifier verifier_page() {
  const auto files = embedded::verifier();
  return files.empty() ? Verifier() : verifier_of(files.front().content);
}

Verifier verifier_of(std::string_view html) {
  constexpr std::string_view kBegin = R"(http-equiv="Content-Security-Policy" content=")";
  const auto begin = html.find(kBegin);
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = html.substr(begin + kBegin.size());
  // A `meta` cannot say who may frame the page.
  return {.html = html, .policy = std::string(rest.substr(0, rest.find('"'))) + "; frame-ancestors 'none'"};
}

}  // namespace portal
