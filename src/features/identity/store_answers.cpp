#include "features/identity/store.hpp"

namespace identity::store {

std::optional<GivenAnswer> take_key(Transaction& t, const Key& key, const std::string& asked, base::Instant now) {
  const bool is_new = t.execute(
                          "INSERT INTO given_answers (account_id, idempotency_key, asked, body, tag, at) VALUES ($1, $2, $3, '', '', $4) "
                          "ON CONFLICT (account_id, idempotency_key) DO NOTHING",
                          key.account, key.key, asked, base::to_millis(now)) == 1;
  if (is_new) return std::nullopt;
  const db::Row row =
      t.one("SELECT asked, status, body, tag FROM given_answers WHERE account_id = $1 AND idempotency_key = $2", key.account, key.key);
  return GivenAnswer{.asked = row.text(0),
                     .status = row.is_null(1) ? std::nullopt : std::optional(row.integer(1)),
                     .body = row.text(2),
                     .tag = row.text(3)};
}

void keep_answer(Transaction& t, const Key& key, const GivenAnswer& answer) {
  t.execute("UPDATE given_answers SET status = $1, body = $2, tag = $3 WHERE account_id = $4 AND idempotency_key = $5", answer.status,
            answer.body, answer.tag, key.account, key.key);
}

void release_key(Transaction& t, const Key& key) {
  t.execute("DELETE FROM given_answers WHERE account_id = $1 AND idempotency_key = $2", key.account, key.key);
}

}  // namespace identity::store
