#pragma once

#include <vector>

#include "features/outbox/message.hpp"

namespace outbox::store {

void add(db::Transaction& transaction, const Message& message);
[[nodiscard]] std::optional<Message> find(db::Transaction& transaction, const std::string& id);
/// Newest first, those older than the one with the id `below` (empty: from the newest on).
[[nodiscard]] std::vector<Message> list(db::Transaction& transaction, const std::string& below, std::size_t limit);
/// It is sent: its text goes.
void mark_sent(db::Transaction& transaction, const std::string& id, base::Instant at);

}  // namespace outbox::store
