-- Which installation of Juara this is: one row, made by the first `juara migrate`, kept by backups.
CREATE TABLE installation (
  one BIGINT PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
