-- Governments, agencies and units as a tree. `code` is the office's own; a region is a code of the Ministry of Home Affairs.
CREATE TABLE organisations (
  id TEXT PRIMARY KEY,
  code TEXT UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('government', 'agency', 'unit')),
  name TEXT NOT NULL,
  search TEXT NOT NULL,
  parent_id TEXT REFERENCES organisations (id),
  region TEXT,
  closed SMALLINT NOT NULL CHECK (closed IN (0, 1)),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX organisations_search ON organisations (search, id);
CREATE INDEX organisations_parent ON organisations (parent_id);
CREATE INDEX organisations_region ON organisations (region);
