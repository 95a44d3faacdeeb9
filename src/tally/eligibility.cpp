#include "tally/eligibility.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "tally/pack_reader.hpp"

namespace tally {
namespace {

enum class Verdict { kept, broken, unchecked };

/// The same day n years later as ISO text; 29 February becomes 1 March in a common year.
std::string years_later(std::string_view date, int years) {
  const int year = std::stoi(std::string(date.substr(0, 4))) + years;
  std::string same_day = fmt::format("{:04}{}", year, date.substr(4));
  return is_date(same_day) ? same_day : fmt::format("{:04}-03-01", year);
}

Verdict verdict(bool kept) { return kept ? Verdict::kept : Verdict::broken; }

bool is_among(const EligibilityRule& rule, std::string_view value) {
  return std::find(rule.values.begin(), rule.values.end(), value) != rule.values.end();
}

int count_among(const EligibilityRule& rule, std::string_view list) {
  const auto entries = base::split(list, ';');
  return static_cast<int>(
      std::count_if(entries.begin(), entries.end(), [&](std::string_view entry) { return is_among(rule, base::trimmed(entry)); }));
}

std::string_view date_in_force(const Pack& pack, const std::string& parameter) {
  for (const Parameter& one : pack.parameters) {
    if (one.named.id == parameter) return one.value;
  }
  return {};
}

bool has_attribute(const Subject& subject, const std::string& name) {
  if (name == "type" || name == "group" || name == "category" || name == "region") return true;
  return std::any_of(subject.attributes.begin(), subject.attributes.end(), [&](const auto& entry) { return entry.first == name; });
}

Verdict judge(const Pack& pack, const Subject& subject, const EligibilityRule& rule) {
  using Kind = EligibilityRule::Kind;
  const std::string_view value = subject.attribute(rule.attribute);
  switch (rule.kind) {
    case Kind::min_age: {
      const std::string_view date = date_in_force(pack, rule.on);
      if (!is_date(value) || date.empty()) return Verdict::unchecked;
      return verdict(years_later(value, rule.years) <= date);
    }
    case Kind::between:
      if (!is_date(value)) return Verdict::unchecked;
      return verdict((rule.from.empty() || value >= rule.from) && (rule.to.empty() || value <= rule.to));
    case Kind::none_of:
    case Kind::fewer_than:
      if (!has_attribute(subject, rule.attribute)) return Verdict::unchecked;
      return verdict(count_among(rule, value) < (rule.kind == Kind::none_of ? 1 : rule.limit));
    case Kind::one_of:
      if (value.empty()) return Verdict::unchecked;
      return verdict(is_among(rule, value));
  }
  return Verdict::unchecked;
}

}  // namespace

void check_eligibility(const Pack& pack, const Subject& subject, Row& row) {
  for (const EligibilityRule& rule : pack.eligibility) {
    if (rule.level != row.level || !subject.matches(rule.when)) continue;
    const Verdict result = judge(pack, subject, rule);
    if (result == Verdict::broken) row.broken.push_back(rule.named.id);
    if (result == Verdict::unchecked) row.unchecked.push_back(rule.named.id);
  }
}

}  // namespace tally
