#pragma once

#include <chrono>
#include <string>

#include "mail/message.hpp"

namespace mail {

/// The mail server of the office, by SMTP. For many threads.
class Server {
 public:
  /// `address`: `smtp://host:587` or `smtps://host:465`, with `user:password@` before the host if it asks for them (special characters as
  /// `%40`). With a password the connection must be encrypted, except to this machine. Throws Error(usage, mail.bad_server).
  explicit Server(std::string address, std::chrono::milliseconds patience = std::chrono::seconds(30));

  /// Throws Error(unavailable, mail.cannot_send) where another attempt may succeed, Error(invalid, mail.refused) where the server refuses
  /// the letter for good, Error(invalid, mail.bad_address).
  void send(const Message& message) const;
  /// Connects and signs in without sending. Throws as send() does.
  void check() const;

 private:
  std::string address_;
  bool must_encrypt_ = false;
  std::chrono::milliseconds patience_;
};

}  // namespace mail
