#include "tally/fields.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "base/text.hpp"

namespace tally {
namespace {

bool is_id(std::string_view text) {
  const auto first = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !text.empty() && first(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return first(c) || c == '_' || c == '-'; });
}

const std::vector<std::string_view>& trust_words() {
  static const std::vector<std::string_view> words{"official", "reported", "code", "derived", "illustrative"};
  return words;
}

}  // namespace

void Reading::problem(std::size_t line, std::string code, base::Params params) {
  problems.add({file, line, std::move(code), std::move(params)});
}

Fields::Fields(const base::Document& document, std::string what, Reading& reading)
    : document_(document), what_(what.empty() ? "pack" : std::move(what)), reading_(reading) {
  if (!document_.is_map()) problem("pack.not_a_mapping", {{"what", what_}});
}

Fields::~Fields() {
  if (!document_.is_map()) return;
  for (const auto& [key, value] : document_.map()) {
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    const std::string_view near = base::nearest(key, asked_);
    if (near.empty()) {
      reading_.problem(value.line(), "pack.unknown_key", {{"key", key}, {"what", what_}});
    } else {
      reading_.problem(value.line(), "pack.unknown_key_near", {{"key", key}, {"what", what_}, {"near", std::string(near)}});
    }
  }
}

void Fields::problem(std::string code, base::Params params) { reading_.problem(document_.line(), std::move(code), std::move(params)); }

const base::Document* Fields::optional(std::string_view key) {
  asked_.push_back(key);
  return document_.find(key);
}

const base::Document* Fields::required(std::string_view key) {
  const base::Document* found = optional(key);
  if (found == nullptr && document_.is_map()) problem("pack.missing_key", {{"key", std::string(key)}, {"what", what_}});
  return found;
}

std::string Fields::scalar(const base::Document& found, std::string_view key) {
  if (found.is_text() && !found.text().empty()) return found.text();
  reading_.problem(found.line(), "pack.not_a_word", {{"key", std::string(key)}, {"what", what_}});
  return {};
}

bool Fields::is_list(const base::Document& found, std::string_view key) {
  if (found.is_list()) return true;
  reading_.problem(found.line(), "pack.not_a_list", {{"key", std::string(key)}, {"what", what_}});
  return false;
}

std::string Fields::word(std::string_view key, bool needed) {
  const base::Document* found = needed ? required(key) : optional(key);
  return found == nullptr ? std::string() : scalar(*found, key);
}

std::string Fields::id(std::string_view key) {
  const base::Document* found = required(key);
  if (found == nullptr) return {};
  std::string text = scalar(*found, key);
  if (!text.empty() && !is_id(text)) reading_.problem(found->line(), "pack.bad_id", {{"id", text}});
  return text;
}

Text Fields::text(std::string_view key, bool needed) {
  const base::Document* found = needed ? required(key) : optional(key);
  if (found == nullptr) return {};
  Fields fields(*found, what_ + "." + std::string(key), reading_);
  Text text;
  text.id = fields.word("id");
  text.en = fields.word("en");
  return text;
}

int Fields::whole(std::string_view key, int low, int high, int fallback) {
  const base::Document* found = optional(key);
  if (found == nullptr) return fallback;
  const std::string text = scalar(*found, key);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value >= low && value <= high) return value;
  reading_.problem(found->line(), "pack.not_whole",
                   {{"key", std::string(key)}, {"what", what_}, {"low", std::to_string(low)}, {"high", std::to_string(high)}});
  return fallback;
}

base::Rational Fields::parse_number(const base::Document& found, std::string_view key) {
  std::string text = scalar(found, key);
  if (!text.empty() && text.front() == '$') {
    const auto parameter = std::find_if(reading_.parameters.begin(), reading_.parameters.end(),
                                        [&](const auto& entry) { return entry.first == std::string_view{text}.substr(1); });
    if (parameter == reading_.parameters.end()) {
      reading_.problem(found.line(), "pack.unknown_parameter", {{"parameter", text.substr(1)}});
      return {};
    }
    text = parameter->second;
  }
  if (const auto value = base::Rational::parse(text)) return *value;
  if (!text.empty()) reading_.problem(found.line(), "pack.not_a_number", {{"key", std::string(key)}, {"what", what_}, {"found", text}});
  return {};
}

std::optional<base::Rational> Fields::number(std::string_view key) {
  const base::Document* found = optional(key);
  if (found == nullptr) return std::nullopt;
  return parse_number(*found, key);
}

base::Rational Fields::needed_number(std::string_view key) {
  const base::Document* found = required(key);
  return found == nullptr ? base::Rational() : parse_number(*found, key);
}

bool Fields::flag(std::string_view key, std::string_view yes, std::string_view no, bool fallback) {
  return choice(key, {no, yes}, fallback ? 1 : 0) == 1;
}

std::vector<std::string> Fields::words(std::string_view key) {
  const base::Document* found = optional(key);
  if (found == nullptr) return {};
  if (found->is_text()) return {scalar(*found, key)};
  std::vector<std::string> words;
  if (is_list(*found, key)) {
    for (const base::Document& member : found->list()) words.push_back(scalar(member, key));
  }
  return words;
}

int Fields::choice(std::string_view key, const std::vector<std::string_view>& choices, int fallback) {
  const base::Document* found = fallback < 0 ? required(key) : optional(key);
  if (found == nullptr) return std::max(fallback, 0);
  const std::string text = scalar(*found, key);
  const auto at = std::find(choices.begin(), choices.end(), text);
  if (at != choices.end()) return static_cast<int>(at - choices.begin());
  std::string all;
  for (const std::string_view word : choices) {
    if (!word.empty()) all.append(all.empty() ? "" : ", ").append(word);
  }
  reading_.problem(found->line(), "pack.unknown_word", {{"found", text}, {"key", std::string(key)}, {"what", what_}, {"choices", all}});
  return 0;
}

When Fields::when(std::string_view key) {
  const base::Document* found = optional(key);
  When when;
  if (found == nullptr) return when;
  Fields fields(*found, what_ + "." + std::string(key), reading_);
  if (!found->is_map()) return when;
  for (const auto& [attribute, values] : found->map()) when.emplace_back(attribute, fields.words(attribute));
  return when;
}

std::optional<RoundingRule> Fields::rounding(std::string_view key) {
  const base::Document* found = optional(key);
  if (found == nullptr || (found->is_text() && found->text() == "none")) return std::nullopt;
  Fields fields(*found, what_ + "." + std::string(key), reading_);
  RoundingRule rule;
  if (found->is_map() && found->find("decimals") == nullptr) {
    fields.problem("pack.missing_key", {{"key", "decimals"}, {"what", fields.what()}});
  }
  rule.decimals = fields.whole("decimals", 0, 9, 0);
  rule.mode = static_cast<base::Rounding>(fields.choice("mode", {"half_up", "half_even", "down"}));
  (void)fields.provenance({});
  return rule;
}

Provenance Fields::provenance(const Provenance& inherited) {
  Provenance own = inherited;
  own.note = text("note", false);
  own.trust = static_cast<Trust>(choice("trust", trust_words(), static_cast<int>(inherited.trust)));
  if (const auto sources = words("source"); !sources.empty()) own.sources = sources;
  return own;
}

Named Fields::named(const Provenance& inherited) {
  Named named;
  named.id = id();
  named.name = text("name");
  named.provenance = provenance(inherited);
  return named;
}

}  // namespace tally
