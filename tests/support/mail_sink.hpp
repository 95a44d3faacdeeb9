#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace support {

/// A mail server on this machine that takes one conversation after the other and keeps what it is told.
class MailSink {
 public:
  /// `answers`: what it says to a command (`RCPT`) instead of agreeing.
  explicit MailSink(std::map<std::string, std::string> answers = {});
  MailSink(const MailSink&) = delete;
  MailSink& operator=(const MailSink&) = delete;
  ~MailSink();

  [[nodiscard]] std::string address() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
  /// Waits until its thread has ended; then what was said can be read. Takes no more conversations.
  void stop();
  [[nodiscard]] const std::vector<std::string>& commands() const { return commands_; }  ///< without the letters
  [[nodiscard]] const std::vector<std::string>& letters() const { return letters_; }

 private:
  void serve();
  void converse(int connection);

  std::map<std::string, std::string> answers_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::vector<std::string> commands_, letters_;
  std::thread thread_;
};

}  // namespace support
