-- Letters to people. The text goes once it is sent: it may hold a link that lets somebody in.
CREATE TABLE outbox_messages (
  id TEXT PRIMARY KEY,
  to_address TEXT NOT NULL,
  to_name TEXT NOT NULL,
  subject TEXT NOT NULL,
  content TEXT,
  created_at BIGINT NOT NULL,
  sent_at BIGINT
);
