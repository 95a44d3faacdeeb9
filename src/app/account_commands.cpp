#include "app/commands.hpp"
#include "app/output.hpp"
#include "app/people.hpp"
#include "app/storage.hpp"
#include "base/error.hpp"
#include "crypto/ids.hpp"
#include "db/migrations.hpp"
#include "features/identity/accounts.hpp"
#include "features/identity/mails.hpp"
#include "features/identity/rights.hpp"

namespace app {
namespace {

/// Links are printed instead of mailed.
class NoMailer : public identity::Mailer {
 public:
  void send(db::Transaction& /*transaction*/, const identity::Message& /*message*/) override {}
};

/// What the commands about accounts need. They neither check passwords nor open sealed secrets.
struct Parts {
  Parts(const config::Settings& settings, db::Database& database)
      : tools{.database = database,
              .clock = instant_now,
              .new_id = [] { return crypto::new_id(instant_now()); },
              .hasher = hasher,
              .sealing_key = key,
              .mailer = mailer,
              .later = [](const std::function<void()>& work) { work(); },
              .scope_exists = scope_exists,
              .public_url = public_url(settings)} {}

  crypto::PasswordHasher hasher;
  crypto::SealingKey key = crypto::SealingKey::generate();
  NoMailer mailer;
  identity::Tools tools;
};

std::unique_ptr<db::Database> open_current(const config::Settings& settings) {
  auto database = open_database(settings, true);
  db::migrate(*database, now());
  db::ensure_installation(*database, now());
  return database;
}

identity::Grant grant_of(const AccountOptions& options) {
  const auto role = identity::parse_role(options.role);
  if (!role) throw base::Error(base::Kind::usage, "identity.unknown_word", {{"field", "--role"}});
  identity::Scope scope;
  if (!options.programme.empty()) scope = identity::programme(options.programme);
  if (!options.organisation.empty()) scope = identity::organisation(options.organisation);
  return {.role = *role, .scope = scope};
}

}  // namespace

Exit add_account(const config::Settings& settings, const AccountOptions& options, i18n::Language language) {
  const identity::Grant grant = grant_of(options);
  const auto database = open_current(settings);
  const Parts parts(settings, *database);
  const identity::Caller caller = identity::operator_caller();
  const std::string name = options.name.empty() ? options.mail.substr(0, options.mail.find('@')) : options.name;
  identity::Invited invited =
      identity::invite(parts.tools, caller, {.mail = options.mail, .name = name, .language = language, .grants = {grant}});
  const identity::Account& account = invited.account.account;
  if (account.state == identity::State::invited && !invited.is_new) invited.token = identity::invite_again(parts.tools, caller, account.id);
  if (invited.token.empty()) {
    print_line(i18n::text(language, "account.there", {{"mail", account.mail}}));
    return Exit::good;
  }
  const auto days = std::chrono::duration_cast<std::chrono::days>(identity::kInvitationLasts).count();
  print_line(i18n::text(language, "account.invited",
                        {{"mail", account.mail},
                         {"days", std::to_string(days)},
                         {"link", identity::invitation_link(parts.tools.public_url, invited.token)}}));
  return Exit::good;
}

Exit reset_account(const config::Settings& settings, const std::string& mail, i18n::Language language) {
  const auto database = open_database(settings, false);
  const Parts parts(settings, *database);
  const std::string link = identity::make_reset_link(parts.tools, identity::operator_caller(), mail);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(identity::kResetLasts).count();
  print_line(i18n::text(language, "account.reset", {{"mail", mail}, {"minutes", std::to_string(minutes)}, {"link", link}}));
  return Exit::good;
}

}  // namespace app
