#include "features/identity/store.hpp"

#include <stdexcept>

#include "base/text.hpp"
#include "features/identity/rights.hpp"

namespace identity::store {
namespace {

constexpr const char* kColumns = "a.id, a.mail, a.name, a.language, a.state, a.version, a.created_at";

Account account_of(const db::Row& row) {
  return {.id = row.text(0),
          .mail = row.text(1),
          .name = row.text(2),
          .language = i18n::parse_language(row.text(3)).value(),
          .state = parse_state(row.text(4)).value(),
          .version = row.integer(5),
          .created_at = base::from_millis(row.integer(6))};
}

std::optional<Account> account_of(const std::optional<db::Row>& row) {
  if (!row) return std::nullopt;
  return account_of(*row);
}

/// Also the order of lists.
std::string search_of(const Account& account) { return base::lowered(account.name + ' ' + account.mail); }

std::string key_of(const Account& account) {
  const auto key = mail_key(account.mail);
  if (!key) throw std::logic_error("identity: an account without an address");
  return *key;
}

/// What `words` must be in a LIKE.
std::string contains(const std::string& words) {
  std::string pattern = "%";
  for (const char c : words) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + '%';
}

/// The texts of a query's values, which it does not copy.
struct Values {
  std::vector<std::string> texts;

  std::string place(std::string text) {
    texts.push_back(std::move(text));
    return "$" + std::to_string(texts.size());
  }
  [[nodiscard]] std::vector<db::Parameter> parameters() const { return {texts.begin(), texts.end()}; }
};

std::string in_scopes(const std::vector<Scope>& scopes, Values& values) {
  std::string any = "1 = 0";
  for (const Scope& scope : scopes) {
    any += " OR (g.scope_kind = " + values.place(std::string(to_text(scope.kind)));
    any += " AND g.scope_id = " + values.place(scope.id) + ")";
  }
  return "EXISTS (SELECT 1 FROM grants g WHERE g.account_id = a.id AND (" + any + "))";
}

}  // namespace

void insert(Transaction& t, const Account& account) {
  t.execute(
      "INSERT INTO accounts (id, mail, mail_key, name, search, language, state, version, created_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      account.id, account.mail, key_of(account), account.name, search_of(account), to_text(account.language), to_text(account.state),
      account.version, base::to_millis(account.created_at));
}

std::optional<Account> find(Transaction& t, const std::string& id) {
  return account_of(t.maybe_one(std::string("SELECT ") + kColumns + " FROM accounts a WHERE a.id = $1", id));
}

std::optional<Account> find_by_mail(Transaction& t, const std::string& key) {
  return account_of(t.maybe_one(std::string("SELECT ") + kColumns + " FROM accounts a WHERE a.mail_key = $1", key));
}

bool update(Transaction& t, const Account& account) {
  return t.execute(
             "UPDATE accounts SET mail = $1, mail_key = $2, name = $3, search = $4, language = $5, state = $6, version = version + 1 "
             "WHERE id = $7 AND version = $8",
             account.mail, key_of(account), account.name, search_of(account), to_text(account.language), to_text(account.state), account.id,
             account.version) == 1;
}

std::optional<std::string> password_hash(Transaction& t, const std::string& account) {
  return t.one("SELECT password_hash FROM accounts WHERE id = $1", account).optional_text(0);
}

void set_password_hash(Transaction& t, const std::string& account, const std::string& hash) {
  t.execute("UPDATE accounts SET password_hash = $2 WHERE id = $1", account, hash);
}

std::vector<Account> list(Transaction& t, const Filter& filter, const std::string& after, std::size_t limit) {
  Values values;
  std::string sql = std::string("SELECT ") + kColumns + " FROM accounts a WHERE 1 = 1";
  if (!filter.words.empty()) sql += " AND a.search LIKE " + values.place(contains(base::lowered(filter.words))) + " ESCAPE '\\'";
  if (filter.state) sql += " AND a.state = " + values.place(std::string(to_text(*filter.state)));
  if (filter.scopes) sql += " AND " + in_scopes(*filter.scopes, values);
  if (const auto last = find(t, after)) {
    const std::string place = values.place(search_of(*last));
    sql += " AND (a.search, a.id) > (" + place + ", " + values.place(last->id) + ")";
  }
  sql += " ORDER BY a.search, a.id LIMIT " + std::to_string(limit);
  std::vector<Account> accounts;
  for (const db::Row& row : t.query_all(sql, values.parameters())) accounts.push_back(account_of(row));
  return accounts;
}

std::vector<KeptGrant> grants_of(Transaction& t, const std::string& account) {
  std::vector<KeptGrant> grants;
  for (const db::Row& row : t.query("SELECT id, role, scope_kind, scope_id, granted_at FROM grants WHERE account_id = $1 "
                                    "ORDER BY granted_at, role, scope_kind, scope_id",
                                    account)) {
    const Scope scope{.kind = parse_scope_kind(row.text(2)).value(), .id = row.text(3)};
    grants.push_back({.id = row.text(0),
                      .grant = {.role = parse_role(row.text(1)).value(), .scope = scope},
                      .granted_at = base::from_millis(row.integer(4))});
  }
  return grants;
}

bool add_grant(Transaction& t, const std::string& account, const KeptGrant& grant) {
  return t.execute(
             "INSERT INTO grants (id, account_id, role, scope_kind, scope_id, granted_at) VALUES ($1, $2, $3, $4, $5, $6) "
             "ON CONFLICT (account_id, role, scope_kind, scope_id) DO NOTHING",
             grant.id, account, to_text(grant.grant.role), to_text(grant.grant.scope.kind), grant.grant.scope.id,
             base::to_millis(grant.granted_at)) == 1;
}

void remove_grant(Transaction& t, const std::string& id) { t.execute("DELETE FROM grants WHERE id = $1", id); }

std::int64_t administrators(Transaction& t) {
  return t
      .one("SELECT count(*) FROM grants g JOIN accounts a ON a.id = g.account_id WHERE g.role = $1 AND a.state = $2",
           to_text(Role::administrator), to_text(State::active))
      .integer(0);
}

}  // namespace identity::store
