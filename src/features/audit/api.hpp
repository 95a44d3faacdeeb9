#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/instant.hpp"
#include "db/database.hpp"

namespace audit {

/// Who is behind a line.
struct Author {
  std::string account;                           ///< id; kNobody or kOperator where it is no account
  std::optional<std::string> on_behalf_of = {};  ///< id of the account whose rights were used
  std::string request_id = {};

  bool operator==(const Author&) const = default;
};
inline constexpr const char* kNobody = "nobody";      ///< a visitor who is not signed in
inline constexpr const char* kOperator = "operator";  ///< whoever may run the program's commands

/// What a line is about: `account` and its id.
struct Subject {
  std::string type;
  std::string id;

  bool operator==(const Subject&) const = default;
};

/// One thing that was done, or one reading of what is confidential. `before` and `after` hold what has changed, and never a secret: neither
/// passwords nor tokens, not even their hashes.
struct Entry {
  base::Instant at;
  Author author;
  std::string action;  ///< stable, `area.what_happened`
  Subject subject;
  base::Document before = {};
  base::Document after = {};
};

/// Adds a line to the chain, in the transaction of the write that it tells of: both are there or none. Concurrent writers get one line
/// after the other.
void record(db::Transaction& transaction, const Entry& entry);

/// A line as it is kept; `before` and `after` are JSON.
struct Line {
  std::int64_t number = 0;  ///< from 1, without gaps
  base::Instant at;
  Author author;
  std::string action;
  Subject subject;
  std::optional<std::string> before;
  std::optional<std::string> after;
  std::string hash;

  bool operator==(const Line&) const = default;
};

/// The last line's number and hash; 0 and empty where there is none. Who writes it down elsewhere can later prove that nothing before it
/// was changed, not even with the whole chain made anew.
struct Head {
  std::int64_t number = 0;
  std::string hash;

  bool operator==(const Head&) const = default;
};
[[nodiscard]] Head head(db::Transaction& transaction);

/// Which lines are looked for; what is not given does not matter.
struct Filter {
  std::optional<std::string> actor = {};  ///< who did it, or on whose behalf it was done
  std::optional<std::string> subject_type = {};
  std::optional<std::string> subject_id = {};
  std::optional<std::string> action = {};  ///< whole, or an area that ends in a point: `identity.`
  std::optional<base::Instant> from = {};
  std::optional<base::Instant> until = {};  ///< this moment no longer
  std::optional<std::int64_t> above = {};   ///< lines with greater numbers
};

/// Newest first, at most `limit` lines whose numbers are below `below`.
[[nodiscard]] std::vector<Line> search(db::Transaction& transaction, const Filter& filter, std::int64_t below, std::size_t limit);

/// Gives each line to `write` as one line of JSON in RFC 8785 form, oldest first; its `hash` is the SHA-256 of the same object without the
/// member `hash`. `limit`: of lines. Gives their number.
std::int64_t export_lines(db::Transaction& transaction, const Filter& filter, const std::function<void(std::string_view)>& write,
                          std::optional<std::size_t> limit = {});

struct Verdict {
  Head head;
  base::Problems faults;  ///< each names a line that was changed, removed, moved or put in (audit.*)
};
/// Recomputes the chain. `noted`: a head that was written down before.
[[nodiscard]] Verdict verify(db::Database& database, const std::optional<Head>& noted = {});

}  // namespace audit
