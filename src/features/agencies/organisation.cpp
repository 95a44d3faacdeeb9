#include "features/agencies/organisation.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"

namespace agencies {
namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 6> kKinds{{{"government", Kind::government},
                                                                   {"agency", Kind::agency},
                                                                   {"unit", Kind::unit},
                                                                   {"pemerintah", Kind::government},
                                                                   {"instansi", Kind::agency},
                                                                   {"unit layanan", Kind::unit}}};

base::Problem problem(const char* code, const char* field, base::Params params = {}) {
  params.insert(params.begin(), {"field", field});
  return {.file = {}, .line = 0, .code = code, .params = std::move(params)};
}

std::optional<base::Problem> fault_of_place(Kind kind, const std::optional<std::string>& region, const std::optional<Above>& above) {
  if (kind == Kind::government) {
    if (!region) return problem("agencies.region_needed", "region");
    if (above && above->kind != Kind::government) return problem("agencies.parent_kind", "parent");
    return std::nullopt;
  }
  if (kind == Kind::unit && !above) return problem("agencies.parent_needed", "parent");
  if (above && above->kind == Kind::unit && kind != Kind::unit) return problem("agencies.parent_kind", "parent");
  return std::nullopt;
}

base::Document text_or_null(const std::optional<std::string>& text) { return text ? base::Document(*text) : base::Document(); }

}  // namespace

std::string_view to_text(Kind kind) {
  for (const auto& [word, each] : kKinds) {
    if (each == kind) return word;
  }
  return "";
}

std::optional<Kind> parse_kind(std::string_view text) {
  const std::string word = base::lowered(text);
  for (const auto& [each, kind] : kKinds) {
    if (each == word) return kind;
  }
  return std::nullopt;
}

bool is_code(std::string_view text) {
  return !text.empty() && base::characters(text) <= kLongestCode && base::is_plain_line(text) && text.find(' ') == std::string_view::npos;
}

std::optional<base::Problem> fault_of(Kind kind, const std::optional<std::string>& region, const std::optional<Above>& above) {
  if (region && find_region(*region) == nullptr) return problem("agencies.no_region", "region", {{"found", *region}});
  if (auto fault = fault_of_place(kind, region, above)) return fault;
  if (!region || !above || !above->region) return std::nullopt;
  const bool is_same = *region == *above->region;
  const bool fits = kind == Kind::government ? lies_in(*region, *above->region) && !is_same : lies_in(*region, *above->region);
  if (!fits) return problem("agencies.region_outside", "region", {{"found", *region}, {"region", *above->region}});
  return std::nullopt;
}

base::Document audited(const Organisation& organisation) {
  return base::Document::Map{
      {"code", text_or_null(organisation.code)},     {"kind", std::string(to_text(organisation.kind))}, {"name", organisation.name},
      {"parent", text_or_null(organisation.parent)}, {"region", text_or_null(organisation.region)},     {"closed", organisation.closed}};
}

}  // namespace agencies
