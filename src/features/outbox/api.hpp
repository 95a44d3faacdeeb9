#pragma once

#include <functional>
#include <string>

#include "features/identity/api.hpp"
#include "jobs/runner.hpp"
#include "mail/server.hpp"

namespace outbox {

/// Keeps messages until they are sent.
class Outbox : public identity::Mailer {
 public:
  /// `wake`: told when there is something to send.
  Outbox(base::Clock clock, std::function<void()> wake) : clock_(std::move(clock)), wake_(std::move(wake)) {}

  /// Throws Error(invalid, mail.bad_address).
  void send(db::Transaction& transaction, const identity::Message& message) override;

 private:
  base::Clock clock_;
  std::function<void()> wake_;
};

/// What sending needs; the database outlives it.
struct Delivery {
  db::Database& database;
  base::Clock clock;
  const mail::Server* server = nullptr;  ///< null: the office has none yet
  mail::Mailbox from;
};
/// Does the jobs of the kind kSendJob: throws Error(unavailable, outbox.no_server) without a server, and as mail::Server::send does.
[[nodiscard]] jobs::Handler sender(Delivery delivery);

}  // namespace outbox
