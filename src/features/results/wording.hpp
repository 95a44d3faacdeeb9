#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "features/results/api.hpp"

namespace results {

/// How results are said in one language; shared by table, explanation and notices.
class Wording {
 public:
  Wording(const Tallied& tallied, i18n::Language language) : tallied_(tallied), language_(language) {}

  [[nodiscard]] i18n::Language language() const { return language_; }
  [[nodiscard]] const std::string& of(const tally::Text& text) const { return language_ == i18n::Language::id ? text.id : text.en; }
  [[nodiscard]] std::string text(std::string_view code, const base::Params& params = {}) const {
    return i18n::text(language_, code, params);
  }

  /// The heading of the contest a row stands in: level, ranking and scope.
  [[nodiscard]] std::string contest(const tally::Row& row) const;
  [[nodiscard]] std::string contest(const tally::Ranking& ranking, const std::vector<std::string>& scope) const;
  /// A band's id where that is a grade (`A-`), else its name.
  [[nodiscard]] std::string band(const tally::Row& row) const;
  [[nodiscard]] std::string zone(const tally::Band& band) const { return of(band.zone_name).empty() ? band.zone : of(band.zone_name); }
  [[nodiscard]] std::string tie(const tally::Row& row) const;
  [[nodiscard]] std::string cuts(const tally::Row& row) const;
  /// Eligibility rules by name.
  [[nodiscard]] std::string rules(const std::vector<std::string>& ids) const;
  /// What is missing, the first few entries of it.
  [[nodiscard]] std::string missing(const tally::Row& row) const;
  /// A fraction that no decimal can write also as a decimal of four places (`155/3 (≈ 51.6667)`).
  [[nodiscard]] static std::string number(const base::Rational& number);

 private:
  /// A tie rule's node by name, or its attribute as it is.
  [[nodiscard]] std::string tie_key(const std::string& key) const;
  [[nodiscard]] std::string scope_value(const std::string& attribute, const std::string& value) const;

  const Tallied& tallied_;
  i18n::Language language_;
};

}  // namespace results
