#pragma once

#include <functional>
#include <string>
#include <vector>

#include "crypto/ids.hpp"
#include "features/identity/accounts.hpp"
#include "features/identity/service.hpp"
#include "tests/support/migrated.hpp"

namespace support {

/// Keeps messages instead of sending them.
class Letters : public identity::Mailer {
 public:
  void send(db::Transaction&, const identity::Message& message) override { all.push_back(message); }
  /// What stands behind the # of the last message's link.
  [[nodiscard]] std::string last_token() const {
    const std::string& body = all.back().body;
    const auto at = body.find('#') + 1;
    return body.substr(at, body.find('\n', at) - at);
  }

  std::vector<identity::Message> all;
};

/// An installation without anybody in it. Its clock moves by hand.
class PeopleTest : public MigratedTest {
 public:
  base::Instant now = base::from_millis(1'733'277'600'000);
  Letters letters;
  std::vector<std::function<void()>> later;
  crypto::PasswordHasher hasher{{.memory = 1U << 13U, .passes = 1}, {.at_once = 4, .waiting = 100}};
  crypto::SealingKey sealing_key = crypto::SealingKey::generate();
  identity::Tools tools{.database = database,
                        .clock = [this] { return now; },
                        .new_id = [this] { return crypto::new_id(now); },
                        .hasher = hasher,
                        .sealing_key = sealing_key,
                        .mailer = letters,
                        .later = [this](std::function<void()> work) { later.push_back(std::move(work)); },
                        .scope_exists = [](db::Transaction&, const identity::Scope& scope) { return scope.id != "nowhere"; },
                        .public_url = "https://juara.test"};

 protected:
  static constexpr const char* kPassword = "kopi tubruk tanpa gula";
  static constexpr const char* kOtherPassword = "pisang goreng hangat";

  void run_later() {
    const auto work = std::exchange(later, {});
    for (const auto& each : work) each();
  }

  /// Somebody who has accepted an invitation, and the session in which that was done.
  identity::Entered join(const std::string& mail, std::vector<identity::Grant> grants = {},
                         const std::string& name = "Siti Rahmawati") const {
    const auto invited = identity::invite(tools, identity::operator_caller(), {.mail = mail, .name = name, .grants = std::move(grants)});
    return identity::accept_invitation(tools, {.token = invited.token, .password = kPassword}, from("198.51.100.1"));
  }
  static identity::Origin from(const std::string& network) { return {.network = network, .agent = "browser", .request_id = "r-1"}; }

  /// Who sends a request with this token of a session.
  [[nodiscard]] identity::Caller caller(const std::string& session_token) const {
    const auto visitor = identity::find_by_session(tools, session_token);
    return {.actor = visitor ? visitor->actor : identity::Actor(), .request_id = "r-2"};
  }

  /// The code of what is thrown; empty if nothing is.
  template <class Work>
  static std::string code_of(const Work& work) {
    try {
      work();
    } catch (const base::Error& error) {
      return error.what();
    }
    return "";
  }

  /// The actions of the audit about this account, oldest first; the chain must be whole.
  std::vector<std::string> actions(const std::string& account) {
    EXPECT_TRUE(audit::verify(database).faults.empty());
    std::vector<std::string> actions;
    for (const audit::Line& line : lines(account)) actions.insert(actions.begin(), line.action);
    return actions;
  }
  std::vector<audit::Line> lines(const std::string& account) {
    return database.read([&](db::Transaction& t) { return audit::search(t, {.subject_id = account}, 1'000'000, 1000); });
  }
};

}  // namespace support
