#include "base/fields.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace base {

Fields::Fields(const Document& document) : document_(document) {
  if (!document.is_map()) throw Error(Kind::invalid, "fields.no_object");
}

const Document* Fields::find(std::string_view name) {
  asked_.emplace_back(name);
  const Document* value = document_.find(name);
  return value != nullptr && value->is_null() ? nullptr : value;
}

const Document* Fields::require(std::string_view name) {
  const Document* value = find(name);
  if (value == nullptr) refuse(name, "fields.missing");
  return value;
}

void Fields::refuse(std::string_view name, std::string code, Params params) {
  params.insert(params.end(), {"field", std::string(name)});
  problems_.add({.file = {}, .line = 0, .code = std::move(code), .params = std::move(params)});
}

std::string Fields::line(std::string_view name, const Document& value, Length length) {
  const auto size = [](std::size_t count) { return std::to_string(count); };
  if (!value.is_text()) {
    refuse(name, "fields.not_text");
    return {};
  }
  const auto text = trimmed(value.text());
  const std::size_t count = characters(text);
  if (!is_plain_line(text)) {
    refuse(name, "fields.control");
  } else if (text.empty() && length.least > 0) {
    refuse(name, "fields.missing");
  } else if (count < length.least) {
    refuse(name, "fields.too_short", {{"least", size(length.least)}});
  } else if (count > length.most) {
    refuse(name, "fields.too_long", {{"most", size(length.most)}});
  } else {
    return std::string(text);
  }
  return {};
}

std::string Fields::text(std::string_view name, Length length) {
  const Document* value = require(name);
  return value == nullptr ? std::string() : line(name, *value, length);
}

std::optional<std::string> Fields::optional_text(std::string_view name, Length length) {
  const Document* value = find(name);
  if (value == nullptr) return std::nullopt;
  return line(name, *value, length);
}

std::string Fields::taken(std::string_view name, const Document& value, std::size_t most) {
  if (!value.is_text()) {
    refuse(name, "fields.not_text");
  } else if (value.text().empty()) {
    refuse(name, "fields.missing");
  } else if (value.text().size() > most) {
    refuse(name, "fields.too_long", {{"most", std::to_string(most)}});
  } else {
    return value.text();
  }
  return {};
}

std::string Fields::secret(std::string_view name, std::size_t most) {
  const Document* value = require(name);
  return value == nullptr ? std::string() : taken(name, *value, most);
}

std::optional<std::string> Fields::optional_secret(std::string_view name, std::size_t most) {
  const Document* value = find(name);
  if (value == nullptr) return std::nullopt;
  return taken(name, *value, most);
}

std::optional<bool> Fields::optional_flag(std::string_view name) {
  const Document* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_bool()) return value->boolean();
  refuse(name, "fields.not_boolean");
  return std::nullopt;
}

std::optional<std::int64_t> Fields::optional_integer(std::string_view name, std::int64_t least, std::int64_t most) {
  const Document* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_integer() && value->integer() >= least && value->integer() <= most) return value->integer();
  refuse(name, "fields.not_in_range", {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
  return std::nullopt;
}

std::optional<Instant> Fields::optional_instant(std::string_view name) {
  const Document* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto instant = value->is_text() ? parse_instant(value->text()) : std::nullopt;
  if (!instant) refuse(name, "fields.not_a_time");
  return instant;
}

const Document::List* Fields::list(std::string_view name, const Document* value, std::size_t most) {
  if (value == nullptr) return nullptr;
  if (!value->is_list()) {
    refuse(name, "fields.not_a_list");
  } else if (value->list().size() > most) {
    refuse(name, "fields.too_many", {{"most", std::to_string(most)}});
  } else {
    return &value->list();
  }
  return nullptr;
}

std::vector<std::string> Fields::texts(std::string_view name, std::size_t most) {
  std::vector<std::string> texts;
  const Document::List* entries = list(name, require(name), most);
  if (entries == nullptr) return texts;
  if (entries->empty()) refuse(name, "fields.missing");
  for (const Document& entry : *entries) texts.push_back(line(name, entry, {}));
  return texts;
}

std::vector<const Document*> Fields::objects(std::string_view name, std::size_t most) {
  std::vector<const Document*> objects;
  const Document::List* entries = list(name, find(name), most);
  if (entries == nullptr) return objects;
  for (const Document& entry : *entries) {
    if (entry.is_map()) {
      objects.push_back(&entry);
    } else {
      refuse(name, "fields.not_an_object");
    }
  }
  return objects;
}

bool Fields::has(std::string_view name) { return find(name) != nullptr; }

void Fields::finish() {
  for (const auto& [name, value] : document_.map()) {
    if (std::ranges::find(asked_, name) == asked_.end()) refuse(name, "fields.unknown");
  }
  problems_.throw_if_any();
}

}  // namespace base
