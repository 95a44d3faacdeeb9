#include "features/identity/service_oidc.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "crypto/one_time.hpp"
#include "features/identity/provider.hpp"
#include "features/identity/service_parts.hpp"
#include "json/json.hpp"

namespace identity {
namespace {

using base::Document;

constexpr const char* kContext = "oidc";  // the cookie opens as nothing else

oidc::Provider& provider_of(const Tools& tools) {
  if (tools.provider == nullptr) throw base::Error(base::Kind::not_found, "identity.oidc_off");
  return *tools.provider;
}

std::string random_word() {
  constexpr std::size_t kBytes = 32;
  return crypto::base64url(crypto::random_bytes(kBytes));
}

struct Begun {
  oidc::Attempt attempt;
  std::string next;
};

/// What the cookie holds, if it is ours and young enough.
std::optional<Begun> begun(const Tools& tools, const std::string& cookie) {
  const auto sealed = crypto::from_base64url(cookie);
  const auto text = sealed ? tools.sealing_key.open(*sealed, kContext) : std::nullopt;
  if (!text) return std::nullopt;
  const Document kept = json::parse(*text, "");
  if (tools.clock() > base::from_millis(kept.find("at")->integer()) + kProviderAttemptLasts) return std::nullopt;
  return Begun{.attempt = {.state = oidc::text_of(kept, "state"),
                           .nonce = oidc::text_of(kept, "nonce"),
                           .verifier = oidc::text_of(kept, "verifier")},
               .next = oidc::text_of(kept, "next")};
}

audit::Author holder(const Account& account, const Origin& origin) {
  return {.account = account.id, .on_behalf_of = {}, .request_id = origin.request_id};
}

Document::Map place_of(const Tools& tools, const Origin& origin) {
  return {{"network", origin.network}, {"by", provider_of(tools).settings().issuer}};
}

/// The roles that the groups give, each once.
std::vector<Role> roles_of(const oidc::Settings& settings, const Document& claims) {
  const auto groups = oidc::texts_of(claims, settings.groups_claim);
  std::vector<Role> roles;
  for (const auto& [group, role] : settings.roles) {
    const bool is_in = std::ranges::find(groups, group) != groups.end();
    if (is_in && std::ranges::find(roles, role) == roles.end()) roles.push_back(role);
  }
  return roles;
}

void give_roles(db::Transaction& t, const Tools& tools, const Account& account, const std::vector<Role>& roles, const Origin& origin) {
  for (const Role role : roles) {
    KeptGrant kept;  // member by member: g++ 12 takes one that is made at once for uninitialized
    kept.id = tools.new_id();
    kept.grant.role = role;
    kept.granted_at = tools.clock();
    if (!store::add_grant(t, account.id, kept)) continue;
    static_cast<void>(store::update(t, existing(t, account.id)));
    record(t, tools, holder(account, origin), "identity.granted", account.id, {.after = audited(kept.grant)});
  }
}

/// A role that some group gives is the provider's to take away too; but an installation keeps its last administrator.
void take_roles(db::Transaction& t, const Tools& tools, const Account& account, const std::vector<Role>& roles, const Origin& origin) {
  for (const KeptGrant& kept : store::grants_of(t, account.id)) {
    const auto& mapped = provider_of(tools).settings().roles;
    const bool is_mapped = std::ranges::any_of(mapped, [&](const auto& each) { return kept.grant == Grant{.role = each.second}; });
    const bool stays = std::ranges::find(roles, kept.grant.role) != roles.end();
    const bool is_last = kept.grant.role == Role::administrator && store::administrators(t) <= 1;
    if (!is_mapped || stays || is_last) continue;
    store::remove_grant(t, kept.id);
    static_cast<void>(store::update(t, existing(t, account.id)));
    record(t, tools, holder(account, origin), "identity.revoked", account.id, {.before = audited(kept.grant)});
  }
}

Account made(db::Transaction& t, const Tools& tools, const Document& claims, const Origin& origin) {
  const std::string mail = oidc::text_of(claims, "email");
  const std::string name(base::trimmed(oidc::text_of(claims, "name")));
  constexpr std::size_t kLongestName = 200;
  const bool is_name = !name.empty() && base::is_utf8(name) && base::is_plain_line(name) && base::characters(name) <= kLongestName;
  Account account{.id = tools.new_id(), .mail = mail, .name = is_name ? name : mail, .state = State::active, .created_at = tools.clock()};
  store::insert(t, account);
  record(t, tools, holder(account, origin), "identity.account_made", account.id, {.after = audited(account)});
  return account;
}

/// The provider vouches for the address to which the invitation went.
Account activated(db::Transaction& t, const Tools& tools, const Account& before, const Origin& origin) {
  if (before.state != State::invited) return before;
  Account after = before;
  after.state = State::active;
  static_cast<void>(store::update(t, after));  // it was read in this transaction
  store::remove_links(t, after.id);
  record(t, tools, holder(after, origin), "identity.invitation_accepted", after.id, {.before = audited(before), .after = audited(after)});
  return existing(t, after.id);
}

Entered enter_as(db::Transaction& t, const Tools& tools, const Document& claims, const Origin& origin) {
  const auto refuse = [](const char* code) { throw base::Error(base::Kind::unauthenticated, code); };
  const auto key = mail_key(oidc::text_of(claims, "email"));
  const Document* verified = claims.find("email_verified");
  const bool is_verified = verified != nullptr && verified->is_bool() && verified->boolean();
  if (!key || !is_verified) refuse("identity.oidc_unverified");
  const auto roles = roles_of(provider_of(tools).settings(), claims);
  const auto found = store::find_by_mail(t, *key);
  if (!found && roles.empty()) refuse("identity.oidc_unknown");
  if (found && found->state == State::disabled) refuse("identity.oidc_disabled");
  const Account account = found ? activated(t, tools, *found, origin) : made(t, tools, claims, origin);
  give_roles(t, tools, account, roles, origin);
  take_roles(t, tools, account, roles, origin);
  Entered entered = enter(t, tools, existing(t, account.id), origin);
  record(t, tools, holder(account, origin), "identity.signed_in", account.id, {.after = place_of(tools, origin)});
  return entered;
}

void record_failure(const Tools& tools, const base::Error& error, const Origin& origin) {
  Document::Map after = place_of(tools, origin);
  after.emplace_back("refused", std::string(error.what()));
  for (const auto& [name, value] : error.problems().front().params) after.emplace_back(name, value);
  const audit::Author nobody{.account = audit::kNobody, .on_behalf_of = {}, .request_id = origin.request_id};
  tools.database.write([&](db::Transaction& t) { record(t, tools, nobody, "identity.sign_in_failed", "", {.after = std::move(after)}); });
}

}  // namespace

std::optional<std::string> provider_name(const Tools& tools) {
  return tools.provider == nullptr ? std::nullopt : std::optional(tools.provider->settings().name);
}

ProviderStart begin_at_provider(const Tools& tools, const std::string& next) {
  const oidc::Attempt attempt{.state = random_word(), .nonce = random_word(), .verifier = random_word()};
  std::string url = provider_of(tools).address(attempt);
  const Document kept = Document::Map{{"at", base::to_millis(tools.clock())},
                                      {"next", next},
                                      {"nonce", attempt.nonce},
                                      {"state", attempt.state},
                                      {"verifier", attempt.verifier}};
  return {.url = std::move(url), .cookie = crypto::base64url(tools.sealing_key.seal(json::canonical(kept), kContext))};
}

EnteredByProvider finish_at_provider(const Tools& tools, const ProviderAnswer& answer, const std::string& cookie, const Origin& origin) {
  oidc::Provider& provider = provider_of(tools);
  const auto kept = begun(tools, cookie);
  // Whoever comes with another's answer gets in nowhere: the cookie ties the answer to the browser that asked.
  if (!kept || !crypto::is_same(kept->attempt.state, answer.state)) throw base::Error(base::Kind::unauthenticated, "identity.oidc_over");
  try {
    const bool is_from_another = answer.issuer && *answer.issuer != provider.settings().issuer;
    if (is_from_another) throw base::Error(base::Kind::unauthenticated, "identity.oidc_bad_token", {{"reason", "iss"}});
    if (answer.code.empty()) throw base::Error(base::Kind::unauthenticated, "identity.oidc_refused", {{"reason", answer.error}});
    const Document claims = provider.redeem(answer.code, kept->attempt);
    return {.entered = tools.database.write([&](db::Transaction& t) { return enter_as(t, tools, claims, origin); }), .next = kept->next};
  } catch (const base::Error& error) {
    record_failure(tools, error, origin);
    throw;
  }
}

}  // namespace identity
