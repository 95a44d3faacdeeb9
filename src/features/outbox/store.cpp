#include "features/outbox/store.hpp"

namespace outbox::store {
namespace {

constexpr const char* kById = "SELECT id, to_address, to_name, subject, content, created_at, sent_at FROM outbox_messages WHERE id = $1";
// Ids are in the order of time.
constexpr const char* kNewest =
    "SELECT id, to_address, to_name, subject, content, created_at, sent_at FROM outbox_messages WHERE $1 = '' OR id < $1 "
    "ORDER BY id DESC LIMIT $2";

Message read_message(const db::Row& row) {
  const auto sent = row.optional_integer(6);
  return {.id = row.text(0),
          .to = row.text(1),
          .to_name = row.text(2),
          .subject = row.text(3),
          .text = row.optional_text(4),
          .created_at = base::from_millis(row.integer(5)),
          .sent_at = sent ? std::optional(base::from_millis(*sent)) : std::nullopt};
}

}  // namespace

void add(db::Transaction& transaction, const Message& message) {
  transaction.execute("INSERT INTO outbox_messages (id, to_address, to_name, subject, content, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
                      message.id, message.to, message.to_name, message.subject, message.text, base::to_millis(message.created_at));
}

std::optional<Message> find(db::Transaction& transaction, const std::string& id) {
  const auto row = transaction.maybe_one(kById, id);
  return row ? std::optional(read_message(*row)) : std::nullopt;
}

std::vector<Message> list(db::Transaction& transaction, const std::string& below, std::size_t limit) {
  std::vector<Message> messages;
  for (const db::Row& row : transaction.query(kNewest, below, static_cast<std::int64_t>(limit))) messages.push_back(read_message(row));
  return messages;
}

void mark_sent(db::Transaction& transaction, const std::string& id, base::Instant at) {
  transaction.execute("UPDATE outbox_messages SET content = NULL, sent_at = $2 WHERE id = $1", id, base::to_millis(at));
}

}  // namespace outbox::store
