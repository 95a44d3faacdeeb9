#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/rational.hpp"
#include "tally/provenance.hpp"

namespace tally {

/// What one reading of a pack shares: the file's name, the parameters in force and the problems met so far.
struct Reading {
  std::string file;
  std::vector<std::pair<std::string, std::string>> parameters;
  base::Problems problems;

  void problem(std::size_t line, std::string code, base::Params params = {});
};

/// One mapping of a pack: each key is asked for once, and what nobody asked for is reported as unknown when reading ends.
class Fields {
 public:
  /// `what` names the mapping in messages (`trees[0].root`).
  Fields(const base::Document& document, std::string what, Reading& reading);
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;
  ~Fields();

  [[nodiscard]] const base::Document* optional(std::string_view key);
  [[nodiscard]] const base::Document* required(std::string_view key);

  std::string word(std::string_view key, bool needed = true);  ///< a scalar as it is; empty if absent
  std::string id(std::string_view key = "id");                 ///< [a-z0-9][a-z0-9_-]*
  Text text(std::string_view key, bool needed = true);
  int whole(std::string_view key, int low, int high, int fallback);  ///< absent: fallback
  base::Rational needed_number(std::string_view key);
  std::optional<base::Rational> number(std::string_view key);                                 ///< decimal, fraction or `$parameter`
  bool flag(std::string_view key, std::string_view yes, std::string_view no, bool fallback);  ///< one of two words
  std::vector<std::string> words(std::string_view key);  ///< a list of scalars (one scalar counts as a list of one)
  /// The index of the word among `choices`; absent: fallback (-1 = the key is needed).
  int choice(std::string_view key, const std::vector<std::string_view>& choices, int fallback = -1);
  When when(std::string_view key = "when");
  std::optional<RoundingRule> rounding(std::string_view key);
  /// What the mapping states of trust, source and note, the rest from `inherited`.
  Provenance provenance(const Provenance& inherited);
  /// id, name and provenance.
  Named named(const Provenance& inherited);

  /// Calls `each(member, name of the member)` for every entry of a list of mappings.
  template <typename Each>
  void list(std::string_view key, bool needed, Each each) {
    const base::Document* found = needed ? required(key) : optional(key);
    if (found == nullptr || !is_list(*found, key)) return;
    int number = 0;
    for (const base::Document& member : found->list()) each(member, std::string(key) + "[" + std::to_string(number++) + "]");
  }

  [[nodiscard]] std::size_t line() const { return document_.line(); }
  [[nodiscard]] const std::string& what() const { return what_; }
  [[nodiscard]] Reading& reading() { return reading_; }
  void problem(std::string code, base::Params params = {});

 private:
  bool is_list(const base::Document& found, std::string_view key);
  std::string scalar(const base::Document& found, std::string_view key);
  base::Rational parse_number(const base::Document& found, std::string_view key);

  const base::Document& document_;
  std::string what_;
  Reading& reading_;
  std::vector<std::string_view> asked_;
};

}  // namespace tally
