#include "features/programmes/json_parts.hpp"

namespace programmes {

void write_text(json::Writer& writer, const tally::Text& text) {
  writer.open_object().member("id", text.id).member("en", text.en).close_object();
}

void write_text(json::Writer& writer, std::string_view key, const tally::Text& text) {
  writer.key(key);
  write_text(writer, text);
}

void write_text_or_null(json::Writer& writer, std::string_view key, const tally::Text& text) {
  writer.key(key);
  if (text.id.empty()) {
    writer.null();
  } else {
    write_text(writer, text);
  }
}

void write_or_null(json::Writer& writer, std::string_view key, std::string_view text) {
  writer.key(key);
  if (text.empty()) {
    writer.null();
  } else {
    writer.text(text);
  }
}

void write_or_null(json::Writer& writer, std::string_view key, std::optional<std::int64_t> number) {
  writer.key(key);
  if (number) {
    writer.integer(*number);
  } else {
    writer.null();
  }
}

void write_members(json::Writer& writer, std::string_view object) { writer.raw(object.substr(1, object.size() - 2)); }

}  // namespace programmes
