#include "tests/support/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace support {
namespace {

constexpr long kPatience = 20;  // seconds

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

HttpAnswer parse_head(std::string_view head) {
  HttpAnswer answer;
  answer.status = std::stoi(std::string(head.substr(head.find(' ') + 1, 3)));
  head.remove_prefix(head.find("\r\n") + 2);
  while (!head.starts_with("\r\n")) {
    const auto line = head.substr(0, head.find("\r\n"));
    const auto colon = line.find(": ");
    const std::string name = lowered(std::string(line.substr(0, colon)));
    answer.headers[name] = line.substr(colon + 2);
    if (name == "set-cookie") answer.cookies.emplace_back(line.substr(colon + 2));
    head.remove_prefix(line.size() + 2);
  }
  return answer;
}

}  // namespace

std::string HttpAnswer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

RawClient::RawClient(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{.tv_sec = kPatience, .tv_usec = 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail("connect");
}

RawClient::~RawClient() { close(socket_); }

RawClient& RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return *this;
}

bool RawClient::receive() {
  std::array<char, 65536> bytes{};
  const auto got = recv(socket_, bytes.data(), bytes.size(), 0);
  if (got < 0 && errno != ECONNRESET) fail("recv");
  if (got > 0) inbox_.append(bytes.data(), static_cast<std::size_t>(got));
  return got > 0;
}

std::string RawClient::until(std::string_view end) {
  auto at = inbox_.find(end);
  while (at == std::string::npos && receive()) at = inbox_.find(end);
  const auto size = at == std::string::npos ? inbox_.size() : at + end.size();
  auto bytes = inbox_.substr(0, size);
  inbox_.erase(0, size);
  return bytes;
}

std::string RawClient::rest() {
  while (receive()) {
  }
  return std::exchange(inbox_, "");
}

HttpAnswer RawClient::answer(bool to_head) {
  const auto head = until("\r\n\r\n");
  if (!head.ends_with("\r\n\r\n")) return {};
  auto answer = parse_head(head);
  const auto length = answer.header("content-length");
  if (to_head || length.empty()) return answer;
  const auto size = std::stoul(length);
  while (inbox_.size() < size && receive()) {
  }
  answer.body = inbox_.substr(0, size);
  inbox_.erase(0, size);
  return answer;
}

HttpAnswer ask(std::uint16_t port, std::string_view request) { return RawClient(port).send(request).answer(request.starts_with("HEAD ")); }

}  // namespace support
