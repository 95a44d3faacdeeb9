#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <string_view>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "features/fairness/advice.hpp"

namespace fairness {
namespace {

/// A CSV file of which a few columns count; faults are gathered with their lines.
class Rows {
 public:
  Rows(const std::string& file, std::istream& in, const tally::Input& input) : input_(input), reader_(file, in) {
    for (std::uint32_t at = 0; at < input.evaluators.size(); ++at) evaluators_.emplace_back(input.evaluators[at], at);
    std::sort(evaluators_.begin(), evaluators_.end());
  }

  /// The column of the first of these names; the last is asked for in the message if none is there.
  std::size_t column(std::initializer_list<std::string_view> names) {
    const auto& header = reader_.header();
    for (const std::string_view name : names) {
      const auto at = std::find(header.begin(), header.end(), name);
      if (at != header.end()) return static_cast<std::size_t>(at - header.begin());
    }
    throw base::Error(base::Kind::invalid,
                      base::Problem{reader_.file(), 1, "tally.missing_column", {{"column", std::string(*names.begin())}}});
  }

  bool next() {
    while (reader_.next(fields_)) {
      if (fields_.size() == reader_.header().size()) return true;
      fail("tally.row_width", {{"found", std::to_string(fields_.size())}, {"expected", std::to_string(reader_.header().size())}});
    }
    return false;
  }

  [[nodiscard]] std::string_view text(std::size_t column) const { return base::trimmed(fields_[column]); }

  std::optional<std::uint32_t> subject(std::size_t column) {
    const std::string id(text(column));
    const std::uint32_t at = tally::find_subject(input_.subjects, id);
    if (at != tally::kNone) return at;
    fail_id(column, "tally.unknown_subject", {{"subject", id}});
    return std::nullopt;
  }

  std::optional<std::uint32_t> evaluator(std::size_t column) {
    const std::string id(text(column));
    const auto at = std::lower_bound(evaluators_.begin(), evaluators_.end(), std::pair<std::string_view, std::uint32_t>(id, 0));
    if (at != evaluators_.end() && at->first == id) return at->second;
    fail_id(column, "advice.unknown_evaluator", {{"evaluator", id}});
    return std::nullopt;
  }

  void fail(std::string code, base::Params params) { problems_.add({reader_.file(), reader_.line(), std::move(code), std::move(params)}); }
  void finish() const { problems_.throw_if_any(); }

 private:
  void fail_id(std::size_t column, std::string code, base::Params params) {
    if (text(column).empty()) return fail("tally.empty_id", {{"column", reader_.header()[column]}});
    fail(std::move(code), std::move(params));
  }

  const tally::Input& input_;
  base::csv::Reader reader_;
  std::vector<std::pair<std::string_view, std::uint32_t>> evaluators_;
  std::vector<std::string_view> fields_;
  base::Problems problems_;
};

}  // namespace

Conflicts read_conflicts(const std::string& file, std::istream& in, const tally::Input& input) {
  Rows rows(file, in, input);
  const std::size_t entry = rows.column({"entry", "subject"});
  const std::size_t juror = rows.column({"juror", "evaluator"});
  Conflicts conflicts;
  while (rows.next()) {
    const auto subject = rows.subject(entry);
    const auto evaluator = rows.evaluator(juror);
    if (subject && evaluator) conflicts.emplace_back(*subject, *evaluator);
  }
  rows.finish();
  return conflicts;
}

Caps read_caps(const std::string& file, std::istream& in, const tally::Input& input) {
  Rows rows(file, in, input);
  const std::size_t juror = rows.column({"evaluator", "juror"});
  const std::size_t most = rows.column({"cap"});
  Caps caps;
  while (rows.next()) {
    const auto evaluator = rows.evaluator(juror);
    const std::string found(rows.text(most));
    std::size_t cap = 0;
    const auto [end, error] = std::from_chars(found.data(), found.data() + found.size(), cap);
    if (error != std::errc() || end != found.data() + found.size()) {
      rows.fail("advice.bad_cap", {{"found", found}});
    } else if (evaluator && std::any_of(caps.begin(), caps.end(), [&](const auto& other) { return other.first == *evaluator; })) {
      rows.fail("advice.repeated_evaluator", {{"evaluator", input.evaluators[*evaluator]}});
    } else if (evaluator) {
      caps.emplace_back(*evaluator, cap);
    }
  }
  rows.finish();
  return caps;
}

}  // namespace fairness
