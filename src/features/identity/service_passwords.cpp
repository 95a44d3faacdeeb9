#include "crypto/crypto.hpp"
#include "features/identity/service_parts.hpp"

namespace identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// Whose link that is, if it still counts.
Account holder_of(db::Transaction& t, const Tools& tools, store::Purpose purpose, const std::string& token) {
  const auto link = store::find_link(t, purpose, hash_of(token));
  if (link && tools.clock() < link->expires_at) {
    Account account = existing(t, link->account);
    const State wanted = purpose == store::Purpose::invitation ? State::invited : State::active;
    if (account.state == wanted) return account;
  }
  throw base::Error(base::Kind::not_found, "identity.link_over");
}

/// Checks and hashes what is to become the password of who holds the link; nothing is written.
std::string hash_for(const Tools& tools, const Account& account, const std::string& password) {
  check_strength(account, password);
  return tools.hasher.hash(password);
}

audit::Author holder(const Account& account, const Origin& origin) {
  return {.account = account.id, .on_behalf_of = {}, .request_id = origin.request_id};
}

void send_reset(const Tools& tools, const std::string& key, const std::string& request_id) {
  tools.database.write([&](db::Transaction& t) {
    const auto account = store::find_by_mail(t, key);
    if (!account || account->state == State::disabled) return;
    const std::string token = new_token();
    const base::Instant now = tools.clock();
    if (account->state == State::invited) {  // who has lost the invitation asks this way too
      store::put_link(t, {.account = account->id, .expires_at = now + kInvitationLasts}, store::Purpose::invitation, hash_of(token));
      tools.mailer.send(t, invitation_mail(*account, invitation_link(tools.public_url, token)));
    } else {
      store::put_link(t, {.account = account->id, .expires_at = now + kResetLasts}, store::Purpose::reset, hash_of(token));
      tools.mailer.send(t, reset_mail(*account, reset_link(tools.public_url, token)));
    }
    record(t, tools, {.account = audit::kNobody, .on_behalf_of = {}, .request_id = request_id}, "identity.reset_requested", account->id);
  });
}

}  // namespace

Account look_at_invitation(const Tools& tools, const std::string& token) {
  return tools.database.read([&](db::Transaction& t) { return holder_of(t, tools, store::Purpose::invitation, token); });
}

Entered accept_invitation(const Tools& tools, const Acceptance& acceptance, const Origin& origin) {
  Account account = look_at_invitation(tools, acceptance.token);
  if (acceptance.name) account.name = *acceptance.name;
  const std::string hash = hash_for(tools, account, acceptance.password);
  return tools.database.write([&](db::Transaction& t) {
    const Account before = holder_of(t, tools, store::Purpose::invitation, acceptance.token);
    Account after = before;
    after.state = State::active;
    if (acceptance.name) after.name = *acceptance.name;
    store::set_password_hash(t, after.id, hash);
    static_cast<void>(store::update(t, after));  // it was read in this transaction
    store::remove_links(t, after.id);
    record(t, tools, holder(after, origin), "identity.invitation_accepted", after.id, {.before = audited(before), .after = audited(after)});
    return enter(t, tools, existing(t, after.id), origin);
  });
}

void request_reset(const Tools& tools, const std::string& mail, const Origin& origin) {
  const std::string key = mail_key(mail).value_or("");
  const Buckets of_network = {{"reset-network:" + origin.network, {.burst = 20, .every = minutes(3)}}};
  const Buckets of_account = {{"reset:" + crypto::sha256(key), {.burst = 3, .every = hours(1)}}};
  std::optional<std::chrono::milliseconds> wait;
  bool enough = false;  // mails to this address; whoever asks is told nothing of it
  tools.database.write([&](db::Transaction& t) {
    wait = take(t, of_network, tools.clock());
    enough = !wait && take(t, of_account, tools.clock()).has_value();
  });
  if (wait) refuse_attempts(*wait);
  if (enough) return;
  tools.later([&tools, key, request_id = origin.request_id] { send_reset(tools, key, request_id); });
}

std::string reset_password(const Tools& tools, const std::string& token, const std::string& password, const Origin& origin) {
  const auto read = [&](db::Transaction& t) { return holder_of(t, tools, store::Purpose::reset, token); };
  const std::string hash = hash_for(tools, tools.database.read(read), password);
  return tools.database.write([&](db::Transaction& t) {
    const Account account = read(t);
    store::set_password_hash(t, account.id, hash);
    store::remove_links(t, account.id);
    store::end_sessions(t, account.id, "");
    store::remove_tokens(t, account.id);
    store::forget_devices(t, account.id);
    record(t, tools, holder(account, origin), "identity.password_reset", account.id);
    tools.mailer.send(t, notice_mail(account, Notice::password_changed));
    return know_browser(t, account, origin, tools.clock());
  });
}

std::string change_password(const Tools& tools, const Caller& caller, const std::string& current, const std::string& fresh) {
  require_in_person(caller);
  confirm_password(tools, caller, current, "current");
  const auto read = [&](db::Transaction& t) { return existing(t, caller.actor.account); };
  const std::string hash = hash_for(tools, tools.database.read(read), fresh);
  return tools.database.write([&](db::Transaction& t) {
    const Account account = read(t);
    store::set_password_hash(t, account.id, hash);
    store::remove_links(t, account.id);
    store::end_sessions(t, account.id, caller.actor.session);
    record(t, tools, author_of(caller), "identity.password_changed", account.id);
    tools.mailer.send(t, notice_mail(account, Notice::password_changed));
    return renew_token(t, tools, own_session(t, caller));
  });
}

}  // namespace identity
