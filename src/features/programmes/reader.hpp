#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "db/database.hpp"
#include "features/programmes/publication.hpp"
#include "features/programmes/row_store.hpp"

namespace programmes {

/// JSON of docs/developer/api.md, and how long it is right.
struct Answer {
  std::string json;
  Edition edition;
};

/// A part of a list. `cursor`: empty, or the `next` of the part before.
struct Part {
  std::string cursor = {};
  std::int64_t limit = 50;
};

/// What the public may read, as it is at the moment of asking. Each answer is of one snapshot of the data. All throw Error(not_found,
/// programmes.unknown) for what is not public, whether it exists or not, and Error(invalid, programmes.bad_cursor).
class Reader {
 public:
  Reader(db::Database& database, base::Clock clock) : database_(database), clock_(std::move(clock)) {}

  [[nodiscard]] Answer programmes(std::string_view search, std::optional<int> year, const Part& part) const;
  [[nodiscard]] Answer programme(std::string_view slug) const;
  [[nodiscard]] Answer result(std::string_view id) const;

  struct RowsWanted {
    store::RowFilter filter = {};
    store::RowOrder order = store::RowOrder::reading;
    Part part = {};
  };
  /// The value of a parameter of an address; empty if it is not there.
  using Asked = std::function<std::string(std::string_view parameter)>;
  /// What `level`, `group`, `category`, `region`, `band`, `contest`, `q` and `sort` ask for. Throws Error(invalid): programmes.bad_sort,
  /// programmes.bad_contest.
  [[nodiscard]] static RowsWanted wanted(const Asked& asked);
  /// These also throw Error(not_found, programmes.withdrawn), with the reason.
  [[nodiscard]] Answer rows(std::string_view id, const RowsWanted& wanted) const;
  [[nodiscard]] Answer row(std::string_view id, std::string_view subject) const;
  /// All of `result` and its rows: `{"result", "rows"}`.
  [[nodiscard]] Answer table(std::string_view id) const;
  struct Bundle {
    std::string sha256;
    std::string content;
    Edition edition;
  };
  [[nodiscard]] Bundle bundle(std::string_view id) const;

  [[nodiscard]] Answer units(std::string_view search, std::string_view region, const Part& part) const;
  [[nodiscard]] Answer unit(std::string_view slug) const;
  [[nodiscard]] Answer search(std::string_view text) const;

  /// Whatever has a page of its own, newest programmes first.
  struct Addresses {
    std::vector<std::string> programmes, results, units;
    Edition edition;
  };
  [[nodiscard]] Addresses addresses() const;

  /// What readers see now, without reading it.
  [[nodiscard]] Edition edition() const;

 private:
  template <typename Work>
  Answer answer(const Work& work) const;

  db::Database& database_;
  base::Clock clock_;
};

}  // namespace programmes
