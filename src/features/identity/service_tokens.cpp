#include "features/identity/rights.hpp"
#include "features/identity/service_parts.hpp"

namespace identity {
namespace {

base::Document audited(const Token& token) {
  base::Document::List scopes;
  for (const TokenScope scope : token.scopes) scopes.emplace_back(std::string(to_text(scope)));
  return base::Document::Map{
      {"token", token.id}, {"name", token.name}, {"scopes", std::move(scopes)}, {"expires_at", base::to_text(token.expires_at)}};
}

}  // namespace

MadeToken make_token(const Tools& tools, const Caller& caller, const NewToken& wanted) {
  require_in_person(caller);
  const base::Instant now = tools.clock();
  if (wanted.expires_at <= now || wanted.expires_at > now + kLongestToken) {
    const auto days = std::chrono::duration_cast<std::chrono::days>(kLongestToken).count();
    throw base::Error(base::Kind::invalid, "identity.token_expiry", {{"field", "expires_at"}, {"days", std::to_string(days)}});
  }
  confirm_password(tools, caller, wanted.password, "password");
  MadeToken made{.token = {.id = tools.new_id(),
                           .account = caller.actor.account,
                           .name = wanted.name,
                           .scopes = wanted.scopes,
                           .created_at = now,
                           .expires_at = wanted.expires_at},
                 .secret = "juara_" + new_token()};
  tools.database.write([&](db::Transaction& t) {
    store::insert(t, made.token, hash_of(made.secret));
    record(t, tools, author_of(caller), "identity.token_made", caller.actor.account, {.after = audited(made.token)});
  });
  return made;
}

std::vector<Token> tokens(const Tools& tools, const Caller& caller) {
  return tools.database.read([&](db::Transaction& t) { return store::tokens_of(t, caller.actor.account); });
}

void end_token(const Tools& tools, const Caller& caller, const std::string& id) {
  require_in_person(caller);
  tools.database.write([&](db::Transaction& t) {
    for (const Token& token : store::tokens_of(t, caller.actor.account)) {
      if (token.id != id) continue;
      store::remove_token(t, id);
      record(t, tools, author_of(caller), "identity.token_ended", caller.actor.account, {.before = audited(token)});
      return;
    }
    throw base::Error(base::Kind::not_found, "identity.no_token");
  });
}

}  // namespace identity
