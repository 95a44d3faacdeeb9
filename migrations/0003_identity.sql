-- People, what they may do, and how they prove who they are. Of tokens and codes only hashes are kept, of authenticators' secrets only what
-- the key in the data folder opens.
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  mail TEXT NOT NULL,
  mail_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  search TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('id', 'en')),
  state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
  password_hash TEXT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX accounts_search ON accounts (search, id);

CREATE TABLE grants (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  role TEXT NOT NULL,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('installation', 'programme', 'organisation')),
  scope_id TEXT NOT NULL,
  granted_at BIGINT NOT NULL,
  UNIQUE (account_id, role, scope_kind, scope_id)
);
CREATE INDEX grants_scope ON grants (scope_kind, scope_id);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  token_hash TEXT NOT NULL UNIQUE,
  on_behalf_of TEXT REFERENCES accounts (id),
  network TEXT NOT NULL,
  agent TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  renewed_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_on_behalf_of ON sessions (on_behalf_of);

-- Browsers in which somebody has signed in before.
CREATE TABLE known_devices (
  token_hash TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (token_hash, account_id)
);
CREATE INDEX known_devices_account ON known_devices (account_id);

-- What was mailed: one invitation and one reset of the password for each account at most.
CREATE TABLE mailed_links (
  token_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'reset')),
  expires_at BIGINT NOT NULL,
  UNIQUE (account_id, purpose)
);

CREATE TABLE authenticators (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id),
  secret BYTEA NOT NULL,
  confirmed SMALLINT NOT NULL CHECK (confirmed IN (0, 1)),
  last_step BIGINT NOT NULL
);

CREATE TABLE recovery_codes (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  code_hash TEXT NOT NULL,
  PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE api_tokens (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  seen_at BIGINT
);
CREATE INDEX api_tokens_account ON api_tokens (account_id);

-- Buckets of attempts: when each will be full again.
CREATE TABLE throttles (
  bucket TEXT PRIMARY KEY,
  full_at BIGINT NOT NULL
);
