-- Answers to requests with an Idempotency-Key, for a day. Without a status the request still runs, or was cut off.
CREATE TABLE given_answers (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  idempotency_key TEXT NOT NULL,
  asked TEXT NOT NULL,
  status BIGINT,
  body TEXT NOT NULL,
  tag TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (account_id, idempotency_key)
);
CREATE INDEX given_answers_at ON given_answers (at);
