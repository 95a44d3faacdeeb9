#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/rational.hpp"
#include "tally/contest_order.hpp"
#include "tally/input.hpp"
#include "tally/pack.hpp"

namespace tally {

/// What a node came to: a number, not applicable, missing, or not looked at (below a given value, or a condition that does not hold).
struct Outcome {
  enum class Kind : std::uint8_t { unseen, number, not_applicable, missing };
  base::Rational number;
  Kind kind = Kind::unseen;

  static Outcome of(base::Rational number) { return {std::move(number), Kind::number}; }
  static Outcome not_applicable() { return {{}, Kind::not_applicable}; }
  static Outcome missing() { return {{}, Kind::missing}; }
  [[nodiscard]] bool is_number() const { return kind == Kind::number; }
};

/// The outcomes of one item.
struct ItemOutcomes {
  std::uint32_t item = 0;      ///< index in Input::items
  std::vector<Outcome> nodes;  ///< by position in the tree less Tree::items_begin; empty if nothing was evaluated
};

/// One stage of one subject, computed.
struct StageOutcomes {
  int stage = kNoStage;
  const Tree* tree = nullptr;  ///< of the pack that was tallied
  std::vector<Outcome> nodes;  ///< by position in the tree
  std::vector<ItemOutcomes> items;
};

/// One subject's result (docs/developer/bundle-format.md, "row").
struct Row {
  std::uint32_t subject = 0;  ///< index in Input::subjects
  int level = 0;
  std::vector<StageOutcomes> stages;
  Outcome total;
  std::vector<std::string> missing;
  base::Rational official;  ///< total after the declared rounding, if complete()
  std::string score;        ///< official as text
  const Band* band = nullptr;
  const Ranking* ranking = nullptr;
  std::vector<std::string> scope;  ///< values of Ranking::by
  int place = 0;                   ///< by the ranking's method, before tie rules; 0 = it goes by the score, or has no order
  int rank = 0;                    ///< 0 = not ranked
  int ranked_among = 0;
  std::string tie;
  std::vector<std::string> cuts;
  std::vector<std::string> broken;  ///< eligibility rules
  std::vector<std::string> unchecked;
  Trust trust = Trust::official;

  [[nodiscard]] bool complete() const { return total.is_number(); }
  [[nodiscard]] bool eligible() const { return broken.empty(); }
  /// The outcome at a node key (`node` or `stage/node`), or null.
  [[nodiscard]] const Outcome* at(const Pack& pack, std::string_view key) const;
  /// How keys of this stage begin: `stage/` if several stages are combined, else nothing.
  [[nodiscard]] std::string prefix(const Pack& pack, const StageOutcomes& stage) const;
};

/// The tally of all subjects, in their order (by id).
struct Result {
  std::vector<Row> rows;
  std::vector<ContestOrder> orders;  ///< of rankings with a method, by (place of the ranking in the pack, scope)
};

}  // namespace tally
