#include "app/openapi_shapes.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "base/text.hpp"

namespace app {
namespace {

using base::Document;
using Map = Document::Map;
using List = Document::List;

Document nullable(const Document& schema) {
  const Document* type = schema.find("type");
  if (type != nullptr && type->is_text()) {
    Map copy = schema.map();
    std::ranges::find(copy, "type", &Document::Member::first)->second = List{type->text(), "null"};
    return copy;
  }
  return Map{{"anyOf", List{schema, Map{{"type", "null"}}}}};
}

Document choice(std::string_view words) {
  List values;
  for (const std::string_view word : base::split(words, '|')) values.emplace_back(std::string(word));
  return Map{{"type", "string"}, {"enum", values}};
}

Document of_word(std::string_view word) {
  constexpr std::string_view kOrNull = " or null";
  if (word.ends_with(kOrNull)) return nullable(of_word(word.substr(0, word.size() - kOrNull.size())));
  if (word.find('|') != std::string_view::npos) return choice(word);
  if (word == "any") return Map{};
  if (word == "object") return Map{{"type", "object"}};
  if (word == "integer" || word == "number" || word == "boolean") return Map{{"type", std::string(word)}};
  if (word == "text" || word == "id") return Map{{"type", "string"}};
  if (word == "decimal") return Map{{"type", "string"}, {"pattern", R"(^-?[0-9]+(\.[0-9]+)?$)"}};
  if (word == "time") return Map{{"type", "string"}, {"format", "date-time"}};
  return Map{{"$ref", "#/components/schemas/" + std::string(word)}};
}

Document of_members(const Map& members) {
  Map properties;
  List required;
  for (const auto& [key, shape] : members) {
    const bool may_be_missing = key.ends_with('*');
    const std::string name = key.substr(0, key.size() - (may_be_missing ? 1 : 0));
    properties.emplace_back(name, schema_of(shape));
    if (!may_be_missing) required.emplace_back(name);
  }
  return Map{{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}};
}

}  // namespace

Document schema_of(const Document& shape) {
  if (shape.is_text()) return of_word(shape.text());
  if (shape.is_map()) return of_members(shape.map());
  if (shape.is_list() && shape.list().size() == 1) return Map{{"type", "array"}, {"items", schema_of(shape.list().front())}};
  throw std::logic_error("openapi.yaml, line " + std::to_string(shape.line()) + ": no shape");
}

}  // namespace app
