#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "i18n/i18n.hpp"
#include "json/writer.hpp"
#include "tally/provenance.hpp"

/// The small pieces of which docs/developer/api.md makes its answers.
namespace programmes {

/// What `say` says in each language.
template <typename Say>
[[nodiscard]] tally::Text in_both(const Say& say) {
  return {say(i18n::Language::id), say(i18n::Language::en)};
}

/// `{"id": "..", "en": ".."}`.
void write_text(json::Writer& writer, const tally::Text& text);
void write_text(json::Writer& writer, std::string_view key, const tally::Text& text);
/// Null where it is empty.
void write_text_or_null(json::Writer& writer, std::string_view key, const tally::Text& text);
void write_or_null(json::Writer& writer, std::string_view key, std::string_view text);
void write_or_null(json::Writer& writer, std::string_view key, std::optional<std::int64_t> number);

/// The members of an object that is JSON already, into the one that is open.
void write_members(json::Writer& writer, std::string_view object);

}  // namespace programmes
