#include "tests/support/mail_sink.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace support {
namespace {

/// Lines that a connection brings.
class Lines {
 public:
  explicit Lines(int connection) : connection_(connection) {}

  /// Without its end; false: the other side has gone.
  bool next(std::string& line) {
    std::size_t end = 0;
    while ((end = held_.find("\r\n")) == std::string::npos) {
      std::array<char, 4096> bytes{};
      const auto got = ::read(connection_, bytes.data(), bytes.size());
      if (got <= 0) return false;
      held_.append(bytes.data(), static_cast<std::size_t>(got));
    }
    line = held_.substr(0, end);
    held_.erase(0, end + 2);
    return true;
  }

 private:
  int connection_;
  std::string held_;
};

void say(int connection, const std::string& text) {
  const std::string line = text + "\r\n";
  static_cast<void>(::send(connection, line.data(), line.size(), MSG_NOSIGNAL));
}

}  // namespace

MailSink::MailSink(std::map<std::string, std::string> answers)
    : answers_(std::move(answers)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* place = reinterpret_cast<sockaddr*>(&address);  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast): so POSIX has it
  if (::bind(listener_, place, size) != 0 || ::listen(listener_, 8) != 0 || ::getsockname(listener_, place, &size) != 0) {
    throw std::runtime_error("no port for the mail sink");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

MailSink::~MailSink() { stop(); }

void MailSink::stop() {
  if (!thread_.joinable()) return;
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
}

void MailSink::serve() {
  while (true) {
    const int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0) return;
    converse(connection);
    ::close(connection);
  }
}

void MailSink::converse(int connection) {
  Lines lines(connection);
  std::string line;
  say(connection, "220 sink");
  while (lines.next(line)) {
    const std::string command = line.substr(0, line.find(' '));
    commands_.push_back(line);
    const auto own = answers_.find(command);
    if (own != answers_.end()) {
      say(connection, own->second);
    } else if (command == "DATA") {
      say(connection, "354 go on");
      std::string letter;
      while (lines.next(line) && line != ".") letter += line + "\r\n";
      letters_.push_back(letter);
      say(connection, "250 taken");
    } else {
      say(connection, command == "QUIT" ? "221 bye" : "250 fine");
    }
  }
}

}  // namespace support
