#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "features/sheets/api.hpp"

namespace sheets {

/// Reads score files into values. Subjects and items are those listed; without a list they come into being as rows name them.
class ScoreReading {
 public:
  ScoreReading(const tally::Pack& pack, tally::Input& input, bool subjects_listed, char decimal);

  /// Appends the values of one file; bad rows go to `problems`.
  void read(Table& table, base::Problems& problems);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Index = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;

  /// The columns of one file: who and where, then either `indicator,value` or one column for each node.
  struct Shape {
    int subject = -1, evaluator = -1, item = -1, stage = -1;
    int indicator = -1, value = -1;                    ///< long
    std::vector<std::pair<int, std::uint16_t>> nodes;  ///< wide: column, node
  };

  Shape shape_of(const base::csv::Reader& reader) const;
  void row(const base::csv::Reader& reader, const Shape& shape, const std::vector<std::string_view>& fields);
  bool place(const base::csv::Reader& reader, const Shape& shape, const std::vector<std::string_view>& fields);
  std::uint32_t subject(std::string_view id);
  std::uint32_t item(std::string_view id);
  std::uint32_t evaluator(std::string_view id);
  [[nodiscard]] std::uint32_t node_name(std::string_view id) const;
  const tally::Node* node(std::uint16_t name);
  void value(const base::csv::Reader& reader, std::uint16_t name, std::string_view text);
  void value_fault(const base::csv::Reader& reader, const tally::Node& node, std::string_view text, const char* code);
  void problem(const base::csv::Reader& reader, std::string code, base::Params params);

  const tally::Pack& pack_;
  tally::Input& input_;
  bool subjects_listed_;
  char decimal_;
  base::Problems* problems_ = nullptr;
  Index node_names_, subjects_, evaluators_;
  std::vector<Index> items_;  ///< by subject
  tally::Value current_;      ///< where the next value goes
  std::vector<int> levels_;   ///< by subject
  const tally::Tree* tree_ = nullptr;
  std::uint32_t tree_subject_ = tally::kNone;
  std::int8_t tree_stage_ = tally::kNoStage;
  std::string number_;  ///< room for a value with its decimal comma turned into a point
  std::string last_item_;
};

}  // namespace sheets
