-- Editions of contests and assessments, and the results published of them.
CREATE TABLE programmes (
  slug TEXT PRIMARY KEY,
  title_id TEXT NOT NULL,
  title_en TEXT NOT NULL,
  pack_id TEXT NOT NULL,
  pack_version TEXT NOT NULL,
  pack_name_id TEXT NOT NULL,
  pack_name_en TEXT NOT NULL,
  year BIGINT NOT NULL,
  day TEXT,
  place TEXT,
  organiser TEXT,
  facts TEXT NOT NULL,
  illustrative TEXT NOT NULL,
  search_key TEXT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX programmes_newest ON programmes (year, day, slug);

-- Bytes as they were loaded, once by their SHA-256.
CREATE TABLE bundles (
  sha256 TEXT PRIMARY KEY,
  content BYTEA NOT NULL,
  size BIGINT NOT NULL
);

-- public_from: NULL = draft; in the future = decided under embargo. The rest of the state follows from it, from withdrawn_at, and from whether a
-- result that replaces this one is public. overview: JSON, what docs/developer/api.md says of a result that its bundle alone decides.
CREATE TABLE results (
  id TEXT PRIMARY KEY,
  programme TEXT NOT NULL REFERENCES programmes (slug),
  caption_id TEXT NOT NULL,
  caption_en TEXT NOT NULL,
  year BIGINT NOT NULL,
  bundle TEXT NOT NULL REFERENCES bundles (sha256),
  signed_by TEXT,
  pack_id TEXT NOT NULL,
  pack_version TEXT NOT NULL,
  pack_name_id TEXT NOT NULL,
  pack_name_en TEXT NOT NULL,
  pack_trust TEXT NOT NULL,
  subjects BIGINT NOT NULL,
  illustrative SMALLINT NOT NULL,
  overview TEXT NOT NULL,
  search_key TEXT NOT NULL,
  origin TEXT,
  origin_sha256 TEXT,
  loaded_at BIGINT NOT NULL,
  public_from BIGINT,
  withdrawn_at BIGINT,
  withdrawn_reason_id TEXT,
  withdrawn_reason_en TEXT,
  replaces TEXT REFERENCES results (id),
  note_id TEXT,
  note_en TEXT,
  version BIGINT NOT NULL,
  CHECK (withdrawn_at IS NULL OR (public_from IS NOT NULL AND withdrawn_reason_id IS NOT NULL AND withdrawn_reason_en IS NOT NULL)),
  CHECK (replaces IS NULL OR public_from IS NULL OR (note_id IS NOT NULL AND note_en IS NOT NULL))
);
CREATE INDEX results_of_programme ON results (programme, loaded_at);
CREATE INDEX results_of_pack ON results (pack_id, year);
CREATE INDEX results_by_moment ON results (public_from);
CREATE UNIQUE INDEX results_one_successor ON results (replaces) WHERE replaces IS NOT NULL AND public_from IS NOT NULL;
CREATE INDEX results_of_origin ON results (origin, loaded_at);

-- Whoever stands in results, over the years. Public only through rows that are.
CREATE TABLE units (
  slug TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  region TEXT NOT NULL,
  region_key TEXT NOT NULL,
  code TEXT,
  UNIQUE (region_key, name_key)
);
CREATE UNIQUE INDEX units_by_code ON units (region_key, code) WHERE code IS NOT NULL;
CREATE INDEX units_by_name ON units (name_key, slug);

-- A bundle's results for reading. position: as people read them, from 0. series: the same in results of different years, NULL if that is
-- ambiguous. body, brief: JSON of docs/developer/api.md, `row` but for what other results decide, and what `previous` repeats of it.
CREATE TABLE result_rows (
  result TEXT NOT NULL REFERENCES results (id),
  position BIGINT NOT NULL,
  subject TEXT NOT NULL,
  name_key TEXT NOT NULL,
  level TEXT NOT NULL,
  contest BIGINT,
  subject_group TEXT NOT NULL,
  category TEXT NOT NULL,
  region TEXT NOT NULL,
  band TEXT NOT NULL,
  score DOUBLE PRECISION,
  unit TEXT REFERENCES units (slug),
  parent_unit TEXT REFERENCES units (slug),
  series TEXT,
  brief TEXT NOT NULL,
  body TEXT NOT NULL,
  explanation_id TEXT NOT NULL,
  explanation_en TEXT NOT NULL,
  PRIMARY KEY (result, position),
  UNIQUE (result, subject)
);
CREATE INDEX result_rows_of_unit ON result_rows (unit);
CREATE INDEX result_rows_of_series ON result_rows (series);

-- What changed for readers and when, in the order of the decisions. Its largest revision names the state of everything that is public.
CREATE TABLE publication_log (
  revision BIGINT PRIMARY KEY,
  change TEXT NOT NULL CHECK (change IN ('edited', 'published', 'cancelled', 'withdrawn')),
  result TEXT REFERENCES results (id),
  at BIGINT NOT NULL
);
CREATE INDEX publication_log_by_moment ON publication_log (at);
