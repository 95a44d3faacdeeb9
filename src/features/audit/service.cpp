#include "features/audit/api.hpp"
#include "features/audit/chain.hpp"
#include "features/audit/store.hpp"
#include "json/json.hpp"

namespace audit {
namespace {

std::optional<std::string> json_of(const base::Document& document) {
  if (document.is_null()) return std::nullopt;
  return json::canonical(document);
}

}  // namespace

void record(db::Transaction& transaction, const Entry& entry) {
  const Head head = store::take_number(transaction);
  Line line{.number = head.number + 1,
            .at = entry.at,
            .author = entry.author,
            .action = entry.action,
            .subject = entry.subject,
            .before = json_of(entry.before),
            .after = json_of(entry.after),
            .hash = {}};
  line.hash = hash_of(line, head.hash);
  store::append(transaction, line);
}

Head head(db::Transaction& transaction) { return store::head(transaction); }

std::vector<Line> search(db::Transaction& transaction, const Filter& filter, std::int64_t below, std::size_t limit) {
  return store::newest(transaction, filter, below, limit);
}

std::int64_t export_lines(db::Transaction& transaction, const Filter& filter, const std::function<void(std::string_view)>& write,
                          std::optional<std::size_t> limit) {
  std::int64_t lines = 0;
  store::for_each(transaction, filter, limit, [&](const Line& line, const std::string& previous) {
    write(text_of(line, previous) + '\n');
    ++lines;
  });
  return lines;
}

Verdict verify(db::Database& database, const std::optional<Head>& noted) {
  return database.read_long([&](db::Transaction& transaction) {
    Verification verification(noted);
    store::for_each(transaction, {}, {}, [&](const Line& line, const std::string&) { verification.add(line); });
    const Head head = store::head(transaction);
    return Verdict{.head = head, .faults = verification.finish(head)};
  });
}

}  // namespace audit
