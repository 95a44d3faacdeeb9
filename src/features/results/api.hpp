#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.hpp"
#include "base/error.hpp"
#include "crypto/crypto.hpp"
#include "i18n/i18n.hpp"
#include "tally/fair_ranking.hpp"
#include "tally/input.hpp"
#include "tally/pack.hpp"
#include "tally/result.hpp"

namespace results {

/// A tally with what it was made from.
struct Tallied {
  const tally::Pack& pack;
  const tally::Input& input;
  const tally::Result& result;
  const tally::FairRanking* fair = nullptr;  ///< what stands beside the official result, if it was asked for
};

/// `subject,name,level,group,category,score,band,zone,rank,ranked_among,tie,cut,complete,trust`.
[[nodiscard]] const std::vector<std::string>& columns();
/// The cells of one row, in the order of columns().
[[nodiscard]] std::vector<std::string> cells(const Tallied& tallied, const tally::Row& row);
/// Rows as people read them: by level, ranking scope and rank, those without a rank last.
[[nodiscard]] std::vector<const tally::Row*> reading_order(const Tallied& tallied);

/// The heading of the contest a row stands in: level, ranking and scope.
[[nodiscard]] std::string contest_name(const Tallied& tallied, const tally::Row& row, i18n::Language language);

/// Columns that another feature adds to a result.
struct Extra {
  std::vector<std::string> names;               ///< for machines
  std::vector<std::string> titles;              ///< for people
  std::vector<std::vector<std::string>> cells;  ///< by subject: for machines
  std::vector<std::vector<std::string>> shown;  ///< by subject: for people
};

[[nodiscard]] std::string csv(const Tallied& tallied, const Extra& extra = {});
/// `{"notices", "orders", "pack", "rows"}` (orders only if the pack has methods); as in bundle-format.md, a row, with name, group, category
/// and region besides.
[[nodiscard]] std::string json(const Tallied& tallied, i18n::Language language);
/// For a terminal: a table for each contest, then what is missing, ineligible or illustrative. `most` rows of each contest are shown (0 =
/// all).
[[nodiscard]] std::string table(const Tallied& tallied, i18n::Language language, std::size_t most = 0, const Extra& extra = {});
/// What every output must repeat: illustrative figures, unchecked rules, too few evaluators.
[[nodiscard]] std::vector<std::string> notices(const Tallied& tallied, i18n::Language language);
/// The tree of one subject with each step of the arithmetic in words. Throws Error(not_found, tally.unknown_subject).
[[nodiscard]] std::string explain(const Tallied& tallied, std::string_view subject, i18n::Language language);
/// The same without the notices at its end.
[[nodiscard]] std::string explain_row(const Tallied& tallied, const tally::Row& row, i18n::Language language);

/// How a row's tie was settled; empty if it has none.
[[nodiscard]] std::string tie_name(const Tallied& tallied, const tally::Row& row, i18n::Language language);

/// How a contest was ordered by a method other than the score.
struct OrderMade {
  std::string method;  ///< as packs write it
  tally::Text name;
  tally::Text figure;       ///< what the figures are called; empty: it has none
  std::size_t ballots = 0;  ///< evaluators whose sheets made it
};
/// That of the contest in which a row stands; none where it goes by the score, or where no order could be made (notices() say why).
[[nodiscard]] std::optional<OrderMade> order_made(const Tallied& tallied, const tally::Row& row);
/// What the place of a row goes by in such an order; empty: there is no figure.
[[nodiscard]] std::string order_figure(const Tallied& tallied, const tally::Row& row);

/// Writes the bundle of docs/developer/bundle-format.md. Evaluators in `tallied` must be pseudonyms already.
[[nodiscard]] std::string bundle(const Tallied& tallied, const base::Document& pack, const crypto::SigningKey* key);
/// The same input with every evaluator under a pseudonym of this call's own.
[[nodiscard]] tally::Input pseudonymous(const tally::Pack& pack, const tally::Input& input);

/// What a bundle turned out to be.
struct Verification {
  std::vector<base::Problem> differences;  ///< by path; empty = it verifies
  std::string pack;                        ///< id@version
  std::size_t subjects = 0;
  std::size_t sheets = 0;
  std::string signed_by;  ///< hex of the public key; empty = not signed
};

/// Checks everything in the order of bundle-format.md and recomputes the results. `expected` demands a signature by that key.
[[nodiscard]] Verification verify(std::string_view text, const std::string& file, const std::optional<crypto::PublicKey>& expected);

/// A bundle and what was recomputed from it.
struct Recomputed {
  Recomputed() = default;
  Recomputed(const Recomputed&) = delete;  // the result points into the pack
  Recomputed& operator=(const Recomputed&) = delete;

  [[nodiscard]] Tallied tallied() const { return {pack, input, result, fair ? &*fair : nullptr}; }

  base::Document bundle;
  tally::Pack pack;
  tally::Input input;
  tally::Result result;
  std::optional<tally::FairRanking> fair;
};

/// Verifies a bundle and gives what it holds. Throws Error(invalid) with every difference if it does not verify.
[[nodiscard]] std::unique_ptr<const Recomputed> open_bundle(std::string_view text, const std::string& file);

}  // namespace results
