-- What was done and by whom, one line after the other; each line's hash covers the line and the hash of the one before.
CREATE TABLE audit_lines (
  number BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  on_behalf_of TEXT,
  request_id TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  before TEXT,
  after TEXT,
  hash TEXT NOT NULL
);
CREATE INDEX audit_lines_actor ON audit_lines (actor, number);
CREATE INDEX audit_lines_on_behalf_of ON audit_lines (on_behalf_of, number);
CREATE INDEX audit_lines_subject ON audit_lines (subject_type, subject_id, number);
CREATE INDEX audit_lines_action ON audit_lines (action, number);
CREATE INDEX audit_lines_at ON audit_lines (at, number);

-- The last line's number and hash. Whoever writes a line takes its number here, so that there is one chain however many write at once.
CREATE TABLE audit_head (
  one BIGINT PRIMARY KEY CHECK (one = 1),
  number BIGINT NOT NULL,
  hash TEXT NOT NULL
);
